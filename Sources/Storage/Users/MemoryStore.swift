import Database
package import Secretary
package import StoreRequests
package import Vault

/// What a user had remembered, for the user. Each verb has its line in the audit log, without the fact.
package struct MemoryStore: Sendable {
  let connection: StoreConnection

  /// Newest first.
  package func facts(of user: UserID) async throws(StorageError) -> [SealedFact] {
    try await connection.read(SealedFact.query, [SQLValue(user)], as: SealedFact.init)
  }

  /// False when there is no room for another.
  package func remember(_ fact: SealedFact, of user: UserID) async throws(StorageError) -> Bool {
    try await write(
      """
      INSERT INTO remembered_facts (id, user_id, fact, remembered_at)
      SELECT $2, $1, $3, $4
      WHERE (SELECT count(*) FROM remembered_facts WHERE user_id = $1) < \(RememberedFact.most)
      RETURNING id
      """, [SQLValue(fact.id), SQLValue(fact.text), SQLValue(fact.rememberedAt)], .remembered, of: user)
  }

  /// False when it was forgotten meanwhile.
  package func change(_ fact: SealedFact, of user: UserID) async throws(StorageError) -> Bool {
    try await write(
      """
      UPDATE remembered_facts SET fact = $3, remembered_at = $4 WHERE user_id = $1 AND id = $2 RETURNING id
      """, [SQLValue(fact.id), SQLValue(fact.text), SQLValue(fact.rememberedAt)], .changedFact, of: user)
  }

  /// Once or twice is the same.
  package func forget(_ id: FactID, of user: UserID) async throws(StorageError) {
    _ = try await write(
      "DELETE FROM remembered_facts WHERE user_id = $1 AND id = $2 RETURNING id", [SQLValue(id)], .forgotFact, of: user)
  }

  /// Seals with the newest key what an older one seals. How many, and how many no key of the user's opens.
  package func reseal(
    of user: UserID, with keys: UserKeys
  ) async throws(StorageError) -> (sealed: Int, unopened: Int) {
    let old = try await facts(of: user).filter { !$0.text.hasPrefix(keys.newestMark) }
    let opened = old.open(with: keys)
    for fact in opened {
      let sealed = try SealedFact(fact, with: keys)
      guard let before = old.first(where: { $0.id == fact.id }) else { continue }
      _ = try await connection.write(durable: true) { session in
        try session.query(
          "UPDATE remembered_facts SET fact = $3 WHERE id = $1 AND fact = $2 RETURNING id",
          [SQLValue(sealed.id), SQLValue(before.text), SQLValue(sealed.text)])
      }
    }
    return (opened.count, old.count - opened.count)
  }

  /// - Parameter values: from `$2` on. Whether anything was written.
  private func write(
    _ statement: String, _ values: [SQLValue], _ action: AuditAction, of user: UserID
  ) async throws(StorageError) -> Bool {
    let now = connection.now()
    return try await connection.write(durable: true) { session in
      guard try !session.query(statement, [SQLValue(user)] + values).isEmpty else { return false }
      try AuditLog.add(action, by: user.rawValue, about: user, at: now, session)
      return true
    }
  }
}
