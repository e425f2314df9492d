import FoundationEssentials
import GmailSimulator
import Testing
import Vault

struct IdentityTests {
  let google = SimulatedGoogle()

  @Test func `an id_token says who signed in, to whom and for how long`() async throws {
    await google.addUser("anna@example.com", name: "Anna Arnold")
    let tokens = try await SignIn(google).tokens(of: "anna")
    let claims = try tokens.identity
    let client = google.configuration.clientID
    #expect(claims["iss"]?.text == "http://localhost:8025")
    #expect(claims["aud"]?.text == client)
    #expect(claims["azp"]?.text == client)
    #expect(claims["nonce"]?.text == "once")
    #expect(claims["email"]?.text == "anna@example.com")
    #expect(claims["email_verified"]?.flag == true)
    #expect(claims["hd"]?.text == "example.com")
    #expect(claims["name"] == nil)
    let subject = try #require(claims["sub"]?.text)
    #expect(subject.count == 21 && subject.allSatisfy(\.isNumber))
    let issued = try #require(claims["iat"]?.whole)
    #expect(claims["exp"]?.whole == issued + 3600)
    let hash = SHA256.bytes(Array(try #require(tokens["access_token"]?.text).utf8)).prefix(16)
    #expect(claims["at_hash"]?.text == Base64URL.encode(Array(hash)))
  }

  @Test func `it has an address and a name only when they were asked for, and a domain only outside Gmail`()
    async throws
  {
    await google.addUser("cora@gmail.com", name: "Cora Cook")
    let bare = try await SignIn(google, ["scope": "openid"]).identity(of: "cora@gmail.com")
    #expect(bare["sub"] != nil)
    #expect(bare["email"] == nil)
    #expect(bare["hd"] == nil)
    let named = try await SignIn(google, ["scope": "profile"]).identity(of: "cora@gmail.com")
    #expect(named["given_name"]?.text == "Cora")
    #expect(named["family_name"]?.text == "Cook")
    let mail = SignIn(google, ["scope": SignIn.modify])
    #expect(try await mail.tokens(of: "cora@gmail.com")["id_token"] == nil)
  }

  @Test func `a refresh gives a fresh one without the nonce`() async throws {
    await google.addUser("anna@example.com")
    let token = try #require(try await SignIn(google).tokens(of: "anna")["refresh_token"]?.text)
    let claims = try await google.refresh(token).json.identity
    #expect(claims["sub"] != nil)
    #expect(claims["nonce"] == nil)
  }

  @Test func `the subject outlives revoked tokens and differs between people`() async throws {
    await google.addUser("anna@example.com")
    await google.addUser("bert@example.com")
    let anna = try await SignIn(google).identity(of: "anna")["sub"]
    try await google.revokeAccess(of: "anna@example.com")
    #expect(try await SignIn(google).identity(of: "anna")["sub"] == anna)
    #expect(try await SignIn(google).identity(of: "bert")["sub"] != anna)
  }

  @Test func `a replaced key stays published for a day`() async throws {
    await google.addUser("anna@example.com")
    let before = try await SignIn(google, ["prompt": "consent"]).tokens(of: "anna").keyID
    try await google.rotateSigningKeys()
    let after = try await SignIn(google, ["prompt": "consent"]).tokens(of: "anna").keyID
    #expect(before != after)
    #expect(try await published() == [before, after])
    // The simulated clock goes on by itself, so not to the very second.
    await google.advanceClock(by: 86_300)
    #expect(try await published() == [before, after])
    await google.advanceClock(by: 100)
    #expect(try await published() == [after])
  }

  private func published() async throws -> [String?] {
    let answer = await google.answer(SimulatedRequest(method: "GET", path: "/oauth2/v3/certs"))
    #expect(answer.header("Cache-Control")?.contains("max-age=21600") == true)
    return try #require(try answer.json["keys"]?.list).map { $0["kid"]?.text }
  }

  @Test func `discovery names every address below the simulator's own`() async throws {
    let answer = await google.answer(
      SimulatedRequest(method: "GET", path: "/.well-known/openid-configuration", headers: ["host": "localhost:8025"]))
    let found = try answer.json
    #expect(found["issuer"]?.text == "http://localhost:8025")
    for name in ["authorization_endpoint", "token_endpoint", "userinfo_endpoint", "revocation_endpoint", "jwks_uri"] {
      #expect(found[name]?.text?.hasPrefix("http://localhost:8025/") == true, "\(name)")
    }
    await google.setIssuer("https://accounts.google.com")
    await google.addUser("anna@example.com")
    #expect(try await SignIn(google).identity(of: "anna")["iss"]?.text == "https://accounts.google.com")
  }

  @Test func `userinfo and tokeninfo tell what the token covers`() async throws {
    await google.addUser("anna@example.com", name: "Anna Arnold")
    let tokens = try await SignIn(google).tokens(of: "anna")
    let token = try #require(tokens["access_token"]?.text)
    let info = try await told("/v1/userinfo", token).json
    #expect(info["sub"] == (try tokens.identity)["sub"])
    #expect(info["email"]?.text == "anna@example.com")
    #expect(info["name"] == nil)
    #expect(try await told("/oauth2/v2/userinfo", token).json["id"] == info["sub"])
    let facts = try await told("/tokeninfo", token, query: "access_token=\(token)").json
    #expect(facts["sub"] == info["sub"])
    #expect(facts["expires_in"]?.text != nil)
    #expect(facts.scopes.contains(SignIn.modify))
    let mail = try await SignIn(google, ["scope": SignIn.modify]).tokens(of: "anna")
    #expect(await told("/v1/userinfo", try #require(mail["access_token"]?.text)).status == 401)
    #expect(await told("/v1/userinfo", "unknown").status == 401)
  }

  private func told(_ path: String, _ token: String, query: String = "") async -> SimulatedAnswer {
    await google.answer(
      SimulatedRequest(method: "GET", path: path, query: query, headers: ["authorization": "Bearer \(token)"]))
  }
}

extension SignIn {
  /// The claims about a person who consents to everything.
  func identity(of person: String) async throws -> JSON { try await tokens(of: person).identity }
}

extension JSON {
  /// The claims in the `id_token` of a token response.
  var identity: JSON { get throws { try part(1) } }

  var keyID: String? { get throws { try part(0)["kid"]?.text } }

  private func part(_ index: Int) throws -> JSON {
    let parts = try #require(self["id_token"]?.text).split(separator: ".")
    let bytes = try #require(Base64URL.decode(String(parts[index])))
    return try #require(JSON.parse(bytes))
  }
}
