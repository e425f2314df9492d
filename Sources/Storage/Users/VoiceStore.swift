import Database
package import Secretary
package import StoreRequests

/// How a user writes, for the user. Workers learn it with whom they answer (`CorrespondentRequests`).
package struct VoiceStore: Sendable {
  let connection: StoreConnection

  /// In every language that anything is known of, the most used first.
  package func voices(of user: UserID) async throws(StorageError) -> [Voice] {
    [Voice](
      try await connection.read(
        WritingStyleRow.query, [SQLValue(user), SQLValue(WritingStyleRow.everybody)], as: WritingStyleRow.part))
  }

  /// What drafts in a language are to follow instead of what was learned, with a line in the audit log.
  package func choose(
    _ choices: StyleChoices, in language: LetterLanguage, of user: UserID
  ) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      let place = [SQLValue(user), SQLValue(language)]
      let changed =
        choices.isEmpty
        ? try session.query(
          "DELETE FROM style_choices WHERE user_id = $1 AND language = $2 RETURNING language", place)
        : try session.query(
          """
          INSERT INTO style_choices (user_id, language, choices, updated_at) VALUES ($1, $2, $3, $4)
          ON CONFLICT (user_id, language) DO UPDATE SET choices = excluded.choices, updated_at = excluded.updated_at
          WHERE style_choices.choices <> excluded.choices RETURNING language
          """, place + [try WritingStyleRow.json(choices), SQLValue(now)])
      if changed.isEmpty { return }
      try AuditLog.add(.choseVoice, by: user.rawValue, about: user, at: now, session)
    }
  }

  /// Forgets how the user writes, but not what they chose, with a line in the audit log. It is learned from what they write from now on.
  package func forget(of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      try WritingStyleRow.forget(of: user, session)
      try AuditLog.add(.forgotVoice, by: user.rawValue, about: user, at: now, session)
    }
  }
}
