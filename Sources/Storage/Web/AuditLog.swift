import Database
package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

/// One thing that somebody did.
package struct AuditEntry: Sendable, Equatable {
  /// Nil when the row holds what is no time.
  package var at: Date?
  /// Who did it: a user's id, or `AuditEntry.anOperator`, or `AuditEntry.theSecretary`.
  package var actor: String
  /// The actor's address, when it is a user who is still here.
  package var actorAddress: String?
  /// What, in a few words: mostly an `AuditAction`; a row of another version may have another.
  package var action: String
  /// Whose account it concerns.
  package var user: UserID?
  /// That user's address.
  package var address: String?
  /// What it concerns: a draft's id, or a few words. Empty mostly.
  package var detail: String

  /// Somebody at the terminal.
  package static let anOperator = "operator"
  /// A program of ours by itself.
  package static let theSecretary = "secretary"

  package init(
    at: Date?, actor: String, actorAddress: String? = nil, action: String, user: UserID? = nil, address: String? = nil,
    detail: String = ""
  ) {
    self.at = at
    self.actor = actor
    self.actorAddress = actorAddress
    self.action = action
    self.user = user
    self.address = address
    self.detail = detail
  }

  init(_ row: SQLRow) throws {
    self.init(
      at: try row.readable { try $0.date("at") }, actor: try row.text("actor"),
      actorAddress: try row.optionalText("actor_address"),
      action: try row.text("action"), user: try row.optionalValue("user_id"), address: try row.optionalText("address"),
      detail: try row.text("detail"))
  }
}

/// The table `audit_log`: who signed in, connected, disconnected and approved, and when. Never a token, never mail text. A line
/// is written by the transaction that does what it tells.
package struct AuditLog: Sendable {
  let connection: StoreConnection

  /// Adds a line in the transaction that does what it tells.
  static func add(
    _ action: AuditAction, by actor: String, about user: UserID?, detail: String = "", at now: Date,
    _ session: SQLSession
  ) throws {
    _ = try session.query(
      "INSERT INTO audit_log (user_id, at, actor, action, detail) VALUES ($1, $2, $3, $4, $5)",
      [SQLValue(user), SQLValue(now), SQLValue(actor), SQLValue(action.rawValue), SQLValue(detail)])
  }

  /// The latest lines, newest first, of which none is older than `since`; about one user, or all. Whoever must know whether
  /// there are more asks for one more than they show.
  package func entries(
    of user: UserID? = nil, since: Date = Date(timeIntervalSince1970: 0), limit: Int
  ) async throws(StorageError) -> [AuditEntry] {
    guard limit > 0 else { return [] }
    return try await connection.read(
      Self.query(ofOne: user != nil), [SQLValue(since), SQLValue(limit)] + (user.map { [SQLValue($0)] } ?? []),
      as: AuditEntry.init)
  }

  /// The indexes `audit_log_by_user` and `audit_log_by_time` give the rows in order.
  static func query(ofOne: Bool) -> String {
    """
    SELECT user_id, at, actor, action, detail, users.email_address AS address, actors.email_address AS actor_address
    FROM audit_log LEFT JOIN users ON users.id = user_id LEFT JOIN users AS actors ON actors.id = actor
    WHERE at >= $1\(ofOne ? " AND user_id = $3" : "") ORDER BY at DESC, audit_log.id DESC LIMIT $2
    """
  }
}
