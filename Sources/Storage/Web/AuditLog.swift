import Database
package import Secretary

package import struct FoundationEssentials.Date

/// One thing that somebody did.
package struct AuditEntry: Sendable, Equatable {
  package var at: Date
  /// Who did it: a user's id, or `operator`, or a program.
  package var actor: String
  /// What, in one word or two: `signed in`.
  package var action: String
  /// Whose account it concerns.
  package var user: UserID?
  package var detail: String

  init(_ row: SQLRow) throws {
    at = try row.date("at")
    actor = try row.text("actor")
    action = try row.text("action")
    user = try row.optionalValue("user_id")
    detail = try row.text("detail")
  }
}

/// The table `audit_log`: who signed in, connected, disconnected and approved, and when. Never a token, never mail text.
package struct AuditLog: Sendable {
  let connection: StoreConnection

  /// Adds a line. A user that does not exist is `unknownUser`.
  package func record(
    _ action: String, by actor: String, about user: UserID? = nil, detail: String = ""
  ) async throws(StorageError) {
    let now = connection.now()
    do {
      try await connection.write(durable: false) { session in
        _ = try session.query(
          "INSERT INTO audit_log (user_id, at, actor, action, detail) VALUES ($1, $2, $3, $4, $5)",
          [SQLValue(user), SQLValue(now), SQLValue(actor), SQLValue(action), SQLValue(detail)])
      }
    } catch {
      if case .database(let cause) = error, cause.code == .constraint { throw .unknownUser }
      throw error
    }
  }

  /// The latest lines, newest first; about one user, or all.
  package func entries(of user: UserID? = nil, limit: Int = 100) async throws(StorageError) -> [AuditEntry] {
    let scope = UserScope(user)
    return try await connection.read(
      """
      SELECT user_id, at, actor, action, detail FROM audit_log
      WHERE \(scope.condition) ORDER BY id DESC LIMIT \(scope.next)
      """, scope.parameters + [SQLValue(limit)], as: AuditEntry.init)
  }
}
