package import Secretary

package import struct FoundationEssentials.Date

/// How what happened in the mailbox comes to the ledger.
package protocol IntakeRequests: Sendable {
  /// The cursor and its times; nil before the first check.
  func position() async throws(StorageError) -> IntakePosition?

  /// Writes what was seen and moves the cursor, together or not at all. A message that is known stays as it is, unless it was
  /// set aside as spam or trash and now comes without that label: it was rescued, and is worked on. One that is asked for is worked
  /// on whatever became of it, and a draft of it that was dismissed or retired waits for the person again.
  ///
  /// The cursor is opaque here. That it never moves back is the mailbox's promise, and that nobody else moves it the lease's.
  ///
  /// - Returns: how many messages are new to work on or set aside.
  @discardableResult
  func record(_ arrivals: IntakeRecord) async throws(StorageError) -> Int
}

/// How far intake has come in a mailbox.
package struct IntakePosition: Sendable, Equatable, Codable {
  package var cursor: MailboxCursor
  /// Mail from before this is not ours.
  package var watchedSince: Date
  /// When the cursor last moved.
  package var movedAt: Date

  package init(cursor: MailboxCursor, watchedSince: Date, movedAt: Date) {
    self.cursor = cursor
    self.watchedSince = watchedSince
    self.movedAt = movedAt
  }
}

/// What one intake saw, and where the next begins.
package struct IntakeRecord: Sendable, Equatable, Codable {
  package var messages: [SeenMessage]
  /// Messages that the person wants a draft for, as they said in the mailbox.
  package var asked: [MessageReference]
  package var cursor: MailboxCursor
  package var seenAt: Date
  /// What happened to drafts meanwhile; those of ours are marked to be looked at.
  package var traces: DraftTraces
  /// Counts for a mailbox without a cursor only; nil means now.
  package var watchedSince: Date?

  package init(
    _ messages: [SeenMessage], asked: [MessageReference] = [], movingCursorTo cursor: MailboxCursor, at seenAt: Date,
    traces: DraftTraces = .known([]),
    watchedSince: Date? = nil
  ) {
    self.messages = messages
    self.asked = asked
    self.cursor = cursor
    self.seenAt = seenAt
    self.traces = traces
    self.watchedSince = watchedSince
  }
}

/// A message that intake came upon.
package struct SeenMessage: Sendable, Equatable, Codable {
  package var messageID: MessageID
  package var threadID: ThreadID
  /// Why it gets no draft, when its labels alone say so; nil leaves it to be worked on.
  package var settled: SetAsideReason?
  /// The user took it out of a category of the mailbox's, so what was decided by the category is decided again.
  package var isMovedToPrimary: Bool

  package init(
    messageID: MessageID, threadID: ThreadID, settled: SetAsideReason? = nil, isMovedToPrimary: Bool = false
  ) {
    self.messageID = messageID
    self.threadID = threadID
    self.settled = settled
    self.isMovedToPrimary = isMovedToPrimary
  }
}
