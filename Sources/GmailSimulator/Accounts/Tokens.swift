import FoundationEssentials

/// Who may ask for tokens, which consents are alive, and which access tokens open what.
struct Tokens {
  /// What one refresh token stands for: as long as it lives it makes access tokens.
  struct Grant {
    let account: String
    let client: String
    var scopes: [String]
    let issued: Date
    var lastUsed: Date
    /// The end of a grant made while the project was in Testing status: 7 days.
    let ends: Date?
    var isDead = false
  }

  struct Access {
    let account: String
    let client: String
    let scopes: [String]
    var expires: Date
    /// The refresh token it was made from; nil when the client was given none.
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
  var consents = Consents()
  private var random = SeededGenerator("tokens")

  mutating func issue(
    account: String, client: String, scopes: [String], testing: Bool, lifetime: TimeInterval, at now: Date
  ) -> Pair {
    let refresh = "1//0" + random.text(2) + "-" + random.text(60)
    let isLimited = testing && scopes.contains { !Scope.signIn.contains($0) }
    grants[refresh] = Grant(
      account: account, client: client, scopes: scopes, issued: now, lastUsed: now,
      ends: isLimited ? now.addingTimeInterval(Self.testingLifetime) : nil)
    let live = grants.filter { $0.value.account == account && $0.value.client == client && !$0.value.isDead }
    if live.count > Self.liveGrantLimit, let oldest = live.min(by: { $0.value.issued < $1.value.issued }) {
      kill(oldest.key)
    }
    return Pair(access: newAccess(under: refresh, lifetime: lifetime, at: now), refresh: refresh)
  }

  /// A new access token under a grant that has been checked.
  mutating func newAccess(under refresh: String, lifetime: TimeInterval, at now: Date) -> String {
    guard let grant = grants[refresh] else { return "" }
    grants[refresh]?.lastUsed = now
    return add(
      Access(
        account: grant.account, client: grant.client, scopes: grant.scopes, expires: now.addingTimeInterval(lifetime),
        grant: refresh))
  }

  /// An access token with no refresh token behind it.
  mutating func newAccess(
    account: String, client: String, scopes: [String], lifetime: TimeInterval, at now: Date
  ) -> String {
    add(
      Access(
        account: account, client: client, scopes: scopes, expires: now.addingTimeInterval(lifetime), grant: nil))
  }

  private mutating func add(_ new: Access) -> String {
    let token = "ya29.a0" + random.text(80)
    access[token] = new
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

  /// Revokes by access or refresh token; false when it is unknown or dead already. What is revoked is the consent: every
  /// token the account gave to the project dies with it.
  mutating func revoke(_ token: String) -> Bool {
    let live = grants[token].flatMap { $0.isDead ? nil : $0 }
    guard let account = access[token]?.account ?? live?.account else { return false }
    withdraw(account)
    return true
  }

  /// The person withdraws the consent: everything of this account is dead, and the next sign-in asks again.
  mutating func withdraw(_ account: String) {
    for (token, grant) in grants where grant.account == account { kill(token) }
    access = access.filter { $0.value.account != account }
    consents.withdraw(account)
  }

  /// A changed password ends the grants that reach mail. The consent stays, so the next sign-in may be a silent one.
  mutating func passwordChanged(_ account: String) {
    for (token, grant) in grants where grant.account == account && grant.scopes.contains(where: Scope.isMail) {
      kill(token)
    }
    access = access.filter { $0.value.account != account || !$0.value.scopes.contains(where: Scope.isMail) }
  }

  mutating func expireAccess(of account: String) {
    access = access.filter { $0.value.account != account }
  }

  mutating func setScopes(_ scopes: [String], of account: String) {
    for (token, grant) in grants where grant.account == account && !grant.isDead { grants[token]?.scopes = scopes }
    access = access.filter { $0.value.account != account }
  }
}
