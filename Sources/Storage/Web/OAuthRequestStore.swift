import Database
import SQLErrors
package import Secretary
package import StoreRequests
import Vault

package import struct FoundationEssentials.Date

/// A visit to Google's consent page that we asked for.
package struct OAuthRequest: Sendable, Equatable {
  /// Who asked to connect an account; nil for somebody who is signing in.
  package var user: UserID?
  /// Where the browser goes afterwards.
  package var returnTo: String?
  /// Whether Google was told to ask for consent again.
  package var forcesConsent: Bool
  package var createdAt: Date

  init(_ row: SQLRow) throws {
    user = try row.optionalValue("user_id")
    returnTo = try row.optionalText("return_to")
    forcesConsent = try row.bool("forces_consent")
    createdAt = try row.date("created_at")
  }
}

/// The table `oauth_requests`: which answers of Google's we wait for. State and browser are kept as SHA-256 only, and
/// nothing else in it is a secret.
package struct OAuthRequestStore: Sendable {
  let connection: StoreConnection

  /// Makes a state: 256 random bits, good once, for `lifetime`, and in the browser that holds the secret `browser`.
  /// Takes the occasion to delete those that expired, so that nobody can fill the table.
  package func begin(
    browser: Secret, user: UserID? = nil, returnTo: String? = nil, forcesConsent: Bool = false, lifetime: Duration
  ) async throws(StorageError) -> Secret {
    let state: String
    do { state = try RandomToken.make() } catch { throw .secret(error) }
    let now = connection.now()
    do {
      try await connection.write(durable: false) { session in
        _ = try session.query("DELETE FROM oauth_requests WHERE expires_at <= $1", [SQLValue(now)])
        _ = try session.query(
          """
          INSERT INTO oauth_requests (state_hash, browser_hash, user_id, return_to, forces_consent, created_at, expires_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7)
          """,
          [
            SQLValue(SHA256.hash(state)), SQLValue(SHA256.hash(browser.reveal())), SQLValue(user), SQLValue(returnTo),
            SQLValue(forcesConsent), SQLValue(now), SQLValue(now.addingTimeInterval(lifetime.inSeconds)),
          ])
      }
    } catch {
      if case .database(let cause) = error, cause.code == .constraint { throw .unknownUser }
      throw error
    }
    return Secret(state)
  }

  /// Uses a state up. Nil when it is not ours, was used, expired, or belongs to another browser; a try from another
  /// browser does not use it up.
  package func redeem(state: Secret, browser: Secret) async throws(StorageError) -> OAuthRequest? {
    let hashes = [SHA256.hash(state.reveal()), SHA256.hash(browser.reveal())]
    let now = connection.now()
    return try await connection.write(durable: true) { session in
      try session.query(
        """
        UPDATE oauth_requests SET used_at = $3
        WHERE state_hash = $1 AND browser_hash = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING user_id, return_to, forces_consent, created_at
        """, hashes.map { SQLValue($0) } + [SQLValue(now)]
      ).first.map(OAuthRequest.init)
    }
  }

  /// Deletes what expired. How many.
  @discardableResult
  package func removeExpired() async throws(StorageError) -> Int {
    let now = connection.now()
    return try await connection.write(durable: false) { session in
      try session.query(
        "DELETE FROM oauth_requests WHERE expires_at <= $1 RETURNING state_hash", [SQLValue(now)]
      ).count
    }
  }
}
