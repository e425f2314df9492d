import GmailSimulator
import HTTPTypes
import Secretary
import Storage
import Supabase
import Testing

@testable import Web

/// Access tokens of a Supabase project, on the API.
struct APITokenTests {
  @Test func `a token is known by its subject, needs no form token, and reaches its own things only`() async throws {
    try await TokenFixture.with { fixture in
      let ann = try await fixture.client()
      let session = try await ann.get("/api/v1/session")
      #expect(session["user_id"]?.text == fixture.ann.rawValue && session["form_token"] == .null)
      let settings = try await ann.get("/api/v1/settings")
      let changed = try await ann.ask(
        .patch, "/api/v1/settings", ["version": settings["version"] ?? .null, "signature": "Ann"])
      #expect(changed.status == 200 && changed["signature"] == "Ann")
      let ben = try await fixture.web.activeUser("ben@example.com")
      let foreign = try await fixture.web.propose(.to(message: "18c9"), of: ben)
      #expect(try await ann.get("/api/v1/drafts/\(foreign)").status == 404)
    }
  }

  @Test func `a token opens no page`() async throws {
    try await TokenFixture.with { fixture in
      let ann = try await fixture.client()
      for path in ["/settings", "/drafts", "/operator", "/metrics"] {
        let answer = try await ann.browser.get(path, headers: ann.headers)
        #expect(answer.status == 401 || answer.status == 404, "\(path)")
      }
    }
  }

  @Test func `the token decides, not a cookie beside it`() async throws {
    try await TokenFixture.with { fixture in
      let ben = try await fixture.web.browser(signedInAs: "ben@example.com")
      let mixed = APIClient(browser: ben, headers: try await fixture.client().headers)
      #expect(try await mixed.get("/api/v1/session")["user_id"]?.text == fixture.ann.rawValue)
      let broken = APIClient(browser: ben, headers: [.authorization: "Bearer nonsense"])
      #expect(try await broken.get("/api/v1/session").problem == "token-refused")
      let basic = APIClient(browser: ben, headers: [.authorization: "Basic YTpi"])
      #expect(try await basic.get("/api/v1/session").status == 200, "a proxy's password is no token")
    }
  }

  @Test func `what is no good token is refused, with a reason`() async throws {
    try await TokenFixture.with { fixture in
      for (claims, reason) in [
        ([("exp", .int(0))], "expired"), ([("aud", "anon")], "wrong-audience"),
        ([("role", "service_role")], "wrong-role"),
        ([("iss", "https://evil.example/auth/v1")], "wrong-issuer"), ([("is_anonymous", true)], "anonymous"),
      ] as [([(String, JSON?)], String)] {
        let answer = try await fixture.client(claims: claims).get("/api/v1/settings")
        #expect(answer.status == 401 && answer.problem == "token-refused" && answer["reason"]?.text == reason)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer error=\"invalid_token\"")
      }
      let nothing = APIClient(
        browser: fixture.web.browser(), headers: [.authorization: "Bearer \(SimulatedSupabase.key)"])
      #expect(try await nothing.get("/api/v1/settings")["reason"] == "malformed")
    }
  }

  @Test func `who has no account here, or is off the list, is told so`() async throws {
    try await TokenFixture.with { fixture in
      await fixture.web.google.addToSupabase("eve@example.com", password: "a long password")
      let eve = try await fixture.client(of: "eve@example.com").get("/api/v1/settings")
      #expect(eve.status == 403 && eve.problem == "unknown-person")
      #expect(try await fixture.web.store.users.find("eve@example.com") == nil, "a token makes no account")
      // An address is no id: whoever signed up with another's address is not that other.
      await fixture.web.google.addToSupabase("ben@example.com", password: "a long password")
      _ = try await fixture.web.activeUser("ben@example.com")
      #expect(try await fixture.client(of: "ben@example.com").get("/api/v1/settings").problem == "unknown-person")
    }
    try await TokenFixture.with {
      $0.signIn = SignInRule(allowed: ["ben@example.com"])
    } _: { fixture in
      let answer = try await fixture.client().get("/api/v1/settings")
      #expect(answer.problem == "unknown-person")
    }
  }

