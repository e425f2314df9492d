import Database
package import Secretary
package import StoreRequests

/// The table `mailbox_messages`, for people who ask what became of a message. Workers write through `LedgerRequests`.
package struct LedgerStore: Sendable {
  let connection: StoreConnection

  /// What became of one message; nil when it was never seen.
  package func entry(for message: MessageID, of user: UserID) async throws(StorageError) -> LedgerEntry? {
    try await connection.read(
      "SELECT \(LedgerRow.columns) FROM mailbox_messages WHERE user_id = $1 AND gmail_message_id = $2",
      [SQLValue(user), SQLValue(message)], as: LedgerRow.entry
    ).first
  }

  /// The user's messages, latest seen first, each with what became of its draft; all, or those in one state (`MessageState.name`), or those with some words in
  /// sender, subject, reason or problem (in any case of ASCII letters).
  package func page(
    of user: UserID, state: String? = nil, search words: String? = nil, before mark: PageMark? = nil, limit: Int
  ) async throws(StorageError) -> ListPage<LedgerEntry> {
    guard limit > 0 else { return ListPage(items: [], next: nil) }
    let pattern = words.flatMap { $0.isEmpty ? nil : LikePattern.containing($0) }
    let items = try await connection.read(
      Self.pageQuery(isFirst: mark == nil),
      [SQLValue(user), SQLValue(limit + 1), SQLValue(state), SQLValue(pattern)] + (mark?.parameters ?? []),
      as: LedgerRow.listed)
    return ListPage(items, limit: limit) { PageMark(at: $0.seenAt, id: $0.messageID.rawValue) }
  }

  /// The index `mailbox_messages_by_time` gives the rows in order.
  static func pageQuery(isFirst: Bool) -> String {
    """
    SELECT \(LedgerRow.columns), (
        SELECT status FROM email_drafts
        WHERE email_drafts.user_id = $1 AND email_drafts.gmail_message_id = mailbox_messages.gmail_message_id
      ) AS draft_status
    FROM mailbox_messages
    WHERE user_id = $1\(isFirst ? "" : " AND (seen_at, gmail_message_id) < ($5, $6)")
      AND (CAST($3 AS TEXT) IS NULL OR state = $3)
      AND (CAST($4 AS TEXT) IS NULL OR lower(COALESCE(sender, '') || ' ' || COALESCE(subject, '') || ' '
        || COALESCE(reason, '') || ' ' || COALESCE(problem, '')) LIKE lower($4) ESCAPE '!')
    ORDER BY seen_at DESC, gmail_message_id DESC LIMIT $2
    """
  }

  /// The person wants a draft for a message that was set aside or failed: it is worked on again at once, and triage passed
  /// over, with a line in the audit log. Asking twice is asking once. A message that has its draft, or is being drafted, is
  /// `alreadyDecided`.
  package func draftAnyway(_ message: MessageID, of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      guard try DraftWish.take(message, of: user, at: now, session) else {
        let refusal = try LedgerRow.refusal(message, of: user, session)
        guard case .alreadyDecided(state: "seen") = refusal else { throw refusal }
        return
      }
      try CheckRequest.make(for: user, at: now, session)
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
