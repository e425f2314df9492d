import Database
package import Secretary

package import struct FoundationEssentials.Date

/// What becomes of each message.
package protocol LedgerRequests: Sendable {
  /// What became of one message; nil when it was never seen.
  func entry(for message: MessageID) async throws(StorageError) -> LedgerEntry?

  /// Messages whose subject holds these words in any case, newest first, among the newest 5,000 that the ledger describes.
  func messages(about subject: String) async throws(StorageError) -> [MessageID]

  /// Messages to work on at `moment`: seen, left in the middle of drafting, or failed; of the last two those that are
  /// due again.
  ///
  /// What never failed comes first, oldest first. What failed comes after it, newest first: however much has collected that
  /// fails again and again, it stands before nothing else.
  func due(at moment: Date, limit: Int) async throws(StorageError) -> [LedgerEntry]

  /// When the next message that waits is due again; nil when none waits.
  func nextRetry() async throws(StorageError) -> Date?

  /// Notes what a person needs to recognise a message by, whatever becomes of it. What it shows of the user's addresses is
  /// counted with it, once.
  func describe(_ message: MessageDescription) async throws(StorageError)

  /// Notes that an attempt begins, the `attempts`th, before it does. Should the worker die of it, the row says so: `problem`
  /// is what then stands in the way. It stays due, marked as begun, for whoever comes after to decide how long it waits.
  func begin(_ message: MessageID, attempts: Int, problem: String, at moment: Date) async throws(StorageError)

  /// The messages that are begun: the one in hand.
  func begun() async throws(StorageError) -> [LedgerEntry]

  /// Messages that carry the label which asks for a draft although what was asked is decided: it is to be taken off.
  func answeredRequests() async throws(StorageError) -> [MessageID]

  /// The label is off.
  func closeRequest(_ message: MessageID) async throws(StorageError)

  /// Writes what became of a message that is still open; one that is set aside or drafted is `alreadyDecided`.
  ///
  /// A message that is `drafting` deserves a draft which is yet to be asked for: its attempt goes on, stays counted and begun,
  /// and so does the wait that an earlier one set. Intake writes `seen`, and `propose` writes `drafted`; here they are
  /// nothing.
  func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError)
}

/// What a person recognises a message by.
package struct MessageDescription: Sendable, Equatable, Codable {
  package var messageID: MessageID
  /// `Name <address>`.
  package var sender: String
  package var subject: String
  package var receivedAt: Date
  /// Whom an answer would go to, as `EmailAddress.canonical` spells them; nil when that is nobody.
  package var correspondent: String?
  package var sighting: AddressSighting?

  package init(
    _ messageID: MessageID, sender: String, correspondent: EmailAddress? = nil, subject: String, receivedAt: Date,
    showing sighting: AddressSighting? = nil
  ) {
    self.messageID = messageID
    self.sender = sender
    self.correspondent = correspondent?.canonical
    self.subject = subject
    self.receivedAt = receivedAt
    self.sighting = sighting
  }
}

struct LeasedLedger: LedgerRequests {
  let rows: LeasedRows

  func entry(for message: MessageID) async throws(StorageError) -> LedgerEntry? {
    try await LedgerStore(connection: rows.connection).entry(for: message, of: rows.user)
  }

  func messages(about subject: String) async throws(StorageError) -> [MessageID] {
    let wanted = subject.lowercased()
    return try await rows.read(Self.subjectsQuery, [SQLValue(rows.user)]) { row -> MessageID? in
      try row.text("subject").lowercased().contains(wanted) ? try row.value("gmail_message_id") : nil
    }.compactMap(\.self)
  }

  static let subjectsQuery = """
    SELECT gmail_message_id, subject FROM mailbox_messages WHERE user_id = $1 AND subject IS NOT NULL
    ORDER BY seen_at DESC, gmail_message_id DESC LIMIT 5000
    """

  func due(at moment: Date, limit: Int) async throws(StorageError) -> [LedgerEntry] {
    try await rows.read(
      Self.dueQuery, [SQLValue(rows.user), SQLValue(moment), SQLValue(limit)], as: LedgerRow.entry)
  }

  /// Either kind by itself, because each has its own index.
  static let dueQuery = """
    SELECT * FROM (
      SELECT \(LedgerRow.columns) FROM mailbox_messages
      WHERE user_id = $1 AND state IN \(LedgerRow.open) AND attempts = 0 AND (retry_at IS NULL OR retry_at <= $2)
      ORDER BY seen_at, gmail_message_id LIMIT $3) AS fresh
    UNION ALL
    SELECT * FROM (
      SELECT \(LedgerRow.columns) FROM mailbox_messages
      WHERE user_id = $1 AND state IN \(LedgerRow.open) AND attempts > 0 AND (retry_at IS NULL OR retry_at <= $2)
      ORDER BY seen_at DESC, gmail_message_id DESC LIMIT $3) AS failed
    LIMIT $3
    """

