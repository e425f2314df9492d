import Database
package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

/// What was learned of a user's mail, for the user. Workers learn through `CorrespondentRequests` and `PastMailRequests`.
package struct CorrespondentStore: Sendable {
  /// Senders that a user may have chosen something for.
  package static let mostChosen = 500
  /// Messages that are looked back on; of more the newest.
  static let mostJudged = 5_000

  let connection: StoreConnection

  /// How much of the past has been read; nil before it is listed.
  package func progress(of user: UserID) async throws(StorageError) -> PastMailProgress? {
    try await connection.read(
      """
      SELECT count(gmail_message_id) AS listed, COALESCE(sum(CASE WHEN is_read THEN 1 ELSE 0 END), 0) AS done
      FROM mailbox_cursors LEFT JOIN past_messages ON past_messages.user_id = mailbox_cursors.user_id
      WHERE mailbox_cursors.user_id = $1 AND past_listed_at IS NOT NULL
      GROUP BY mailbox_cursors.user_id
      """, [SQLValue(user)]
    ) { PastMailProgress(read: try $0.int("done"), all: try $0.int("listed")) }.first
  }

  /// Mail since a moment that was judged, of the past and as it came, newest first.
  package func judged(of user: UserID, since moment: Date) async throws(StorageError) -> [JudgedMail] {
    try await connection.read(
      """
      SELECT score, sender, subject, received_at FROM mailbox_messages
      WHERE user_id = $1 AND received_at >= $2 AND score IS NOT NULL
      UNION ALL
      SELECT score, sender, subject, received_at FROM past_messages
      WHERE user_id = $1 AND received_at >= $2 AND score IS NOT NULL
      ORDER BY received_at DESC LIMIT \(Self.mostJudged)
      """, [SQLValue(user), SQLValue(moment)]
    ) { row in
      JudgedMail(
        score: try row.optionalDouble("score") ?? 0, sender: try row.optionalText("sender") ?? "",
        subject: try row.optionalText("subject") ?? "", receivedAt: try row.date("received_at"))
    }
  }

  /// What the user wants for all mail of certain senders, by address.
  package func choices(of user: UserID) async throws(StorageError) -> [ChosenSender] {
    try await connection.read(
      "SELECT address, choice FROM sender_choices WHERE user_id = $1 ORDER BY address", [SQLValue(user)]
    ) { ChosenSender(address: try $0.text("address"), choice: try $0.value("choice")) }
  }

  /// Has mail of an address always or never answered with a draft, or, with nil, judged like any other; with a line in the audit
  /// log. One more than fit is `tooManyAddresses`.
  package func choose(_ choice: SenderChoice?, for address: EmailAddress, of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      _ = try session.query(
        "DELETE FROM sender_choices WHERE user_id = $1 AND address = $2", [SQLValue(user), SQLValue(address.canonical)])
      if let choice {
        let made = try session.query(
          """
          INSERT INTO sender_choices (user_id, address, choice, updated_at)
          SELECT $1, $2, $3, $4 WHERE (SELECT count(*) FROM sender_choices WHERE user_id = $1) < \(Self.mostChosen)
          RETURNING address
          """, [SQLValue(user), SQLValue(address.canonical), SQLValue(choice), SQLValue(now)])
        guard !made.isEmpty else { throw StorageError.tooManyAddresses }
      }
      try AuditLog.add(
        choice.map { $0 == .always ? .choseAlways : .choseNever } ?? .choseNothing, by: user.rawValue, about: user,
        at: now, session)
    }
  }

  /// Forgets whom the user answers and how they write, with a line in the audit log. Reading the past begins again, and teaches
  /// both anew.
  package func forget(of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      for statement in [
        "DELETE FROM correspondents WHERE user_id = $1", "DELETE FROM past_messages WHERE user_id = $1",
        """
        UPDATE mailbox_messages SET is_learned = FALSE, score = NULL
        WHERE user_id = $1 AND (is_learned OR score IS NOT NULL)
        """,
        "UPDATE mailbox_cursors SET past_listed_at = NULL WHERE user_id = $1",
      ] {
        _ = try session.query(statement, [SQLValue(user)])
      }
      try WritingStyleRow.forget(of: user, session)
      try AuditLog.add(.forgotCorrespondents, by: user.rawValue, about: user, at: now, session)
    }
  }
}
