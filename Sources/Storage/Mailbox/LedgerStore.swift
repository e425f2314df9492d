import Database
package import Secretary

/// How many messages ended how.
package struct LedgerCount: Sendable, Equatable {
  /// `MessageState.name`: `seen`, `set_aside`, `drafting`, `drafted`, `failed`.
  package var state: String
  /// `SetAsideReason.code`; nil in every other state.
  package var reasonCode: String?
  package var count: Int

  package init(state: String, reasonCode: String? = nil, count: Int) {
    self.state = state
    self.reasonCode = reasonCode
    self.count = count
  }
}

/// The table `mailbox_messages`, for people who ask what became of a message. Workers write through `MailboxStore`.
package struct LedgerStore: Sendable {
  let connection: StoreConnection

  /// What became of one message; nil when it was never seen.
  package func entry(for message: MessageID, of user: UserID) async throws(StorageError) -> LedgerEntry? {
    try await connection.read(
      "SELECT \(LedgerRow.columns) FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $2",
      [SQLValue(user), SQLValue(message)], as: LedgerRow.entry
    ).first
  }

  /// The user's messages, latest seen first; all, or those in one state, or set aside for one reason, or whose reason or
  /// problem contains some words (in any case of ASCII letters).
  package func list(
    of user: UserID, state: String? = nil, reasonCode: String? = nil, containing words: String? = nil, limit: Int = 100
  ) async throws(StorageError) -> [LedgerEntry] {
    try await connection.read(
      """
      SELECT \(LedgerRow.columns) FROM mailbox_messages
      WHERE user_id = $1 AND (CAST($2 AS TEXT) IS NULL OR state = $2)
        AND (CAST($3 AS TEXT) IS NULL OR reason_code = $3)
        AND (CAST($4 AS TEXT) IS NULL OR lower(COALESCE(reason, '') || ' ' || COALESCE(problem, '')) LIKE lower($4) ESCAPE '!')
      ORDER BY seen_at DESC, gmail_message_id LIMIT $5
      """,
      [
        SQLValue(user), SQLValue(state), SQLValue(reasonCode), SQLValue(words.map(LikePattern.containing)),
        SQLValue(limit),
      ],
      as: LedgerRow.entry)
  }

  /// How many messages there are by state and, for those set aside, by reason; of one user, or of all.
  package func counts(of user: UserID? = nil) async throws(StorageError) -> [LedgerCount] {
    try await connection.read(
      """
      SELECT state, CASE WHEN state = 'set_aside' THEN reason_code END AS code, count(*) AS count
      FROM mailbox_messages WHERE (CAST($1 AS TEXT) IS NULL OR user_id = $1) GROUP BY 1, 2 ORDER BY 1, 2
      """, [SQLValue(user)]
    ) { row in
      LedgerCount(
        state: try row.text("state"), reasonCode: try row.optionalText("code"), count: try row.int("count"))
    }
  }
}

/// Patterns for `LIKE … ESCAPE '!'`.
enum LikePattern {
  /// These very words anywhere.
  static func containing(_ words: String) -> String {
    "%" + words.flatMap { "!%_".contains($0) ? ["!", $0] : [$0] } + "%"
  }
}
