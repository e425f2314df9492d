import Database
package import Secretary

/// The table `email_drafts`, for the people who decide about drafts. Workers write through `MailboxStore`.
package struct DraftStore: Sendable {
  let connection: StoreConnection

  /// The user's drafts, newest first, all or those in one status.
  package func list(
    of user: UserID, status: DraftStatus? = nil, limit: Int = 100
  ) async throws(StorageError) -> [EmailDraft] {
    try await connection.read(
      """
      SELECT \(DraftRow.columns) FROM email_drafts
      WHERE user_id = $1 AND (CAST($2 AS TEXT) IS NULL OR status = $2) ORDER BY created_at DESC, id LIMIT $3
      """, [SQLValue(user), SQLValue(status), SQLValue(limit)], as: DraftRow.draft)
  }

  /// One draft of this user; somebody else's is nil, as if it did not exist.
  package func draft(_ id: DraftID, of user: UserID) async throws(StorageError) -> EmailDraft? {
    try await connection.read(
      "SELECT \(DraftRow.columns) FROM email_drafts WHERE id = $1 AND user_id = $2", [SQLValue(id), SQLValue(user)],
      as: DraftRow.draft
    ).first
  }

  /// The draft that answers a message, nil when there is none.
  package func draft(answering message: MessageID, of user: UserID) async throws(StorageError) -> EmailDraft? {
    try await connection.read(
      "SELECT \(DraftRow.columns) FROM email_drafts WHERE gmail_message_id = $1 AND user_id = $2",
      [SQLValue(message), SQLValue(user)], as: DraftRow.draft
    ).first
  }

  /// How many drafts there are in each status; of one user, or of all.
  package func counts(of user: UserID? = nil) async throws(StorageError) -> [DraftStatus: Int] {
    let rows = try await connection.read(
      """
      SELECT status, count(*) AS count FROM email_drafts WHERE (CAST($1 AS TEXT) IS NULL OR user_id = $1) GROUP BY status
      """, [SQLValue(user)]
    ) { row in (try row.value("status", as: DraftStatus.self), try row.int("count")) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Moves a draft, if `DraftStatus.mayBecome` allows it from where it is *now*: of two people who decide at once, one
  /// wins and the other gets `illegalMove`. Returns the draft as it is after the move.
  @discardableResult
  package func move(_ id: DraftID, of user: UserID, to next: DraftStatus) async throws(StorageError) -> EmailDraft {
    let now = connection.now()
    return try await connection.write(durable: true) { session in
      let origins = DraftStatus.allCases.filter { $0.mayBecome(next) }
      let placeholders = origins.indices.map { "$\($0 + 5)" }.joined(separator: ", ")
      let moved = try session.query(
        """
        UPDATE email_drafts SET status = $3, updated_at = $4
        WHERE id = $1 AND user_id = $2 AND status IN (\(placeholders)) RETURNING \(DraftRow.columns)
        """,
        [SQLValue(id), SQLValue(user), SQLValue(next), SQLValue(now)] + origins.map { SQLValue($0) })
      if let row = moved.first { return try DraftRow.draft(row) }
      let found = try session.query(
        "SELECT status FROM email_drafts WHERE id = $1 AND user_id = $2", [SQLValue(id), SQLValue(user)])
      guard let row = found.first else { throw StorageError.unknownDraft }
      throw StorageError.illegalMove(from: try row.value("status"), to: next)
    }
  }
}
