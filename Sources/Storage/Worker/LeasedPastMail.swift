import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedPastMail: PastMailRequests {
  let rows: LeasedRows

  func isListed() async throws(StorageError) -> Bool {
    try await rows.read(
      "SELECT past_listed_at FROM mailbox_cursors WHERE user_id = $1", [SQLValue(rows.user)]
    ) { try $0.optionalDate("past_listed_at") != nil }.first ?? true
  }

  func list(_ messages: [PastMessage]) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      _ = try session.query("DELETE FROM past_messages WHERE user_id = $1", [SQLValue(user)])
      for (position, message) in messages.enumerated() {
        _ = try session.query(
          """
          INSERT INTO past_messages (user_id, position, gmail_message_id, gmail_thread_id, is_own)
          SELECT $1, $2, $3, $4, $5 WHERE NOT EXISTS (
            SELECT 1 FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $3
              AND (is_learned OR reason_code = 'own-mail' OR state IN \(LedgerRow.open)))
          """,
          [
            SQLValue(user), SQLValue(position), SQLValue(message.reference.id), SQLValue(message.reference.threadID),
            SQLValue(message.isOwn),
          ])
      }
      _ = try session.query(
        "UPDATE mailbox_cursors SET past_listed_at = $2 WHERE user_id = $1", [SQLValue(user), SQLValue(now)])
    }
  }

  func unread(limit: Int) async throws(StorageError) -> [PastMessage] {
    try await rows.read(Self.unreadQuery, [SQLValue(rows.user), SQLValue(limit)]) { row in
      PastMessage(
        MessageReference(id: try row.value("gmail_message_id"), threadID: try row.value("gmail_thread_id")),
        isOwn: try row.bool("is_own"))
    }
  }

  static let unreadQuery = """
    SELECT gmail_message_id, gmail_thread_id, is_own FROM past_messages
    WHERE user_id = $1 AND NOT is_read ORDER BY position LIMIT $2
    """

  func finish(_ message: MessageID, teaching lesson: Lesson?, judged: JudgedMail?) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      let isNew = try !session.query(
        """
        UPDATE past_messages SET is_read = TRUE, score = $3, sender = $4, subject = $5, received_at = $6
        WHERE user_id = $1 AND gmail_message_id = $2 AND NOT is_read
        RETURNING position
        """,
        [
          SQLValue(user), SQLValue(message), SQLValue(judged?.score), SQLValue(judged.map { LedgerLine($0.sender) }),
          SQLValue(judged.map { LedgerLine($0.subject) }), SQLValue(judged?.receivedAt),
        ]
      ).isEmpty
      guard isNew else { return }
      _ = try session.query(
        "UPDATE mailbox_messages SET is_learned = TRUE WHERE user_id = $1 AND gmail_message_id = $2",
        [SQLValue(user), SQLValue(message)])
      guard let lesson else { return }
      try lesson.teach(user, at: now, session)
    }
  }
}