  @Test func `what cannot be undone asks how the session stands now`() async throws {
    try await TokenFixture.with { fixture in
      let ann = try await fixture.client()
      let draft = try await ann.get("/api/v1/drafts/\(fixture.draft)")
      try await fixture.web.google.endSupabaseSessions(of: "ann@example.com")
      #expect(try await ann.get("/api/v1/drafts").status == 200, "heard of within a minute")
      let approval: JSONValue = [
        "version": draft["version"] ?? .null, "newest_message_id": draft["newest_message_id"] ?? .null,
      ]
      let path = "/api/v1/drafts/\(fixture.draft)/approve"
      let refused = try await ann.post(path, approval)
      #expect(refused.status == 401 && refused["reason"] == "ended")
      #expect(try await fixture.web.store.drafts.draft(fixture.draft, of: fixture.ann)?.status == .proposed)
      for (method, path) in [(HTTPRequest.Method.post, "/api/v1/connection"), (.delete, "/api/v1/connection")] {
        #expect(try await ann.ask(method, path).status == 401)
      }
      #expect(try await ann.get("/api/v1/drafts").status == 401)
      let again = try await fixture.client()
      #expect(try await again.post(path, approval)["status"] == "approved")
    }
  }

  @Test func `while Supabase does not answer, people can read and nothing is approved`() async throws {
    try await TokenFixture.with { fixture in
      let ann = try await fixture.client()
      let draft = try await ann.get("/api/v1/drafts/\(fixture.draft)")
      await fixture.web.google.add(Fault(.unavailable, path: "/auth/v1/user", times: nil))
      fixture.web.time.advance(by: 61)
      #expect(try await ann.get("/api/v1/drafts").status == 200)
      let approval: JSONValue = [
        "version": draft["version"] ?? .null, "newest_message_id": draft["newest_message_id"] ?? .null,
      ]
      let refused = try await ann.post("/api/v1/drafts/\(fixture.draft)/approve", approval)
      #expect(refused.status == 503 && refused.problem == "supabase-unavailable" && refused.headers[.retryAfter] == "5")
    }
  }

  @Test func `no token is logged`() async throws {
    try await TokenFixture.with { fixture in
      let ann = try await fixture.client()
      _ = try await ann.get("/api/v1/settings")
      await fixture.web.google.add(Fault(.unavailable, path: "/auth/v1/user", times: nil))
      _ = try await ann.ask(.delete, "/api/v1/connection")
      let expired = try await fixture.client(claims: [("exp", .int(0))])
      _ = try await expired.get("/api/v1/settings")
      let logged = fixture.web.logged
      #expect(logged.contains("Supabase"), "the operator hears why")
      for part in (ann.headers[.authorization] ?? "").split(whereSeparator: { " .".contains($0) }).dropFirst() {
        #expect(!logged.contains(part))
      }
      #expect(!logged.contains(SimulatedSupabase.key))
    }
  }

  @Test func `without a project no token counts`() async throws {
    try await WebFixture.with { fixture in
      let client = APIClient(browser: fixture.browser(), headers: [.authorization: "Bearer x.y.z"])
      let answer = try await client.get("/api/v1/settings")
      #expect(answer.status == 401 && answer.problem == "token-refused" && answer["reason"] == "no-project")
    }
  }
}

/// A web whose API takes tokens of the simulated project, in which Ann has an account and a draft.
private struct TokenFixture: Sendable {
  let web: WebFixture
  let ann: UserID
  let draft: DraftID

  static func with(
    _ change: @Sendable (inout WebConfiguration) throws -> Void = { _ in },
    _ body: @Sendable (TokenFixture) async throws -> Void
  ) async throws {
    try await WebFixture.with(takingTokens: true, change) { web in
      let person = await web.google.addToSupabase("ann@example.com", password: "a long password")
      let ann = try await web.store.users.add("ann@example.com", id: UserID(person.id))
      try await web.connect(ann, "ann@example.com")
      try await web.store.settings.setEnabled(true, for: ann)
      let draft = try await web.propose(.to(message: "18c1"), of: ann)
      try await body(TokenFixture(web: web, ann: ann, draft: draft))
    }
  }

  /// A front end of somebody's, at another origin, with a new session.
  func client(of email: String = "ann@example.com", claims: [(String, JSON?)] = []) async throws -> APIClient {
    let token = try await web.google.supabaseToken(of: email, base: web.base, claims: claims)
    return APIClient(
      browser: web.browser(),
      headers: [
        .authorization: "Bearer \(token)", .origin: "https://app.example.com", .secFetchSite: "cross-site",
      ])
  }
}