  func nextRetry() async throws(StorageError) -> Date? {
    try await rows.read(Self.nextRetryQuery, [SQLValue(rows.user)]) { try $0.optionalDate("retry_at") }.first ?? nil
  }

  static let nextRetryQuery =
    "SELECT min(retry_at) AS retry_at FROM mailbox_messages WHERE user_id = $1 AND state IN \(LedgerRow.open)"

  func describe(_ message: MessageDescription) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      try message.sighting?.count(in: message.messageID, of: user, at: now, session)
      let described = try session.query(
        """
        UPDATE mailbox_messages SET sender = $3, subject = $4, received_at = $5, correspondent = $6
        WHERE user_id = $1 AND gmail_message_id = $2
        RETURNING gmail_message_id
        """,
        [
          SQLValue(user), SQLValue(message.messageID), SQLValue(LedgerLine(message.sender)),
          SQLValue(LedgerLine(message.subject)), SQLValue(message.receivedAt), SQLValue(message.correspondent),
        ])
      guard !described.isEmpty else { throw StorageError.unknownMessage }
    }
  }

  func begin(
    _ message: MessageID, attempts: Int, problem: String, at moment: Date
  ) async throws(StorageError) {
    try await decide(
      message,
      """
      UPDATE mailbox_messages SET state = 'failed', problem = $4, attempts = $5, retry_at = $6, begun_at = $6,
        updated_at = $3
      WHERE user_id = $1 AND gmail_message_id = $2 AND state IN \(LedgerRow.open)
      RETURNING gmail_message_id
      """, [SQLValue(LedgerLine(problem)), SQLValue(attempts), SQLValue(moment)])
  }

  func begun() async throws(StorageError) -> [LedgerEntry] {
    try await rows.read(
      """
      SELECT \(LedgerRow.columns) FROM mailbox_messages
      WHERE user_id = $1 AND state IN \(LedgerRow.open) AND begun_at IS NOT NULL
      """, [SQLValue(rows.user)], as: LedgerRow.entry)
  }

  func answeredRequests() async throws(StorageError) -> [MessageID] {
    try await rows.read(
      """
      SELECT gmail_message_id FROM draft_requests JOIN mailbox_messages USING (user_id, gmail_message_id)
      WHERE user_id = $1 AND state NOT IN \(LedgerRow.open) ORDER BY asked_at, gmail_message_id
      """, [SQLValue(rows.user)]
    ) { try $0.value("gmail_message_id") }
  }

  func closeRequest(_ message: MessageID) async throws(StorageError) {
    try await rows.change(
      """
      DELETE FROM draft_requests WHERE user_id = $1 AND gmail_message_id = $2 RETURNING gmail_message_id
      """, [SQLValue(rows.user), SQLValue(message)])
  }

  func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError) {
    switch state {
    case .seen, .drafted: return
    case .setAside(let reason):
      try await decide(
        message,
        """
        UPDATE mailbox_messages SET state = 'set_aside', reason_code = $4, reason = $5, problem = NULL, retry_at = NULL,
          begun_at = NULL, updated_at = $3
        WHERE user_id = $1 AND gmail_message_id = $2 AND state IN \(LedgerRow.open)
        RETURNING gmail_message_id
        """, [SQLValue(reason.code), SQLValue(LedgerLine(reason.words))])
    case .drafting(let reason):
      try await decide(
        message,
        """
        UPDATE mailbox_messages SET state = 'drafting', reason_code = NULL, reason = $4, updated_at = $3
        WHERE user_id = $1 AND gmail_message_id = $2 AND state IN \(LedgerRow.open)
        RETURNING gmail_message_id
        """, [SQLValue(LedgerLine(reason))])
    case .failed(let problem, let attempts, let retryAt):
      try await decide(
        message,
        """
        UPDATE mailbox_messages SET state = 'failed', problem = $4, attempts = $5, retry_at = $6, begun_at = NULL,
          updated_at = $3
        WHERE user_id = $1 AND gmail_message_id = $2 AND state IN \(LedgerRow.open)
        RETURNING gmail_message_id
        """, [SQLValue(LedgerLine(problem)), SQLValue(attempts), SQLValue(retryAt)])
    }
  }

  /// Runs a statement of which `$1` is the user, `$2` the message and `$3` now. When it changes nothing, it says why.
  private func decide(
    _ message: MessageID, _ statement: String, _ values: [SQLValue]
  ) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      let decided = try session.query(statement, [SQLValue(user), SQLValue(message), SQLValue(now)] + values)
      if decided.isEmpty { throw try LedgerRow.refusal(message, of: user, session) }
    }
  }
}
