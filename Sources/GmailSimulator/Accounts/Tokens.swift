import FoundationEssentials

/// Who may ask for tokens, which consents are alive, and which access tokens open what.
struct Tokens {
  struct Client {
    let id: String
    let secret: String
    var isDeleted = false
  }

  /// What one consent gave: as long as it lives its refresh token makes access tokens.
  struct Grant {
    let account: String
    let client: String
    var scopes: [String]
    let issued: Date
    var lastUsed: Date
    /// The end of a consent given while the project was in Testing status: 7 days.
    let ends: Date?
    var isDead = false
  }

  struct Access {
    let account: String
    let scopes: [String]
    var expires: Date
    let grant: String?
  }

  struct Pair {
    let access: String
    let refresh: String
  }

  /// Google keeps this many live refresh tokens for one account and client; one more kills the oldest.
  static let liveGrantLimit = 100
  static let idleLimit: TimeInterval = 182 * 86_400
  static let testingLifetime: TimeInterval = 604_799

  private(set) var grants: [String: Grant] = [:]
  private(set) var access: [String: Access] = [:]
  var clients: [String: Client] = [:]
  private var random = SeededGenerator("tokens")

  mutating func issue(
    account: String, client: String, scopes: [String], testing: Bool, lifetime: TimeInterval, at now: Date
  ) -> Pair {
    let refresh = "1//0" + random.text(2) + "-" + random.text(60)
    grants[refresh] = Grant(
      account: account, client: client, scopes: scopes, issued: now, lastUsed: now,
      ends: testing ? now.addingTimeInterval(Self.testingLifetime) : nil)
    let live = grants.filter { $0.value.account == account && $0.value.client == client && !$0.value.isDead }
    if live.count > Self.liveGrantLimit, let oldest = live.min(by: { $0.value.issued < $1.value.issued }) {
      kill(oldest.key)
    }
    return Pair(access: newAccess(under: refresh, lifetime: lifetime, at: now), refresh: refresh)
  }

  /// A new access token under a grant that has been checked.
  mutating func newAccess(under refresh: String, lifetime: TimeInterval, at now: Date) -> String {
    guard let grant = grants[refresh] else { return "" }
    let token = "ya29.a0" + random.text(80)
    grants[refresh]?.lastUsed = now
    access[token] = Access(
      account: grant.account, scopes: grant.scopes, expires: now.addingTimeInterval(lifetime), grant: refresh)
    return token
  }

  /// Replaces a refresh token: the old one dies, its access tokens live on.
  mutating func rotate(_ refresh: String, at now: Date) -> String {
    guard var grant = grants[refresh] else { return refresh }
    let fresh = "1//0" + random.text(2) + "-" + random.text(60)
    grants[refresh]?.isDead = true
    grant.lastUsed = now
    grants[fresh] = grant
    return fresh
  }

  func isAlive(_ grant: Grant, at now: Date) -> Bool {
    !grant.isDead && now.timeIntervalSince(grant.lastUsed) < Self.idleLimit && (grant.ends.map { now < $0 } ?? true)
  }

  /// The account and scopes behind an access token; nil when it is unknown, expired or revoked.
  func opened(by token: String, at now: Date) -> Access? { access[token].flatMap { now < $0.expires ? $0 : nil } }

  /// Kills a refresh token and every access token made from it.
  mutating func kill(_ refresh: String) {
    grants[refresh]?.isDead = true
    access = access.filter { $0.value.grant != refresh }
  }

  /// Revokes by access or refresh token; false when it is unknown or dead already.
  mutating func revoke(_ token: String) -> Bool {
    if let grant = access[token]?.grant {
      kill(grant)
      return true
    }
    guard let grant = grants[token], !grant.isDead else { return false }
    kill(token)
    return true
  }

  /// A withdrawn consent, or a changed password: everything of this account is dead.
  mutating func killAll(of account: String) {
    for (token, grant) in grants where grant.account == account { kill(token) }
  }

  mutating func expireAccess(of account: String) {
    access = access.filter { $0.value.account != account }
  }

  mutating func setScopes(_ scopes: [String], of account: String) {
    for (token, grant) in grants where grant.account == account && !grant.isDead { grants[token]?.scopes = scopes }
    access = access.filter { $0.value.account != account }
  }
}
