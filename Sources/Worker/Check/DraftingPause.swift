import Drafting
import FoundationEssentials
import Secretary

/// Whether drafts can be asked for during the rest of a check: the model may be away, or the mailbox have had its share of
/// the day. Pure.
struct DraftingPause {
  struct Reason: Equatable {
    var words: String
    var until: Date
    /// Nobody could write it; otherwise somebody could, and only what the person asked for by name is written.
    var isForAll: Bool
  }

  private(set) var reason: Reason?
  /// What stands in the way of mail, in words, for the status.
  var problem: String? { trouble?.words }
  /// Until when that stands, where it is known: mail waits for it, so that no check before meets it again.
  var problemUntil: Date? { trouble?.until }
  private var trouble: (words: String, until: Date?)?
  private var failuresInARow = 0
  /// Conversations that the model would not have, since it last had one.
  private var refusalsInARow = 0
  /// Letters that the rest of the day's budget was too small for, since one had room.
  private var withoutRoomInARow = 0

  func reason(for entry: LedgerEntry) -> Reason? { reason.flatMap { $0.isForAll || !entry.isWanted ? $0 : nil } }

  /// - Parameter trouble: what kept the model away that should have answered, when another one did.
  mutating func modelAnswered(inspiteOf trouble: String? = nil) {
    if refusalsInARow >= CheckContext.patience { self.trouble = nil }
    if let trouble { self.trouble = (trouble, nil) }
    (failuresInARow, refusalsInARow, withoutRoomInARow) = (0, 0, 0)
  }

  /// The model gave nothing. After several times in a row, or when it names a time, the others are not asked about.
  mutating func modelFailed(_ words: String, until: Date?, at now: Date) {
    failuresInARow += 1
    trouble = (words, until)
    guard failuresInARow >= CheckContext.patience || until != nil else { return }
    reason = Reason(
      words: words, until: until ?? now.addingTimeInterval(RetrySchedule.pauseOfModel), isForAll: true)
  }

  /// What the model refuses is that message's matter, so the others are asked about; but nobody should have to wonder why
  /// nothing is written at all.
  mutating func modelRefused(_ words: String) {
    refusalsInARow += 1
    guard refusalsInARow >= CheckContext.patience else { return }
    trouble = (
      "\(words) So it was with the last \(refusalsInARow); if it is so with all, the model is not set up properly.", nil
    )
  }

  /// Mail is judged without the model that should read it.
  mutating func judgeFailed(_ words: String) { trouble = trouble ?? (words, nil) }

  /// What is left of the day's budget is too little for a letter; a shorter one may have room, so the others are asked about,
  /// but not all of them.
  /// - Parameter until: nil where no day's budget has room for it, which says nothing about others.
  mutating func hadNoRoom(_ words: String, until: Date? = nil) {
    trouble = (words, until)
    guard let until else { return }
    withoutRoomInARow += 1
    guard withoutRoomInARow >= CheckContext.patience else { return }
    reason = Reason(words: words, until: until, isForAll: true)
  }

  /// The mailbox was given as many drafts within a day as it may be given.
  mutating func shareIsUsed(_ limit: Int, at now: Date) {
    let words =
      "This mailbox was given \(limit.counted("draft")) within a day, which is the limit. Other mail waits for its turn."
    trouble = (words, nil)
    reason = Reason(
      words: words, until: now.addingTimeInterval(RetrySchedule.pauseOfFullMailbox), isForAll: false)
  }
}
