import Secretary

import struct FoundationEssentials.Date

/// What a check did, for the status.
struct CheckCounts: Sendable, Equatable {
  /// New in the ledger.
  var seen = 0
  var setAside = 0
  var drafted = 0
  /// Drafts put into the mailbox.
  var placed = 0
  /// Drafts that are rows but could not be put into the mailbox yet.
  var unplaced = 0
  var failed = 0
  /// Approved drafts that went out.
  var sent = 0
  /// Approved drafts that are to be sent and could not be yet.
  var undelivered = 0
  /// Sends of which nobody can tell how they ended.
  var undecided = 0
  /// Drafts that the user sent, deleted or changed in the mailbox.
  var touched = 0
  /// Dismissed drafts that were taken out of the mailbox.
  var removed = 0
  var rewritten = 0
  /// What stands in the way of some of the mail, in words.
  var problem: String?
  /// Until when no other check meets that, where it is known.
  var problemUntil: Date?

  /// "1 sent, 4 new, 1 drafted, 3 set aside", or that there was nothing.
  var words: String {
    let parts = [
      (sent, "sent"), (undelivered, "still to be sent"), (undecided, "perhaps sent"),
      (touched, "changed in \(MailService.name)"),
      (removed, "removed from \(MailService.name)"), (rewritten, "written again"), (seen, "new"), (drafted, "drafted"),
      (placed, "placed in \(MailService.name)"), (setAside, "set aside"), (failed, "to retry"),
      (unplaced, "still to be placed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return parts.isEmpty ? "nothing new" : parts.joined(separator: ", ")
  }
}
