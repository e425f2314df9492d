import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedFollowUps: FollowUpRequests {
  let rows: LeasedRows

  func note(_ followUp: FollowUp) async throws(StorageError) {
    try await rows.change(
      """
      INSERT INTO follow_ups (user_id, gmail_message_id, gmail_thread_id, due_at) VALUES ($1, $2, $3, $4)
      ON CONFLICT (user_id, gmail_message_id) DO NOTHING RETURNING user_id
      """,
      [
        SQLValue(rows.user), SQLValue(followUp.message.id), SQLValue(followUp.message.threadID),
        SQLValue(followUp.dueAt),
      ])
  }

  func due(at moment: Date, limit: Int) async throws(StorageError) -> [FollowUp] {
    try await rows.read(
      """
      SELECT gmail_message_id, gmail_thread_id, due_at, attempts FROM follow_ups
      WHERE user_id = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3
      """, [SQLValue(rows.user), SQLValue(moment), SQLValue(limit)]
    ) { row in
      FollowUp(
        MessageReference(id: try row.value("gmail_message_id"), threadID: try row.value("gmail_thread_id")),
        dueAt: try row.date("due_at"), attempts: try row.int("attempts"))
    }
  }

  func begin(_ message: MessageID, retryAt: Date) async throws(StorageError) {
    try await set("attempts = attempts + 1", of: message, due: retryAt)
  }

  func postpone(_ message: MessageID, until moment: Date) async throws(StorageError) {
    try await set("attempts = attempts - 1", of: message, due: moment)
  }

  func subjects(after asked: MessageReference, from people: [EmailAddress]) async throws(StorageError) -> [String] {
    var subjects: [String] = []
    for person in Set(people.map(\.canonical)).sorted() {
      subjects += try await rows.read(
        Self.subjectsQuery, [SQLValue(rows.user), SQLValue(person), SQLValue(asked.id), SQLValue(asked.threadID)]
      ) { try $0.text("subject") }
    }
    return subjects
  }

  /// What programs sent is left out; so is what has not been decided yet, which is asked for again at the next check.
  static let subjectsQuery = """
    SELECT COALESCE(subject, '') AS subject FROM mailbox_messages
    WHERE user_id = $1 AND correspondent = $2 AND gmail_thread_id <> $4
      AND received_at > (SELECT received_at FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $3)
      AND COALESCE(reason_code, '') NOT IN (\(TriageRule.codesOfNobody.map { "'\($0)'" }.joined(separator: ", ")))
      AND state IN ('set_aside', 'drafting', 'drafted')
    ORDER BY received_at DESC LIMIT 50
    """

  func reminders() async throws(StorageError) -> [EmailDraft] {
    try await rows.read(
      """
      SELECT \(DraftRow.columns) FROM email_drafts
      WHERE user_id = $1 AND status IN ('proposed', 'approved') AND kind = 'follow-up' AND thread_news IS NULL
      ORDER BY created_at
      """, [SQLValue(rows.user)], as: DraftRow.draft)
  }

  func forget(_ message: MessageID) async throws(StorageError) {
    try await rows.change(
      "DELETE FROM follow_ups WHERE user_id = $1 AND gmail_message_id = $2 RETURNING user_id",
      [SQLValue(rows.user), SQLValue(message)])
  }

  private func set(_ attempts: String, of message: MessageID, due: Date) async throws(StorageError) {
    try await rows.change(
      "UPDATE follow_ups SET \(attempts), due_at = $3 WHERE user_id = $1 AND gmail_message_id = $2 RETURNING user_id",
      [SQLValue(rows.user), SQLValue(message), SQLValue(due)])
  }
}
