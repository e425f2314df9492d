import Database
package import FoundationEssentials
package import Secretary

/// A person with an account here.
package struct User: Sendable, Equatable {
  package var id: UserID
  /// The address the operator or the person gave; the connected Gmail account has its own.
  package var address: String
  package var createdAt: Date

  init(_ row: SQLRow) throws {
    id = try row.value("id")
    address = try row.text("email_address")
    createdAt = try row.date("created_at")
  }
}

/// The table `users`.
package struct UserStore: Sendable {
  let connection: StoreConnection

  /// Adds a user, under a new UUID unless the operator chose an id. An address or id in use is `userExists`.
  @discardableResult
  package func add(_ address: String, id: UserID? = nil) async throws(StorageError) -> UserID {
    guard let at = address.firstIndex(of: "@"), at != address.startIndex, address.index(after: at) != address.endIndex,
      Self.isPlain(address)
    else { throw .badUser(problem: "`\(Self.shown(address))` is not an email address.") }
    if let id, id.rawValue.isEmpty || !Self.isPlain(id.rawValue) {
      throw .badUser(problem: "A user id is 1 to 128 characters without spaces.")
    }
    let id = id ?? UserID(UUID().uuidString.lowercased())
    let now = connection.now()
    do {
      return try await connection.write(durable: true) { session in
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

  /// The user with this id, or with this address in any case; nil when there is none.
  package func find(_ idOrAddress: String) async throws(StorageError) -> User? {
    try await connection.read(
      "SELECT id, email_address, created_at FROM users WHERE id = $1 OR lower(email_address) = lower($1) ORDER BY id = $1 DESC",
      [SQLValue(idOrAddress)], as: User.init
    ).first
  }

  /// Everybody, by address.
  package func list() async throws(StorageError) -> [User] {
    try await connection.read(
      "SELECT id, email_address, created_at FROM users ORDER BY lower(email_address)", as: User.init)
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
