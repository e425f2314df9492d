import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

struct LeasedDelivery: DeliveryRequests {
  let rows: LeasedRows

  /// Nothing more is to be done about where it lies.
  private static let placementOfSent = "CASE WHEN gmail_draft_id IS NULL THEN 'none' ELSE 'placed' END"

  func sending() async throws(StorageError) -> [DraftRecord] {
    try await rows.read(
      """
      SELECT \(DraftRecord.columns) FROM email_drafts WHERE user_id = $1 AND status = 'sending' ORDER BY updated_at, id
      """, [SQLValue(rows.user)], as: DraftRecord.init)
  }

  func due(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await rows.read(
      """
      SELECT id FROM email_drafts
      WHERE user_id = $1 AND status = 'approved' AND (send_after IS NULL OR send_after <= $2)
        AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
      ORDER BY updated_at, id
      """, [SQLValue(rows.user), SQLValue(moment)]
    ) { try $0.value("id") }
  }

  func approved(_ id: DraftID) async throws(StorageError) -> DraftRecord? {
    try await rows.read(
      "SELECT \(DraftRecord.columns) FROM email_drafts WHERE id = $1 AND user_id = $2 AND status = 'approved'",
      [SQLValue(id), SQLValue(rows.user)], as: DraftRecord.init
    ).first
  }

  func markSending(_ id: DraftID, version: Int, at moment: Date) async throws(StorageError) -> Bool {
    let (user, now) = (rows.user, rows.now)
    return try await rows.write(durable: true) { session in
      let active = try session.query(
        "SELECT user_id FROM active_users WHERE user_id = $1", [SQLValue(user)])
      guard !active.isEmpty else { return false }
      let marked = try session.query(
        """
        UPDATE email_drafts SET \(DraftEvent.beginSending.assignments), sending_since = $5, notice = NULL, updated_at = $3
        WHERE id = $1 AND user_id = $2 AND \(DraftEvent.beginSending.condition) AND version = $4
          AND placement = 'placed' AND NOT edited_in_gmail AND (send_after IS NULL OR send_after <= $5)
          AND NOT EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $2 AND status = 'sending')
        RETURNING id
        """, [SQLValue(id), SQLValue(user), SQLValue(now), SQLValue(version), SQLValue(moment)])
      return !marked.isEmpty
    }
  }

  func markSent(_ id: DraftID, as message: MessageID) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.confirmSent.assignments), sent_message_id = $4, notice = NULL,
        sending_since = NULL, next_attempt_at = NULL, look_wanted = FALSE, rewrite_instruction = NULL,
        placement = \(Self.placementOfSent), placement_problem = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.confirmSent.condition)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(message)], durable: true)
  }

  func markSentByUser(
    _ id: DraftID, as message: MessageID, notice: String?
  ) async throws(StorageError) -> Bool {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.sentInMailbox.assignments), sent_message_id = $4, notice = $5,
        sending_since = NULL, next_attempt_at = NULL, look_wanted = FALSE, rewrite_instruction = NULL,
        placement = \(Self.placementOfSent), placement_problem = NULL, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.sentInMailbox.condition)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(message), SQLValue(notice)],
      durable: true) > 0
  }

  func markNotSent(_ id: DraftID, retryAt: Date?, isInDoubt: Bool) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.confirmUnsent.assignments), next_attempt_at = $4,
        sending_since = CASE WHEN $5 THEN sending_since END, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.confirmUnsent.condition)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(retryAt), SQLValue(isInDoubt)])
  }

  func postponeAll(until moment: Date, notice: String?) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET next_attempt_at = $2, notice = COALESCE($3, notice)
      WHERE user_id = $1 AND status = 'approved'
      RETURNING id
      """, [SQLValue(rows.user), SQLValue(moment), SQLValue(notice)])
  }

  func handBack(_ id: DraftID, notice: String) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.handBack.assignments), sending_since = NULL, next_attempt_at = NULL,
        notice = $4, updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.handBack.condition)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(notice)])
  }

  func markUndecided(_ id: DraftID, notice: String) async throws(StorageError) {
    try await rows.change(
      """
      UPDATE email_drafts SET \(DraftEvent.loseTrack.assignments), sending_since = NULL, next_attempt_at = NULL,
        notice = $4, placement = 'removed', gmail_draft_id = NULL, placed_version = NULL, placed_message_id = NULL,
        updated_at = $3
      WHERE id = $1 AND user_id = $2 AND \(DraftEvent.loseTrack.condition)
      RETURNING id
      """, [SQLValue(id), SQLValue(rows.user), SQLValue(rows.now), SQLValue(notice)], durable: true)
  }
}
