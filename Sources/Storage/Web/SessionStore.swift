import Database
import SQLErrors
package import Secretary
package import StoreRequests
import Vault

package import struct FoundationEssentials.Date

/// A browser that somebody signed in with.
package struct WebSession: Sendable, Equatable {
  package var userID: UserID
  /// What the table holds in the token's place; form tokens are made from it.
  package var tokenHash: String
  package var createdAt: Date
  /// Within a minute.
  package var lastUsedAt: Date
  /// When it ends however much it is used.
  package var expiresAt: Date

  static let columns = "id_hash, user_id, created_at, last_used_at, expires_at"

  init(_ row: SQLRow) throws {
    userID = try row.value("user_id")
    tokenHash = try row.text("id_hash")
    createdAt = try row.date("created_at")
    lastUsedAt = try row.date("last_used_at")
    expiresAt = try row.date("expires_at")
  }
}

/// The table `web_sessions`. A token is 256 random bits, given to the browser and kept as its SHA-256 only: whoever reads
/// the table can sign in as nobody.
package struct SessionStore: Sendable {
  /// Seconds after which using a session is worth a write.
  static let touch: Double = 60

  let connection: StoreConnection

  /// Begins a session and gives its token, with a line in the audit log. It ends after `lifetime`, however much it is used.
  package func open(for user: UserID, lifetime: Duration) async throws(StorageError) -> Secret {
    let token: String
    do { token = try RandomToken.make() } catch { throw .secret(error) }
    let now = connection.now()
    do {
      try await connection.write(durable: false) { session in
        _ = try session.query(
          "INSERT INTO web_sessions (\(WebSession.columns)) VALUES ($1, $2, $3, $3, $4)",
          [
            SQLValue(SHA256.hash(token)), SQLValue(user), SQLValue(now),
            SQLValue(now.addingTimeInterval(lifetime.inSeconds)),
          ])
        try AuditLog.add(.signedIn, by: user.rawValue, about: user, at: now, session)
      }
    } catch {
      if case .database(let cause) = error, cause.code == .constraint { throw .unknownUser }
      throw error
    }
    return Secret(token)
  }

  /// The session of a token. Nil when there is none, when it was not used for `idle`, and after its lifetime.
  ///
  /// - Parameter isUse: whether asking counts as using it. A page that looks by itself whether there is news does not: left open
  ///   and visible it would hold a session for as long as it lives.
  package func session(_ token: Secret, idle: Duration, isUse: Bool = true) async throws(StorageError) -> WebSession? {
    let now = connection.now()
    let found = try await connection.read(
      "SELECT \(WebSession.columns) FROM web_sessions WHERE id_hash = $1", [SQLValue(SHA256.hash(token.reveal()))],
      as: WebSession.init
    ).first
    guard var session = found, now < session.expiresAt,
      now < session.lastUsedAt.addingTimeInterval(idle.inSeconds)
    else { return nil }
    guard isUse, now.timeIntervalSince(session.lastUsedAt) >= Self.touch else { return session }
    session.lastUsedAt = now
    let hash = session.tokenHash
    let touched: [SQLRow]
    do {
      touched = try await connection.write(durable: false, patience: .zero) { sql in
        try sql.query(
          "UPDATE web_sessions SET last_used_at = $2 WHERE id_hash = $1 RETURNING id_hash",
          [SQLValue(hash), SQLValue(now)])
      }
    } catch  where error.isTemporary {
      // Whoever only looks must not wait for a store that is busy or full; the next request counts instead.
      return found
    }
    // Closed in the moment between: whoever signed out must not be let in once more.
    return touched.isEmpty ? nil : session
  }

  /// Signs out whoever the session is of, with a line in the audit log. A token of no session is no error.
  package func close(_ token: Secret) async throws(StorageError) {
    let hash = SHA256.hash(token.reveal())
    let now = connection.now()
    try await connection.write(durable: true) { session in
      let rows = try session.query("DELETE FROM web_sessions WHERE id_hash = $1 RETURNING user_id", [SQLValue(hash)])
      guard let user: UserID = try rows.first?.value("user_id") else { return }
      try AuditLog.add(.signedOut, by: user.rawValue, about: user, at: now, session)
    }
  }

  /// Signs out everywhere, with a line in the audit log.
  package func closeAll(of user: UserID) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: true) { session in
      let rows = try session.query(
        "DELETE FROM web_sessions WHERE user_id = $1 RETURNING id_hash", [SQLValue(user)])
      guard !rows.isEmpty else { return }
      try AuditLog.add(.signedOutEverywhere, by: user.rawValue, about: user, at: now, session)
    }
  }

  /// Deletes the sessions that nobody can use any more. How many.
  @discardableResult
  package func removeExpired(idle: Duration) async throws(StorageError) -> Int {
    let now = connection.now()
    return try await connection.write(durable: false) { session in
      try session.query(
        "DELETE FROM web_sessions WHERE expires_at <= $1 OR last_used_at <= $2 RETURNING id_hash",
        [SQLValue(now), SQLValue(now.addingTimeInterval(-idle.inSeconds))]
      ).count
    }
  }
}

extension Duration {
  var inSeconds: Double { self / .seconds(1) }
}
