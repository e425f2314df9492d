package import struct FoundationEssentials.Date

/// Whose mailbox it is, and where its changes stand now.
package struct MailboxProfile: Sendable, Equatable {
  package var address: String
  package var cursor: MailboxCursor
  /// What time it is by the mailbox's own clock, which dates the mail; nil when it does not say.
  package var now: Date?

  package init(address: String, cursor: MailboxCursor, now: Date? = nil) {
    self.address = address
    self.cursor = cursor
    self.now = now
  }
}
