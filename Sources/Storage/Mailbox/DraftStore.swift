import Database
package import Secretary
package import StoreRequests
package import Vault

package import struct FoundationEssentials.Date

/// The table `email_drafts`, for the people whose drafts they are. They decide through `DraftDecisions`, workers write through
/// `WorkerStore`.
package struct DraftStore: Sendable {
  let connection: StoreConnection

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
    let scope = UserScope(user)
    let rows = try await connection.read(
      "SELECT status, count(*) AS count FROM email_drafts WHERE \(scope.condition) GROUP BY status", scope.parameters
    ) { row in (try row.value("status", as: DraftStatus.self), try row.int("count")) }
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// How many were written after that moment.
  package func count(since moment: Date, of user: UserID) async throws(StorageError) -> Int {
    try await connection.read(Self.countQuery, [SQLValue(user), SQLValue(moment)]) { try $0.int("drafts") }.first ?? 0
  }

  static let countQuery = "SELECT count(*) AS drafts FROM email_drafts WHERE user_id = $1 AND created_at > $2"

  /// What each kind came to since that moment. Whether mail wants to agree on a time is in its text, which is not kept: so mail
  /// is told by the reason it was set aside for, and what was set aside for another reason is told of no kind.
  package func kinds(since moment: Date, of user: UserID) async throws(StorageError) -> [DraftKind: DraftKindCount] {
    var counts: [DraftKind: DraftKindCount] = [:]
    for (kind, drafts) in try await connection.read(
      "SELECT kind, count(*) AS n FROM email_drafts WHERE user_id = $1 AND created_at > $2 GROUP BY kind",
      [SQLValue(user), SQLValue(moment)],
      as: { row in (try row.value("kind", as: DraftKind.self), try row.int("n")) })
    {
      counts[kind, default: DraftKindCount()].drafts = drafts
    }
    for kind in DraftKind.answers {
      let reason = SetAsideReason.kindOff(kind)
      let setAside = try await connection.read(
        """
        SELECT count(*) AS n FROM mailbox_messages
        WHERE user_id = $1 AND seen_at > $2 AND state = 'set_aside' AND reason_code = $3 AND reason = $4
        """, [SQLValue(user), SQLValue(moment), SQLValue(reason.code), SQLValue(LedgerLine(reason.words))]
      ) { try $0.int("n") }.first
      if let setAside, setAside > 0 { counts[kind, default: DraftKindCount()].setAside = setAside }
    }
    return counts
  }

  /// The user's drafts in any of these statuses, newest first.
  package func page(
    of user: UserID, statuses: Set<DraftStatus>, before mark: PageMark? = nil, limit: Int
  ) async throws(StorageError) -> ListPage<EmailDraft> {
    guard !statuses.isEmpty, limit > 0 else { return ListPage(items: [], next: nil) }
    let wanted = DraftStatus.allCases.filter(statuses.contains)
    let items = try await connection.read(
      Self.pageQuery(statuses: wanted.count, isFirst: mark == nil),
      [SQLValue(user), SQLValue(limit + 1)] + (mark?.parameters ?? []) + wanted.map { SQLValue($0) }, as: DraftRow.draft
    )
    return ListPage(items, limit: limit) { PageMark(at: $0.createdAt, id: $0.id.rawValue) }
  }

  /// Each status by itself, so that the index `email_drafts_by_status` gives its rows in order and no more than a page of
  /// them is read, however many there are.
  static func pageQuery(statuses: Int, isFirst: Bool) -> String {
    let order = "ORDER BY created_at DESC, id DESC LIMIT $2"
    let parts = (0..<statuses).map { index in
      """
      SELECT \(DraftRow.columns) FROM email_drafts
      WHERE user_id = $1 AND status = $\(index + (isFirst ? 3 : 5))\(isFirst ? "" : " AND (created_at, id) < ($3, $4)")
      \(order)
      """
    }
    if parts.count == 1 { return parts[0] }
    return parts.enumerated().map { "SELECT * FROM (\($1)) AS part\($0)" }.joined(separator: "\nUNION ALL\n") + "\n"
      + order
  }

  /// The mail that a draft answers and what was said before. Nil when none was kept, when it was forgotten since, and for
  /// somebody else's draft.
  package func conversation(
    of id: DraftID, user: UserID, openedWith keys: UserKeys
  ) async throws(StorageError) -> Conversation? {
    let sealed = try await connection.read(
      "SELECT conversation FROM draft_conversations WHERE draft_id = $1 AND user_id = $2",
      [SQLValue(id), SQLValue(user)]
    ) { try $0.text("conversation") }.first
    guard let sealed else { return nil }
    return try SealedConversation(text: sealed).open(with: keys)
  }

  /// The conversations of these drafts, for a list: what is larger than `largest` as it is kept, in bytes, is left out, so that
  /// a page of long ones costs little more than one of short ones; what none of the keys opens is, too.
  package func conversations(
    of drafts: [DraftID], user: UserID, openedWith keys: UserKeys, largest: Int = 250_000
  ) async throws(StorageError) -> [DraftID: Conversation] {
    guard !drafts.isEmpty else { return [:] }
    let places = drafts.indices.map { "$\($0 + 3)" }.joined(separator: ", ")
    let rows = try await connection.read(
      """
      SELECT draft_id, conversation FROM draft_conversations
      WHERE user_id = $1 AND length(conversation) <= CAST($2 AS INTEGER) AND draft_id IN (\(places))
      """, [SQLValue(user), SQLValue(largest)] + drafts.map { SQLValue($0) }
    ) { row in (id: DraftID(try row.text("draft_id")), sealed: try row.text("conversation")) }
    var opened: [DraftID: Conversation] = [:]
    for row in rows { opened[row.id] = try? SealedConversation(text: row.sealed).open(with: keys) }
    return opened
  }

  /// Deletes the conversations of drafts that were closed before `moment`; of one user, or of all. How many.
  @discardableResult
  package func forgetConversations(
    of user: UserID? = nil, olderThan moment: Date
  ) async throws(StorageError) -> Int {
    try await connection.write(durable: false) { try Self.forgetConversations(of: user, olderThan: moment, $0) }
  }

  static func forgetConversations(of user: UserID?, olderThan moment: Date, _ session: SQLSession) throws -> Int {
    let scope = UserScope(user)
    return try session.query(
      """
      DELETE FROM draft_conversations
      WHERE \(scope.condition) AND EXISTS (
        SELECT 1 FROM email_drafts
        WHERE id = draft_conversations.draft_id AND status IN \(DraftStatus.closed) AND updated_at < \(scope.next))
      RETURNING draft_id
      """, scope.parameters + [SQLValue(moment)]
    ).count
  }
}
