import GmailSimulator
import Testing

/// How refresh tokens die, and what a person has to do then.
struct GrantLifeTests {
  let google = SimulatedGoogle()
  let anna = "anna@example.com"
  static let expired = "Token has been expired or revoked."

  private func refreshToken(_ changes: [String: String?] = [:]) async throws -> String {
    if await !google.users.contains(anna) { await google.addUser(anna) }
    var changes = changes
    changes["prompt"] = "consent"
    return try #require(try await SignIn(google, changes).tokens(of: anna)["refresh_token"]?.text)
  }

  @Test func `six months without use end it, and every use begins them anew`() async throws {
    let token = try await refreshToken()
    await google.advanceClock(by: 181 * 86_400)
    #expect(await google.refresh(token).status == 200)
    await google.advanceClock(by: 181 * 86_400)
    #expect(await google.refresh(token).status == 200)
    await google.advanceClock(by: 182 * 86_400)
    #expect(await google.refresh(token).refusal == Self.expired)
  }

  @Test func `in Testing status mail scopes last seven days and signing in lasts`() async throws {
    var configuration = SimulatorConfiguration()
    configuration.isTestingProject = true
    let google = SimulatedGoogle(configuration: configuration)
    await google.addUser(anna)
    let mail = try await SignIn(google).tokens(of: anna)
    #expect(mail["refresh_token_expires_in"]?.whole == 604_799)
    let identity = try await SignIn(google, ["scope": "openid email", "prompt": "consent"]).tokens(of: anna)
    #expect(identity["refresh_token_expires_in"] == nil)
    await google.advanceClock(by: 604_799)
    #expect(await google.refresh(try #require(mail["refresh_token"]?.text)).refusal == Self.expired)
    #expect(await google.refresh(try #require(identity["refresh_token"]?.text)).status == 200)
  }

  @Test func `the hundred and first refresh token kills the oldest`() async throws {
    let first = try await refreshToken()
    await google.advanceClock(by: 1)
    let second = try await refreshToken()
    for _ in 0..<98 {
      await google.advanceClock(by: 1)
      _ = try await refreshToken()
    }
    // The account came with tokens of its own, which were the oldest of the hundred and one.
    #expect(await google.refresh(first).status == 200)
    await google.advanceClock(by: 1)
    _ = try await refreshToken()
    #expect(await google.refresh(first).refusal == Self.expired)
    #expect(await google.refresh(second).status == 200)
  }

  @Test func `a changed password ends what reaches mail and leaves the consent`() async throws {
    let mail = try await refreshToken()
    let identity = try await refreshToken(["scope": "openid email"])
    try await google.changePassword(of: anna)
    #expect(await google.refresh(mail).refusal == Self.expired)
    #expect(await google.refresh(identity).status == 200)
    let silent = try await SignIn(google).tokens(of: anna)
    #expect(silent["access_token"] != nil)
    #expect(silent["refresh_token"] == nil)
  }

  @Test func `revoking any token withdraws the whole consent`() async throws {
    let one = try await refreshToken()
    let two = try await SignIn(google).tokens(of: anna)
    let access = try #require(two["access_token"]?.text)
    let revoked = await google.answer(
      SimulatedRequest(method: "POST", path: "/revoke", body: Array("token=\(access)".utf8)))
    #expect(revoked.status == 200)
    #expect(await google.refresh(one).refusal == Self.expired)
    var person = Person(google, address: anna, token: access)
    #expect(await person.send("GET", "profile").status == 401)
    #expect(await SignIn(google).visit().pageID == "consent")
    person.token = try #require(try await SignIn(google).tokens(of: anna)["access_token"]?.text)
    #expect(await person.send("GET", "profile").status == 200)
  }

  @Test func `a domain that wants a new sign-in says invalid_rapt until there was one`() async throws {
    let token = try await refreshToken()
    try await google.setCondition(.reauthenticationRequired, of: anna)
    let refused = try await google.refresh(token).json
    #expect(refused["error"]?.text == "invalid_grant")
    #expect(refused["error_subtype"]?.text == "invalid_rapt")
    _ = try await SignIn(google).tokens(of: anna)
    #expect(await google.refresh(token).status == 200)
  }

  @Test func `an administrator who forbids ends the refreshing without ending the grant`() async throws {
    let token = try await refreshToken()
    try await google.setCondition(.adminPolicyEnforced, of: anna)
    #expect(try await google.refresh(token).json["error"]?.text == "admin_policy_enforced")
    try await google.setCondition(.normal, of: anna)
    #expect(await google.refresh(token).status == 200)
  }
}
