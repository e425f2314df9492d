import Database
package import Secretary

import struct FoundationEssentials.Date

/// Whom the user answers, learned message by message.
package protocol CorrespondentRequests: Sendable {
  /// What is known of the mail with one address; nil for somebody new.
  func correspondent(_ address: EmailAddress) async throws(StorageError) -> Correspondent?

  /// Counts what a message teaches, once however often it is asked for; nil when it teaches nothing. A message that is in no
  /// ledger teaches nothing either.
  func learn(_ lesson: Lesson?, from message: MessageID) async throws(StorageError)

  /// Mail of the user's own that has not been counted yet, oldest first.
  func unlearned(limit: Int) async throws(StorageError) -> [MessageID]
}

struct LeasedCorrespondents: CorrespondentRequests {
  /// Rows of one user. Of more those go that nothing was learned of for the longest time.
  static let mostKept = 5_000

  let rows: LeasedRows

  func correspondent(_ address: EmailAddress) async throws(StorageError) -> Correspondent? {
    try await rows.read(
      "SELECT \(Self.columns) FROM correspondents WHERE user_id = $1 AND address = $2",
      [SQLValue(rows.user), SQLValue(address.canonical)], as: Self.correspondent
    ).first
  }

  func learn(_ lesson: Lesson?, from message: MessageID) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      let isNew = try !session.query(
        """
        UPDATE mailbox_messages SET is_learned = TRUE WHERE user_id = $1 AND gmail_message_id = $2 AND NOT is_learned
        RETURNING gmail_message_id
        """, [SQLValue(user), SQLValue(message)]
      ).isEmpty
      guard isNew, let lesson else { return }
      var isAnybodyNew = false
      for (address, event) in lesson.events.sorted(by: { $0.key < $1.key }) {
        let known = try session.query(
          "SELECT \(Self.columns) FROM correspondents WHERE user_id = $1 AND address = $2",
          [SQLValue(user), SQLValue(address)])
        isAnybodyNew = isAnybodyNew || known.isEmpty
        var correspondent = try known.first.map(Self.correspondent) ?? Correspondent()
        correspondent.learn(event, at: lesson.moment)
        try Self.save(correspondent, address, of: user, at: now, session)
      }
      if isAnybodyNew { try Self.forgetTheOldest(of: user, session) }
    }
  }

  func unlearned(limit: Int) async throws(StorageError) -> [MessageID] {
    try await rows.read(Self.unlearnedQuery, [SQLValue(rows.user), SQLValue(limit)]) {
      try $0.value("gmail_message_id")
    }
  }

  static let unlearnedQuery = """
    SELECT gmail_message_id FROM mailbox_messages
    WHERE user_id = $1 AND reason_code = 'own-mail' AND NOT is_learned
    ORDER BY seen_at, gmail_message_id LIMIT $2
    """

  // MARK: Rows

  private static let columns = """
    received, answered, written, is_waiting, typical_delay_seconds, last_received_at, last_written_at
    """

  private static func correspondent(_ row: SQLRow) throws -> Correspondent {
    Correspondent(
      received: try row.int("received"), answered: try row.int("answered"), written: try row.int("written"),
      isWaiting: try row.bool("is_waiting"), typicalDelay: try row.optionalDouble("typical_delay_seconds"),
      lastReceived: try row.optionalDate("last_received_at"), lastWritten: try row.optionalDate("last_written_at"))
  }

  private static func save(
    _ correspondent: Correspondent, _ address: String, of user: UserID, at now: Date, _ session: SQLSession
  ) throws {
    _ = try session.query(
      """
      INSERT INTO correspondents (user_id, address, \(columns), updated_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      ON CONFLICT (user_id, address) DO UPDATE SET received = excluded.received, answered = excluded.answered,
        written = excluded.written, is_waiting = excluded.is_waiting,
        typical_delay_seconds = excluded.typical_delay_seconds, last_received_at = excluded.last_received_at,
        last_written_at = excluded.last_written_at, updated_at = excluded.updated_at
      """,
      [
        SQLValue(user), SQLValue(address), SQLValue(correspondent.received), SQLValue(correspondent.answered),
        SQLValue(correspondent.written), SQLValue(correspondent.isWaiting), SQLValue(correspondent.typicalDelay),
        SQLValue(correspondent.lastReceived), SQLValue(correspondent.lastWritten), SQLValue(now),
      ])
  }

  private static func forgetTheOldest(of user: UserID, _ session: SQLSession) throws {
    _ = try session.query(
      """
      DELETE FROM correspondents WHERE user_id = $1 AND updated_at < (
        SELECT updated_at FROM correspondents WHERE user_id = $1 ORDER BY updated_at DESC LIMIT 1 OFFSET $2)
      """, [SQLValue(user), SQLValue(mostKept)])
  }
}
