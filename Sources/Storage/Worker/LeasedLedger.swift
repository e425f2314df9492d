import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

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
