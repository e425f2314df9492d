import GmailSimulator
import Testing

struct CodeExchangeTests {
  let google = SimulatedGoogle()
  let anna = "anna@example.com"

  private func code(_ changes: [String: String?] = [:]) async throws -> String {
    await google.addUser(anna)
    return try #require(try await SignIn(google, changes).consent(as: anna)["code"])
  }

  @Test func `a code gives tokens that are not stored by a cache`() async throws {
    let answer = await SignIn(google).exchange(try await code())
    #expect(answer.header("Cache-Control") == "no-store")
    let tokens = try answer.json
    #expect(tokens["expires_in"]?.whole == 3599)
    #expect(tokens["token_type"]?.text == "Bearer")
    #expect(tokens["refresh_token"]?.text?.hasPrefix("1//0") == true)
    #expect(tokens["refresh_token_expires_in"] == nil)
    #expect(tokens.scopes == ["openid", SignIn.address, SignIn.modify])
    var person = await Person(google, "anna")
    person.token = try #require(tokens["access_token"]?.text)
    #expect(try await person.get("profile")["emailAddress"]?.text == anna)
  }

  @Test func `a code is good once`() async throws {
    let code = try await code()
    #expect(await SignIn(google).exchange(code).status == 200)
    #expect(await SignIn(google).exchange(code).refusal == "Bad Request")
  }

  @Test(arguments: [(599.0, 200), (600.0, 400)])
  func `a code is good for ten minutes`(seconds: Double, status: Int) async throws {
    let code = try await code()
    await google.advanceClock(by: seconds)
    #expect(await SignIn(google).exchange(code).status == status)
  }

  @Test func `a refused exchange does not spend the code`() async throws {
    let code = try await code()
    #expect(await SignIn(google).exchange(code, ["code_verifier": nil]).status == 400)
    #expect(await SignIn(google).exchange(code).status == 200)
  }

  @Test(
    arguments: [
      (["code": "4%2F0Aabc"], 400, "Malformed auth code."), (["code": "4/0Aabc"], 400, "Bad Request"),
      (["code": nil], 400, "Missing required parameter: code"),
      (["redirect_uri": SignIn.back + "/"], 400, "Bad Request"),
      (["redirect_uri": nil], 400, "Missing required parameter: redirect_uri"),
      (["code_verifier": nil], 400, "Missing code verifier."),
      (["code_verifier": String(repeating: "w", count: 43)], 400, "Invalid code verifier."),
      (["code_verifier": "v"], 400, "Invalid code verifier."),
      (["client_secret": "x"], 401, "Unauthorized"), (["client_id": "x"], 401, "The OAuth client was not found."),
    ] as [([String: String?], Int, String)])
  func `a wrong exchange is refused in Google's words`(changes: [String: String?], status: Int, words: String)
    async throws
  {
    let answer = await SignIn(google).exchange(try await code(), changes)
    #expect(answer.status == status)
    #expect(answer.refusal == words)
  }

  @Test func `a redirect address that differs is called so`() async throws {
    let answer = await SignIn(google).exchange(try await code(), ["redirect_uri": "http://localhost/"])
    #expect(try answer.json["error"]?.text == "redirect_uri_mismatch")
  }

  @Test func `a plain challenge is its own verifier, also when no method is named`() async throws {
    for method in ["plain", nil] {
      let plain = ["code_challenge": SignIn.verifier, "code_challenge_method": method]
      #expect(await SignIn(google).exchange(try await code(plain)).status == 200)
      let other = String(repeating: "w", count: 43)
      #expect(await SignIn(google).exchange(try await code(plain), ["code_verifier": other]).status == 400)
    }
  }

  @Test func `a challenge taken out on the way is noticed by its verifier`() async throws {
    let without = ["code_challenge": nil, "code_challenge_method": nil] as [String: String?]
    #expect(await SignIn(google).exchange(try await code(without)).refusal == "Invalid code verifier.")
    #expect(await SignIn(google).exchange(try await code(without), ["code_verifier": nil]).status == 200)
  }

  @Test(
    arguments: [
      (["access_type": "online"], false, false), ([:], true, false), (["prompt": "consent"], true, true),
      (["prompt": "consent", "access_type": "online"], false, false),
    ] as [([String: String], Bool, Bool)])
  func `a refresh token comes with the first consent or a forced one, for offline access`(
    changes: [String: String], first: Bool, second: Bool
  ) async throws {
    await google.addUser(anna)
    let signIn = SignIn(google, changes)
    #expect((try await signIn.tokens(of: anna)["refresh_token"] != nil) == first)
    #expect((try await signIn.tokens(of: anna)["refresh_token"] != nil) == second)
  }

  @Test func `a fault can be aimed at the exchange of one person`() async throws {
    let code = try await code()
    await google.add(Fault(.unavailableJSON, path: "/token", account: "bert@example.com"))
    #expect(await SignIn(google).exchange(code).status == 200)
    await google.add(Fault(.reset, .after, path: "/token", account: anna))
    #expect(await SignIn(google).exchange(try await self.code()).delivery == .reset)
  }
}
