import Database
import Secretary

import struct FoundationEssentials.Date

/// The person wants a draft for a message, whatever was made of it: how that comes to the ledger, as part of a transaction.
enum DraftWish {
  /// Has the message worked on at once, triage passed over, with a line in the audit log; its sender's mail counts for more from
  /// then on. False when it has its draft, is being drafted, or was asked for before.
  static func take(_ message: MessageID, of user: UserID, at now: Date, _ session: SQLSession) throws -> Bool {
    let moved = try session.query(
      """
      UPDATE mailbox_messages SET state = 'seen', wanted_by_user = TRUE, reason_code = NULL, reason = NULL, problem = NULL,
        attempts = 0, retry_at = NULL, begun_at = NULL, updated_at = $3
      WHERE user_id = $1 AND gmail_message_id = $2 AND state IN ('seen', 'set_aside', 'failed')
        AND NOT (state = 'seen' AND wanted_by_user)
      RETURNING correspondent
      """, [SQLValue(user), SQLValue(message), SQLValue(now)])
    guard let row = moved.first else { return false }
    if let correspondent = try row.optionalText("correspondent") {
      try Lesson(events: [correspondent: .wanted], moment: now).teach(user, at: now, session)
    }
    try AuditLog.add(.askedForDraft, by: user.rawValue, about: user, detail: message.rawValue, at: now, session)
    return true
  }

  /// The same for what was said in the mailbox itself, about any message, old or new; it carries the label until it is answered.
  static func note(_ message: MessageReference, of user: UserID, at now: Date, _ session: SQLSession) throws {
    _ = try session.query(
      """
      INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, state, seen_at, updated_at)
      VALUES ($1, $2, $3, 'seen', $4, $4) ON CONFLICT (user_id, gmail_message_id) DO NOTHING
      """, [SQLValue(user), SQLValue(message.id), SQLValue(message.threadID), SQLValue(now)])
    _ = try session.query(
      """
      INSERT INTO draft_requests (user_id, gmail_message_id, asked_at) VALUES ($1, $2, $3)
      ON CONFLICT (user_id, gmail_message_id) DO NOTHING
      """, [SQLValue(user), SQLValue(message.id), SQLValue(now)])
    guard try !take(message.id, of: user, at: now, session) else { return }
    _ = try session.query(
      """
      UPDATE email_drafts SET \(DraftEvent.restore.assignments), \(DraftRow.ended), \(DraftRow.lookedAtAgain),
        updated_at = $3
      WHERE user_id = $1 AND gmail_message_id = $2 AND \(DraftEvent.restore.condition)
      """, [SQLValue(user), SQLValue(message.id), SQLValue(now)])
  }
}
