import Database
package import Secretary
package import StoreRequests
package import Vault

/// What became of a user's conversations when they were to be sealed anew.
package struct ResealedConversations: Sendable, Equatable {
  package var sealed = 0
  /// Those that no key of the user's opens; they stay as they are.
  package var unopened = 0
  /// Why the first of those does not open.
  package var reason: VaultError?
}

extension DraftStore {
  /// Seals a user's conversations with the newest key where an older one seals them, a batch at a time, so that nobody
  /// else waits long to write. `madeProgress` is told how many so far, after every batch.
  ///
  /// A conversation may be forgotten meanwhile; a row is only replaced while it holds what was read.
  package func resealConversations(
    of user: UserID, with keys: UserKeys, batch: Int = 50, madeProgress: (Int) -> Void = { _ in }
  ) async throws(StorageError) -> ResealedConversations {
    var outcome = ResealedConversations()
    var last = ""
    while true {
      let rows = try await connection.read(
        """
        SELECT draft_id, conversation FROM draft_conversations
        WHERE user_id = $1 AND draft_id > $2 AND substr(conversation, 1, length($3)) <> $3 ORDER BY draft_id LIMIT $4
        """, [SQLValue(user), SQLValue(last), SQLValue(keys.newestMark), SQLValue(batch)]
      ) { row in (draft: try row.text("draft_id"), sealed: try row.text("conversation")) }
      guard let end = rows.last?.draft else { return outcome }
      last = end
      var replacements: [[SQLValue]] = []
      for row in rows {
        do {
          let text = try keys.open(row.sealed, column: SealedConversation.column)
          let sealed = try keys.seal(text, column: SealedConversation.column)
          replacements.append([SQLValue(row.draft), SQLValue(row.sealed), SQLValue(sealed)])
        } catch {
          outcome.unopened += 1
          outcome.reason = outcome.reason ?? error
        }
      }
      let wanted = replacements
      outcome.sealed += try await connection.write(durable: true) { session in
        try wanted.reduce(0) { count, values in
          try count
            + session.query(
              "UPDATE draft_conversations SET conversation = $3 WHERE draft_id = $1 AND conversation = $2 RETURNING draft_id",
              values
            ).count
        }
      }
      madeProgress(outcome.sealed)
    }
  }
}
