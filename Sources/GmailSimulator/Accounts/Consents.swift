/// What each account has allowed each client, until it is withdrawn: why a second sign-in asks nothing.
struct Consents {
  private struct Key: Hashable {
    let account: String
    let client: String
  }

  private var scopes: [Key: Set<String>] = [:]

  func scopes(of account: String, for client: String) -> Set<String> {
    scopes[Key(account: account, client: client)] ?? []
  }

  /// The answer of a consent page: of the scopes it asked for, exactly these are allowed from now on.
  mutating func record(_ allowed: [String], of asked: [String], by account: String, to client: String) {
    scopes[Key(account: account, client: client), default: []].subtract(asked)
    scopes[Key(account: account, client: client), default: []].formUnion(allowed)
  }

  mutating func withdraw(_ account: String) {
    scopes = scopes.filter { $0.key.account != account }
  }
}
