import Database
import Secretary
import StoreRequests

struct LeasedCorrespondents: CorrespondentRequests {
  let rows: LeasedRows

  func correspondent(_ address: EmailAddress) async throws(StorageError) -> Correspondent? {
    try await rows.read(
      "SELECT \(CorrespondentRow.columns) FROM correspondents WHERE user_id = $1 AND address = $2",
      [SQLValue(rows.user), SQLValue(address.canonical)], as: CorrespondentRow.correspondent
    ).first
  }

  func choice(for address: EmailAddress) async throws(StorageError) -> SenderChoice? {
    try await rows.read(
      "SELECT choice FROM sender_choices WHERE user_id = $1 AND address = $2",
      [SQLValue(rows.user), SQLValue(address.canonical)]
    ) { try $0.value("choice", as: SenderChoice.self) }.first
  }

  func learn(_ lesson: Lesson?, from message: MessageID, score: Double?) async throws(StorageError) {
    let (user, now) = (rows.user, rows.now)
    try await rows.write { session in
      let isNew = try !session.query(
        """
        UPDATE mailbox_messages SET is_learned = TRUE, score = COALESCE($3, score)
        WHERE user_id = $1 AND gmail_message_id = $2 AND NOT is_learned
        RETURNING gmail_message_id
        """, [SQLValue(user), SQLValue(message), SQLValue(score)]
      ).isEmpty
      guard isNew, let lesson else { return }
      try lesson.teach(user, at: now, session)
    }
  }

  func unlearned(limit: Int) async throws(StorageError) -> [MessageID] {
    try await rows.read(Self.unlearnedQuery, [SQLValue(rows.user), SQLValue(limit)]) {
      try $0.value("gmail_message_id")
    }
  }

  static let unlearnedQuery = """
    SELECT gmail_message_id FROM mailbox_messages
    WHERE user_id = $1 AND reason_code = 'own-mail' AND NOT is_learned
    ORDER BY seen_at, gmail_message_id LIMIT $2
    """
}
