import Database
package import Secretary

package import struct FoundationEssentials.Date

/// What else a person can want of a draft in Gmail: that it goes away, or is written again.
extension MailboxStore {
  /// Dismissed and retired drafts that are, or may be, in Gmail.
  static func toRemove(_ moment: String) -> String {
    """
    (status IN ('dismissed', 'retired') AND placement IN ('placing', 'placed')
      AND (next_attempt_at IS NULL OR next_attempt_at <= \(moment)))
    """
  }

  private static let isClosed = "status IN ('dismissed', 'retired')"

  package func draftsToRemove(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await records(where: Self.toRemove("$2"), [SQLValue(moment)])
  }

  package func markRemoved(_ id: DraftID) async throws(StorageError) {
    _ = try await change(id, "placement = 'removed', next_attempt_at = NULL", where: Self.isClosed)
  }

  /// It stays in Gmail, and the notice says why.
  package func markKept(_ id: DraftID, notice: String) async throws(StorageError) {
    _ = try await change(
      id, "placement = 'kept', next_attempt_at = NULL, notice = $4", where: Self.isClosed, [SQLValue(notice)])
  }

  /// Drafts somebody wants written again.
  package func rewritesDue(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await draftIDs(
      where: """
        status = 'proposed' AND rewrite_instruction IS NOT NULL AND (next_attempt_at IS NULL OR next_attempt_at <= $2)
        """, [SQLValue(moment)])
  }

  /// The draft as it is now, nil unless it is still to be written again.
  package func draftToRewrite(_ id: DraftID) async throws(StorageError) -> EmailDraft? {
    try await records(where: "id = $2 AND status = 'proposed' AND rewrite_instruction IS NOT NULL", [SQLValue(id)])
      .first?.draft
  }

  /// Puts a new text in the place of `version`, as the next one. False, and nothing written, when the person has changed or
  /// decided it meanwhile, or switched the secretary off.
  package func rewrite(
    _ id: DraftID, as text: DraftText, version: Int
  ) async throws(StorageError) -> Bool {
    guard text.body.utf8.count <= EmailDraft.longestBody else { throw .draftTooLarge }
    return try await move(
      id, .rewrite,
      """
      body = $4, writer = $5, version = version + 1, rewrite_instruction = NULL, next_attempt_at = NULL, notice = NULL
      """,
      where: """
        version = CAST($6 AS INTEGER) AND rewrite_instruction IS NOT NULL
          AND EXISTS (SELECT 1 FROM active_users WHERE active_users.user_id = $2)
        """, [SQLValue(text.body), SQLValue(text.writer), SQLValue(version)], durable: true)
  }

  /// Leaves the text as it was, and says why.
  package func abandonRewrite(_ id: DraftID, notice: String) async throws(StorageError) {
    _ = try await change(
      id, "rewrite_instruction = NULL, next_attempt_at = NULL, notice = $4", where: "rewrite_instruction IS NOT NULL",
      [SQLValue(notice)])
  }
}
