import Database
package import Secretary

package import struct FoundationEssentials.Date

/// A message that intake came upon.
package struct SeenMessage: Sendable, Equatable {
  package var messageID: MessageID
  package var threadID: ThreadID
  /// Why it gets no draft, when its labels alone say so; nil leaves it to be worked on.
  package var settled: SetAsideReason?
  /// The user took it out of a category of Gmail's, so what was decided by the category is decided again.
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

/// How far intake has come in a mailbox.
package struct MailboxWatch: Sendable, Equatable {
  package var cursor: MailboxCursor
  /// Mail from before this is not ours.
  package var watchedSince: Date
  /// When the cursor last moved.
  package var movedAt: Date
}

/// Everything one user's worker reads and writes.
///
/// Every write is one short transaction that first proves the lease: a worker whose user was taken over by another
/// supervisor gets `leaseLost` and has written nothing. Writes that a later check would make again are not synced to
/// the disk one by one; those the outside world is about to learn of are (`markPlacing`, `propose`, `saveTokens`), and
/// with them everything written before.
package struct MailboxStore: Sendable {
  let connection: StoreConnection
  let user: UserID
  let lease: LeaseToken?

  func write<Value: Sendable>(
    durable: Bool = false, _ body: @Sendable (SQLSession) throws -> Value
  ) async throws(StorageError) -> Value {
    guard let lease else { throw .leaseLost }
    let user = user
    return try await connection.write(durable: durable) { session in
      let proof = try session.query(
        "SELECT user_id FROM worker_leases WHERE user_id = $1 AND token = $2" + session.rowLock,
        [SQLValue(user), SQLValue(lease)])
      guard !proof.isEmpty else { throw StorageError.leaseLost }
      return try body(session)
    }
  }

  // MARK: Intake

  /// The cursor and its times; nil before the first check.
  package func watch() async throws(StorageError) -> MailboxWatch? {
    try await connection.read(
      "SELECT history_id, started_at, updated_at FROM mailbox_cursors WHERE user_id = $1", [SQLValue(user)]
    ) { row in
      MailboxWatch(
        cursor: try row.value("history_id"), watchedSince: try row.date("started_at"),
        movedAt: try row.date("updated_at"))
    }.first
  }

  /// Writes the messages into the ledger and moves the cursor, together or not at all. A message that is known stays as it
  /// is, unless it was set aside as spam or trash and now comes without that label: it was rescued, and is worked on.
  ///
  /// The cursor is opaque here. That it never moves back is the mailbox's promise, and that nobody else moves it the lease's.
  ///
  /// `traces` are what happened to drafts meanwhile; those of ours are marked to be looked at. `watchedSince` counts for a
  /// mailbox without a cursor only; nil means now. Returns how many messages are new to work on or set aside.
  @discardableResult
  package func record(
    _ messages: [SeenMessage], movingCursorTo next: MailboxCursor, at seenAt: Date, traces: DraftTraces = .known([]),
    watchedSince: Date? = nil
  ) async throws(StorageError) -> Int {
    let (user, now) = (user, connection.now())
    return try await write { session in
      var new = 0
      for message in messages {
        new += try session.query(
          """
          INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, state, reason_code, reason, seen_at,
            updated_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
          ON CONFLICT (user_id, gmail_message_id) DO UPDATE SET state = excluded.state, reason_code = NULL,
            reason = NULL, attempts = 0, updated_at = excluded.updated_at
          WHERE mailbox_messages.state = 'set_aside' AND excluded.state = 'seen'
            AND mailbox_messages.reason_code IN (\(message.isMovedToPrimary ? Self.takenBackByMove : Self.takenBack))
          RETURNING gmail_message_id
          """,
          [
            SQLValue(user), SQLValue(message.messageID), SQLValue(message.threadID),
            SQLValue(message.settled == nil ? "seen" : "set_aside"), SQLValue(message.settled?.code),
            SQLValue(message.settled.map { LedgerLine($0.words) }), SQLValue(seenAt), SQLValue(now),
          ]
        ).count
      }
      try Self.mark(traces, of: user, at: now, in: session)
      _ = try session.query(
        """
        INSERT INTO mailbox_cursors (user_id, history_id, started_at, updated_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE SET history_id = excluded.history_id, updated_at = excluded.updated_at
        """, [SQLValue(user), SQLValue(next), SQLValue(watchedSince ?? now), SQLValue(now)])
      return new
    }
  }

  /// Reasons that a message's coming again takes back.
  private static let takenBack = "'spam', 'trash'"
  private static let takenBackByMove = "'spam', 'trash', 'category', 'notice'"

  // MARK: The ledger

  /// Messages to work on at `moment`: seen, left in the middle of drafting, or failed; of the last two those that are
  /// due again.
  ///
  /// What never failed comes first, oldest first. What failed comes after it, newest first: however much has collected that
  /// fails again and again, it stands before nothing else.
  package func dueMessages(at moment: Date, limit: Int) async throws(StorageError) -> [LedgerEntry] {
    try await connection.read(
      Self.dueQuery, [SQLValue(user), SQLValue(moment), SQLValue(limit)], as: LedgerRow.entry)
  }

  /// Either kind by itself, because each has its own index.
  static let dueQuery: String = {
    func due(_ attempts: String, _ order: String) -> String {
      """
      SELECT * FROM (
        SELECT \(LedgerRow.columns) FROM mailbox_messages
        WHERE user_id = $1 AND state IN ('seen', 'drafting', 'failed') AND attempts \(attempts)
          AND (retry_at IS NULL OR retry_at <= $2)
        ORDER BY seen_at \(order), gmail_message_id \(order) LIMIT $3)
      """
    }
    return "\(due("= 0", "ASC")) UNION ALL \(due("> 0", "DESC")) LIMIT $3"
  }()

  /// When the next message that waits is due again; nil when none waits.
  package func nextRetry() async throws(StorageError) -> Date? {
    try await connection.read(Self.nextRetryQuery, [SQLValue(user)]) { try $0.optionalDate("retry_at") }.first ?? nil
  }

  static let nextRetryQuery = """
    SELECT min(retry_at) AS retry_at FROM mailbox_messages
    WHERE user_id = $1 AND state IN ('seen', 'drafting', 'failed')
    """

  /// Notes what a person needs to recognise a message by, whatever becomes of it. `sender` is `Name <address>`. What it
  /// shows of the user's addresses is counted with it, once.
  package func describe(
    _ message: MessageID, sender: String, subject: String, receivedAt: Date, showing sighting: AddressSighting? = nil
  ) async throws(StorageError) {
    let (user, now) = (user, connection.now())
    try await write { session in
      if let sighting { try Self.count(sighting, in: message, of: user, at: now, session) }
      let rows = try session.query(
        """
        UPDATE mailbox_messages SET sender = $3, subject = $4, received_at = $5
        WHERE user_id = $1 AND gmail_message_id = $2 RETURNING gmail_message_id
        """,
        [
          SQLValue(user), SQLValue(message), SQLValue(LedgerLine(sender)), SQLValue(LedgerLine(subject)),
          SQLValue(receivedAt),
        ])
      guard !rows.isEmpty else { throw StorageError.unknownMessage }
    }
  }

  /// Notes that an attempt begins, the `attempts`th, before it does. Should the worker die of it, the row says so: `problem`
  /// is what then stands in the way. It stays due, marked as begun, for whoever comes after to decide how long it waits.
  package func begin(
    _ message: MessageID, attempts: Int, problem: String, at moment: Date
  ) async throws(StorageError) {
    try await decide(
      message, "state = 'failed', problem = $4, attempts = $5, retry_at = $6, begun_at = $6",
      [SQLValue(LedgerLine(problem)), SQLValue(attempts), SQLValue(moment)])
  }

  /// The messages that are begun: the one in hand.
  package func begunMessages() async throws(StorageError) -> [LedgerEntry] {
    try await connection.read(
      """
      SELECT \(LedgerRow.columns) FROM mailbox_messages
      WHERE user_id = $1 AND state IN ('seen', 'drafting', 'failed') AND begun_at IS NOT NULL
      """, [SQLValue(user)], as: LedgerRow.entry)
  }

  /// Decides that a message gets no draft, and why.
  package func setAside(_ message: MessageID, because reason: SetAsideReason) async throws(StorageError) {
    try await decide(
      message,
      "state = 'set_aside', reason_code = $4, reason = $5, problem = NULL, retry_at = NULL, begun_at = NULL",
      [SQLValue(reason.code), SQLValue(LedgerLine(reason.words))])
  }

  /// Notes that a message deserves a draft, before one is asked for. The attempt goes on: it stays counted and begun, and so
  /// does the wait that an earlier one set.
  package func markDrafting(_ message: MessageID, because reason: String) async throws(StorageError) {
    try await decide(
      message, "state = 'drafting', reason_code = NULL, reason = $4", [SQLValue(LedgerLine(reason))])
  }

  /// Notes that an attempt has ended without a decision, after `attempts` of them that count, and when the next is made.
  /// `problem` is a sentence without mail text.
  package func markFailed(
    _ message: MessageID, problem: String, attempts: Int, retryAt: Date
  ) async throws(StorageError) {
    try await decide(
      message, "state = 'failed', problem = $4, attempts = $5, retry_at = $6, begun_at = NULL",
      [SQLValue(LedgerLine(problem)), SQLValue(attempts), SQLValue(retryAt)])
  }

  /// Moves a message that is still open; one that is set aside or drafted is `alreadyDecided`.
  private func decide(
    _ message: MessageID, _ assignments: String, _ values: [SQLValue]
  ) async throws(StorageError) {
    let (user, now) = (user, connection.now())
    try await write { session in
      let moved = try session.query(
        """
        UPDATE mailbox_messages SET \(assignments), updated_at = $3
        WHERE user_id = $1 AND gmail_message_id = $2 AND state IN ('seen', 'drafting', 'failed')
        RETURNING gmail_message_id
        """, [SQLValue(user), SQLValue(message), SQLValue(now)] + values)
      if !moved.isEmpty { return }
      let found = try session.query(
        "SELECT state FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $2",
        [SQLValue(user), SQLValue(message)])
      guard let row = found.first else { throw StorageError.unknownMessage }
      throw StorageError.alreadyDecided(state: try row.text("state"))
    }
  }
}
