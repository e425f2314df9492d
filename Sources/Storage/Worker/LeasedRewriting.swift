import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedRewriting: RewriteRequests {
  let rows: LeasedRows

  func due(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await rows.read(
      """
      SELECT id FROM email_drafts
      WHERE user_id = $1 AND status = 'proposed' AND rewrite_instruction IS NOT NULL
        AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
      ORDER BY updated_at, id
      """, [SQLValue(rows.user), SQLValue(moment)]
    ) { try $0.value("id") }
  }

  func draft(_ id: DraftID) async throws(StorageError) -> EmailDraft? {
    try await rows.read(
      """
      SELECT \(DraftRow.columns) FROM email_drafts
      WHERE id = $1 AND user_id = $2 AND status = 'proposed' AND rewrite_instruction IS NOT NULL
      """, [SQLValue(id), SQLValue(rows.user)], as: DraftRow.draft
    ).first
  }

  func rewrite(
    _ id: DraftID, as text: DraftText, checks: DraftChecks?, style: LetterStyle?, version: Int
  ) async throws(StorageError) -> Bool {
    guard text.body.utf8.count <= EmailDraft.longestBody else { throw .draftTooLarge }
    return try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.rewrite.assignments), body = $4, writer = $5, checks = $7, usage = $8,
        proposed_style = $9, proposed_body = NULL,
        version = version + 1, rewrite_instruction = NULL, next_attempt_at = NULL, notice = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.rewrite.condition) AND version = $6
        AND rewrite_instruction IS NOT NULL AND EXISTS (SELECT 1 FROM active_users WHERE active_users.user_id = $2)
      RETURNING id
      """,
      [
        SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(text.body), SQLValue(text.writer),
        SQLValue(version), SQLValue(DraftRow.text(checks)), SQLValue(DraftRow.text(text.usage)),
        SQLValue(DraftRow.text(style)),
      ], durable: true) > 0
  }

  func abandon(_ id: DraftID, notice: String) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET rewrite_instruction = NULL, next_attempt_at = NULL, notice = $4, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND rewrite_instruction IS NOT NULL
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(notice)])
  }
}
