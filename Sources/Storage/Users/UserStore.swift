import Database
package import FoundationEssentials
import SQLErrors
package import Secretary
package import StoreRequests

/// A person with an account here.
package struct User: Sendable, Equatable {
  package var id: UserID
  /// The address the operator gave, or the one Google vouched for when they last signed in; the connected account has its own.
  package var address: String
  /// Google's `sub` of the account they sign in with; nil for somebody the operator added who has not signed in yet.
  package var googleSubject: String?
  /// Nil when the row holds what is no time; nothing depends on it.
  package var createdAt: Date?

  static let columns = "id, email_address, google_subject, created_at"

  init(_ row: SQLRow) throws {
    id = try row.value("id")
    address = try row.text("email_address")
    googleSubject = try row.optionalText("google_subject")
    createdAt = try row.readable { try $0.date("created_at") }
  }
}

/// The table `users`.
package struct UserStore: Sendable {
  let connection: StoreConnection

  /// Adds a user, under a new UUID unless the operator chose an id. An address or id in use is `userExists`.
  @discardableResult
  package func add(_ address: String, id: UserID? = nil) async throws(StorageError) -> UserID {
    try Self.requireAddress(address)
    if let id, id.rawValue.isEmpty || !Self.isPlain(id.rawValue) {
      throw .badUser(problem: "A user id is 1 to 128 characters without spaces.")
    }
    // Whoever names somebody by an address must never mean another by it.
    if let id, id.rawValue.contains("@"), id.rawValue.lowercased() != address.lowercased() {
      throw .badUser(problem: "A user id that looks like an address must be the user's own address.")
    }
    let id = id ?? UserID(UUID().uuidString.lowercased())
    let now = connection.now()
    do {
      return try await connection.write(durable: true) { session in
        try Self.requireNobodysID(address, besides: id, session)
        _ = try session.query(
          "INSERT INTO users (id, email_address, created_at) VALUES ($1, $2, $3)",
          [SQLValue(id), SQLValue(address), SQLValue(now)])
        return id
      }
    } catch {
      if case .database(let cause) = error, cause.code == .constraint { throw .userExists }
      throw error
    }
  }

  /// The user who signed in with the Google account `subject`, whose address Google vouches for. Knows them by subject;
  /// else makes the account theirs that the operator added under that address; else adds a user.
  ///
  /// Somebody known by subject whose address changed at Google gets the new one here. An address that belongs to another
  /// account is `userExists`: a new owner of an old address must not enter the earlier owner's account.
  package func signIn(subject: String, address: String) async throws(StorageError) -> User {
    guard (1...255).contains(subject.utf8.count) else { throw .badUser(problem: "Google named no account.") }
    try Self.requireAddress(address)
    let now = connection.now()
    do {
      return try await connection.write(durable: true) { session in
        let parameters = [SQLValue(subject), SQLValue(address)]
        let own: UserID? = try session.query(
          "SELECT id FROM users WHERE google_subject = $1", [SQLValue(subject)]
        ).first?.value("id")
        try Self.requireNobodysID(address, besides: own, session)
        let known = try session.query(
          """
          UPDATE users SET email_address = $2 WHERE google_subject = $1 RETURNING \(User.columns)
          """, parameters)
        if let row = known.first { return try User(row) }
        let bound = try session.query(
          """
          UPDATE users SET google_subject = $1 WHERE lower(email_address) = lower($2) AND google_subject IS NULL
          RETURNING \(User.columns)
          """, parameters)
        if let row = bound.first { return try User(row) }
        let added = try session.query(
          """
          INSERT INTO users (id, email_address, google_subject, created_at) VALUES ($3, $2, $1, $4)
          RETURNING \(User.columns)
          """, parameters + [SQLValue(UUID().uuidString.lowercased()), SQLValue(now)])
        return try User(added[0])
      }
    } catch {
      if case .database(let cause) = error, cause.code == .constraint { throw .userExists }
      throw error
    }
  }

  /// Whether somebody has signed in with the Google account `subject` before.
  package func isKnown(subject: String) async throws(StorageError) -> Bool {
    try await !connection.read(
      "SELECT id FROM users WHERE google_subject = $1", [SQLValue(subject)]
    ) { try $0.text("id") }.isEmpty
  }

  /// The user with this id, or with this address in any case; nil when there is none.
  package func find(_ idOrAddress: String) async throws(StorageError) -> User? {
    try await connection.read(
      "SELECT \(User.columns) FROM users WHERE id = $1 OR lower(email_address) = lower($1) ORDER BY id = $1 DESC",
      [SQLValue(idOrAddress)], as: User.init
    ).first
  }

  /// Everybody, by address.
  package func list() async throws(StorageError) -> [User] {
    try await connection.read(
      "SELECT \(User.columns) FROM users ORDER BY lower(email_address)", as: User.init)
  }

  /// An address that is somebody else's id, from before that was refused: two people would answer to it.
  private static func requireNobodysID(_ address: String, besides own: UserID?, _ session: SQLSession) throws {
    let named = try session.query(
      "SELECT id, email_address FROM users WHERE lower(id) = lower($1)", [SQLValue(address)]
    ).first
    guard let named, try named.text("email_address").lowercased() != address.lowercased() else { return }
    if let own, try named.text("id") == own.rawValue { return }
    throw StorageError.userExists
  }

  private static func requireAddress(_ address: String) throws(StorageError) {
    guard let at = address.firstIndex(of: "@"), at != address.startIndex, address.index(after: at) != address.endIndex,
      isPlain(address)
    else { throw .badUser(problem: "`\(shown(address))` is not an email address.") }
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= 128
      && text.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7f && !$0.properties.isWhitespace }
  }

  /// What was typed, without what could move a terminal's cursor.
  private static func shown(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(128).filter { $0.value >= 0x20 && $0.value != 0x7f }))
  }
}
