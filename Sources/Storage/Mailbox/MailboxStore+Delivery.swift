import Database
package import Secretary

package import struct FoundationEssentials.Date

/// The way of an approved draft: `approved → sending → sent`. At most one of a user's drafts is `sending`.
///
/// `sending` is written, and synced, before Gmail is asked, so whoever finds a row there knows that the mail may be out.
extension MailboxStore {
  /// Drafts whose sending was begun and whose end is not known; in fact one at most.
  package func draftsSending() async throws(StorageError) -> [DraftRecord] {
    try await records(where: "status = 'sending'")
  }

  /// Approved drafts whose undo time is over and whose turn it is.
  static let dueForDelivery = """
    status = 'approved' AND (send_after IS NULL OR send_after <= $2) AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
    """

  /// Those drafts, longest approved first.
  package func deliveriesDue(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await draftIDs(where: Self.dueForDelivery, [SQLValue(moment)])
  }

  /// The draft as it is now, nil unless it is still approved.
  package func approvedDraft(_ id: DraftID) async throws(StorageError) -> DraftRecord? {
    try await records(where: "id = $2 AND status = 'approved'", [SQLValue(id)]).first
  }

  /// Whether a person waits for something to be done in Gmail about drafts: sent, settled, removed, written again.
  package func hasErrands(at moment: Date) async throws(StorageError) -> Bool {
    try await !connection.read(Self.errandsQuery, [SQLValue(user), SQLValue(moment)]) { try $0.text("id") }.isEmpty
  }

  /// Each kind by itself, so that each finds its own index: a question with OR would read all of a user's drafts.
  static let errandsQuery =
    [
      "status = 'sending'", dueForDelivery,
      "status = 'proposed' AND rewrite_instruction IS NOT NULL AND (next_attempt_at IS NULL OR next_attempt_at <= $2)",
      toRemove("$2"),
    ].map { "SELECT id FROM email_drafts WHERE user_id = $1 AND \($0)" }.joined(separator: "\nUNION ALL ") + "\nLIMIT 1"

  /// Whether any draft wants something to be done in Gmail, now or later.
  package func hasOpenDrafts() async throws(StorageError) -> Bool {
    let unusedSince = connection.now().addingTimeInterval(-EmailDraft.shelfLife)
    return try await connection.read(Self.openQuery, [SQLValue(user), SQLValue(unusedSince)]) { try $0.bool("is_open") }
      .first ?? false
  }

  /// Each kind by itself, because each has its own small index.
  static let openQuery =
    "SELECT "
    + [
      "status IN ('approved', 'sending')", "look_wanted", "rewrite_instruction IS NOT NULL",
      "status IN ('dismissed', 'retired') AND placement IN ('placing', 'placed')",
      "status = 'proposed' AND placement IN ('wanted', 'placing')",
      "status = 'proposed' AND created_at <= $2 AND NOT touched",
    ].map { "EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $1 AND \($0))" }.joined(separator: " OR ")
    + " AS is_open"

  /// When the next draft is due that a person waits for or, with `placements`, that waits for its place in Gmail; nil when
  /// there is none. One whose send is in doubt is due at once.
  package func nextErrand(placements: Bool) async throws(StorageError) -> Date? {
    let now = connection.now()
    return try await connection.read(
      Self.nextErrandQuery(placements: placements), [SQLValue(user), SQLValue(now)]
    ) { try $0.optionalDate("due") }.first ?? nil
  }

  static func nextErrandQuery(placements: Bool) -> String {
    var kinds = ["status IN ('approved', 'sending')", "status = 'proposed' AND rewrite_instruction IS NOT NULL"]
    if placements { kinds.append("status = 'proposed' AND placement IN ('wanted', 'placing')") }
    let errands = kinds.map {
      "SELECT status, next_attempt_at, send_after FROM email_drafts WHERE user_id = $1 AND \($0)"
    }
    return """
      SELECT min(CASE
        WHEN status = 'sending' THEN $2
        WHEN status = 'approved' AND send_after > COALESCE(next_attempt_at, $2) THEN send_after
        ELSE COALESCE(next_attempt_at, $2) END) AS due
      FROM (\(errands.joined(separator: "\nUNION ALL "))) AS errands
      """
  }

  /// Notes that work on a draft begins. Every outcome takes the note away; when it is found again, the worker died
  /// meanwhile. Once may be chance, but from then on the draft waits until `retryAt` each time, and lets others go first.
  package func beginAttempt(_ id: DraftID, retryAt: Date) async throws(StorageError) {
    let (user, now) = (user, connection.now())
    try await write { session in
      _ = try session.query(
        """
        UPDATE email_drafts SET next_attempt_at = CASE WHEN next_attempt_at IS NULL THEN $3 ELSE $4 END
        WHERE id = $1 AND user_id = $2
        """, [SQLValue(id), SQLValue(user), SQLValue(now), SQLValue(retryAt)])
    }
  }

