import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedPlacement: PlacementRequests {
  let rows: LeasedRows

  func due(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await rows.read(
      """
      SELECT \(DraftRecord.columns) FROM email_drafts
      WHERE user_id = $1 AND status = 'proposed' AND placement IN ('wanted', 'placing')
        AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
      ORDER BY updated_at, id
      """, [SQLValue(rows.user), SQLValue(moment)], as: DraftRecord.init)
  }

  func markPlacing(_ id: DraftID) async throws(StorageError) -> Bool {
    let (user, now) = (rows.user, rows.now)
    return try await rows.write(durable: true) { session in
      let active = try session.query(
        "SELECT user_id FROM active_users WHERE user_id = $1", [SQLValue(user)])
      guard !active.isEmpty else { return false }
      let marked = try session.query(
        """
        UPDATE email_drafts SET placement = 'placing', updated_at = $3
        WHERE id = $1 AND user_id = $2 AND (
          (placement IN ('wanted', 'placing') AND status = 'proposed')
          OR (placement IN ('none', 'wanted', 'placing', 'abandoned', 'removed') AND status = 'approved'))
        RETURNING id
        """, [SQLValue(id), SQLValue(user), SQLValue(now)])
      return !marked.isEmpty
    }
  }

  func markPlaced(_ id: DraftID, at place: MailboxPlacement) async throws(StorageError) {
    let placed = try await rows.change(
      """
      UPDATE email_drafts SET placement = 'placed', placement_problem = NULL, gmail_draft_id = $4,
        placed_message_id = $5, placed_version = $6, next_attempt_at = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2
      RETURNING id
      """,
      [
        SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(place.draftID),
        SQLValue(place.placedMessageID), SQLValue(place.version),
      ])
    guard placed > 0 else { throw .unknownDraft }
  }

  func abandon(_ id: DraftID, because problem: String) async throws(StorageError) {
    let abandoned = try await rows.change(
      """
      UPDATE email_drafts SET placement = 'abandoned', placement_problem = $4, next_attempt_at = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(problem)])
    guard abandoned > 0 else { throw .unknownDraft }
  }

  func toRemove(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await rows.read(
      """
      SELECT \(DraftRecord.columns) FROM email_drafts
      WHERE user_id = $1 AND status IN \(DraftStatus.restorable) AND placement IN ('placing', 'placed')
        AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
      ORDER BY updated_at, id
      """, [SQLValue(rows.user), SQLValue(moment)], as: DraftRecord.init)
  }

  func markRemoved(_ id: DraftID) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET placement = 'removed', next_attempt_at = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND status IN \(DraftStatus.restorable)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now)])
  }

  func markKept(_ id: DraftID, notice: String) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET placement = 'kept', next_attempt_at = NULL, notice = $4, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND status IN \(DraftStatus.restorable)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(notice)])
  }
}
