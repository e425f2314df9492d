import Database
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

struct LeasedIntake: IntakeRequests {
  let rows: LeasedRows

  func position() async throws(StorageError) -> IntakePosition? {
    try await rows.read(
      "SELECT history_id, started_at, updated_at FROM mailbox_cursors WHERE user_id = $1", [SQLValue(rows.user)]
    ) { row in
      IntakePosition(
        cursor: try row.value("history_id"), watchedSince: try row.date("started_at"),
        movedAt: try row.date("updated_at"))
    }.first
  }

  func record(_ arrivals: IntakeRecord) async throws(StorageError) -> Int {
    let (user, now) = (rows.user, rows.now)
    return try await rows.write { session in
      let new = try arrivals.messages.reduce(0) { count, message in
        try count + Self.insert(message, of: user, seenAt: arrivals.seenAt, at: now, session)
      }
      for message in arrivals.asked { try DraftWish.note(message, of: user, at: now, session) }
      try arrivals.traces.mark(of: user, at: now, session)
      _ = try session.query(
        """
        INSERT INTO mailbox_cursors (user_id, history_id, started_at, updated_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET history_id = excluded.history_id, updated_at = excluded.updated_at
        """, [SQLValue(user), SQLValue(arrivals.cursor), SQLValue(arrivals.watchedSince ?? now), SQLValue(now)])
      return new
    }
  }

  /// 1 when the message is new, or to be worked on anew.
  private static func insert(
    _ message: SeenMessage, of user: UserID, seenAt: Date, at now: Date, _ session: SQLSession
  ) throws -> Int {
    try session.query(
      """
      INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, state, reason_code, reason, seen_at,
        updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT (user_id, gmail_message_id) DO UPDATE SET state = excluded.state, reason_code = NULL,
        reason = NULL, attempts = 0, updated_at = excluded.updated_at
      WHERE mailbox_messages.state = 'set_aside' AND excluded.state = 'seen'
        AND mailbox_messages.reason_code IN (\(message.isMovedToPrimary ? takenBackByMove : takenBack))
      RETURNING gmail_message_id
      """,
      [
        SQLValue(user), SQLValue(message.messageID), SQLValue(message.threadID),
        SQLValue(message.settled == nil ? MessageState.Name.seen : .setAside), SQLValue(message.settled?.code),
        SQLValue(message.settled.map { LedgerLine($0.words) }), SQLValue(seenAt), SQLValue(now),
      ]
    ).count
  }

  /// Reasons that a message's coming again takes back.
  private static let takenBack = "'spam', 'trash'"
  private static let takenBackByMove = "'spam', 'trash', 'category', 'notice'"
}
