import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

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
