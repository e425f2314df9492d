import Database
package import Secretary

package import struct FoundationEssentials.Date

/// The way of an approved draft: `approved → sending → sent`. At most one of a user's drafts is `sending`.
///
/// `sending` is written, and synced, before the mailbox is asked, so whoever finds a row there knows that the mail may be out.
package protocol DeliveryRequests: Sendable {
  /// Drafts whose sending was begun and whose end is not known; in fact one at most.
  func sending() async throws(StorageError) -> [DraftRecord]

  /// Approved drafts whose undo time is over and whose turn it is, longest approved first.
  func due(at moment: Date) async throws(StorageError) -> [DraftID]

  /// The draft as it is now, nil unless it is still approved.
  func approved(_ id: DraftID) async throws(StorageError) -> DraftRecord?

  /// To be called before the mailbox is asked to send this version. The mark survives a power cut.
  ///
  /// False when it must not be sent: it was taken back or changed meanwhile, its undo time is not over, another draft is
  /// being sent, or the secretary was switched off.
  func markSending(_ id: DraftID, version: Int, at moment: Date) async throws(StorageError) -> Bool

  /// Notes that it is in Sent, after it was found `sending`.
  func markSent(_ id: DraftID, as message: MessageID) async throws(StorageError)

  /// Notes that the user sent it, with words that say how. False when it was dismissed: that stands.
  @discardableResult
  func markSentByUser(_ id: DraftID, as message: MessageID, notice: String?) async throws(StorageError) -> Bool

  /// The mailbox has not sent it; it is tried again at `retryAt`. When that is in doubt the time of the request stays in the row:
  /// the request may still come through.
  func markNotSent(_ id: DraftID, retryAt: Date?, isInDoubt: Bool) async throws(StorageError)

  /// The mailbox sends nothing more of this user's until then: every approved draft waits.
  func postponeAll(until moment: Date, notice: String?) async throws(StorageError)

  /// Asks the person again, with a notice that says why: nothing was sent.
  func handBack(_ id: DraftID, notice: String) async throws(StorageError)

  /// Nobody can tell whether it was sent; the notice says where to look. The draft is no longer in the mailbox: should the person
  /// find that nothing was sent, and approve it again, it is placed anew.
  func markUndecided(_ id: DraftID, notice: String) async throws(StorageError)
}

extension DeliveryRequests {
  package func markNotSent(_ id: DraftID, retryAt: Date?) async throws(StorageError) {
    try await markNotSent(id, retryAt: retryAt, isInDoubt: false)
  }
}

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