  /// The draft keeps waiting, until then.
  package func postpone(_ id: DraftID, until moment: Date) async throws(StorageError) {
    _ = try await change(id, "next_attempt_at = $4", where: "1 = 1", [SQLValue(moment)], stamping: false)
  }

  /// To be called before Gmail is asked to send this version. The mark survives a power cut.
  ///
  /// False when it must not be sent: it was taken back or changed meanwhile, its undo time is not over, another draft is
  /// being sent, or the secretary was switched off.
  package func markSending(_ id: DraftID, version: Int, at moment: Date) async throws(StorageError) -> Bool {
    let (user, now) = (user, connection.now())
    return try await write(durable: true) { session in
      let active = try session.query(
        "SELECT user_id FROM active_users WHERE user_id = $1" + session.rowLock, [SQLValue(user)])
      guard !active.isEmpty else { return false }
      let marked = try session.query(
        """
        UPDATE email_drafts SET \(DraftEvent.beginSending.assignments), sending_since = $5, notice = NULL, updated_at = $3
        WHERE id = $1 AND user_id = $2 AND \(DraftEvent.beginSending.condition) AND version = CAST($4 AS INTEGER)
          AND placement = 'placed' AND NOT edited_in_gmail AND (send_after IS NULL OR send_after <= $5)
          AND NOT EXISTS (SELECT 1 FROM email_drafts WHERE user_id = $2 AND status = 'sending')
        RETURNING id
        """, [SQLValue(id), SQLValue(user), SQLValue(now), SQLValue(version), SQLValue(moment)])
      return !marked.isEmpty
    }
  }

  private static let sent = """
    sent_message_id = $4, notice = $5, sending_since = NULL, next_attempt_at = NULL, look_wanted = FALSE,
    rewrite_instruction = NULL, placement = 'placed', placement_problem = NULL
    """

  /// Notes that it is in Sent, after it was found `sending`.
  package func markSent(_ id: DraftID, as message: MessageID) async throws(StorageError) {
    _ = try await move(id, .confirmSent, Self.sent, [SQLValue(message), SQLValue(nil as String?)], durable: true)
  }

  /// Notes that the user sent it, with words that say how. False when it was dismissed: that stands.
  @discardableResult
  package func markSentByUser(
    _ id: DraftID, as message: MessageID, notice: String?
  ) async throws(StorageError) -> Bool {
    try await move(id, .sentInGmail, Self.sent, [SQLValue(message), SQLValue(notice)], durable: true)
  }

  /// Gmail has not sent it; it is tried again at `retryAt`. With `isInDoubt` the time of the request stays in the row: that
  /// request may still come through.
  package func markNotSent(_ id: DraftID, retryAt: Date?, isInDoubt: Bool = false) async throws(StorageError) {
    _ = try await move(
      id, .confirmUnsent, "next_attempt_at = $4" + (isInDoubt ? "" : ", sending_since = NULL"), [SQLValue(retryAt)])
  }

  /// Gmail sends nothing more of this user's until then: every approved draft waits.
  package func postponeDeliveries(until moment: Date, notice: String? = nil) async throws(StorageError) {
    let user = user
    try await write { session in
      _ = try session.query(
        """
        UPDATE email_drafts SET next_attempt_at = $2, notice = COALESCE($3, notice)
        WHERE user_id = $1 AND status = 'approved'
        """, [SQLValue(user), SQLValue(moment), SQLValue(notice)])
    }
  }

  /// Asks the person again, with a notice that says why: nothing was sent.
  package func handBack(_ id: DraftID, notice: String) async throws(StorageError) {
    _ = try await move(
      id, .handBack, "sending_since = NULL, next_attempt_at = NULL, notice = $4", [SQLValue(notice)])
  }

  /// Nobody can tell whether it was sent; the notice says where to look. The draft is no longer in Gmail: should the person
  /// find that nothing was sent, and approve it again, it is placed anew.
  package func markUndecided(_ id: DraftID, notice: String) async throws(StorageError) {
    _ = try await move(
      id, .loseTrack,
      """
      sending_since = NULL, next_attempt_at = NULL, notice = $4, placement = 'none', gmail_draft_id = NULL,
      placed_version = NULL, placed_message_id = NULL
      """, [SQLValue(notice)], durable: true)
  }
}
