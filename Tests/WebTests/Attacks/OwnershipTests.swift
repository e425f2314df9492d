import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing

@testable import Web

/// Insecure direct object references, on every route there is: the list is the router's own, so a route that is added is
/// tried as well.
struct OwnershipTests {
  /// What may be asked without signing in.
  private static let open: Set = [
    "/", "/healthz", "/metrics", "/assets/{id}", "/auth/gmail/connect", "/auth/gmail/callback",
    "/api/v1/openapi.json",
  ]

  @Test func `every other route asks to sign in`() async throws {
    try await WebFixture.with { fixture in
      let nobody = fixture.browser()
      var tried = 0
      for route in fixture.server.router().routes where !Self.open.contains(route.path.description) {
        let path = try OwnershipTests.path(route.path.description, of: .nobody)
        let answer =
          route.method == .post
          ? try await nobody.post(path, token: String(repeating: "A", count: 43))
          : try await nobody.send(route.method, path)
        #expect(answer.status == 401, "\(route)")
        tried += 1
      }
      #expect(tried >= 18)
    }
  }

  @Test func `what belongs to somebody else does not exist, on every route that names something`() async throws {
    try await WebFixture.with {
      $0.operators = ["olga@example.com"]
    } _: { fixture in
      let ann = try await fixture.activeUser("ann@example.com")
      _ = try await fixture.activeUser("ben@example.com")
      let draft = try await fixture.propose(.to(message: "18c1"), of: ann)
      try await fixture.see("18c2", of: ann)
      let before = try await fixture.everything(of: ann)
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      let owner = try await fixture.browser(signedInAs: "ann@example.com")
      let things = Things(draft: draft.rawValue, message: "18c2", answered: "18c1", user: ann.rawValue)
      var tried = 0
      for route in fixture.server.router().routes where route.path.description.contains("{") {
        let pattern = route.path.description
        guard !Self.open.contains(pattern) else { continue }
        let path = try Self.path(pattern, of: things)
        let answer =
          SitePath.isAPI(pattern)
          ? try await Self.ask(route.method, path, of: pattern, by: ben, fixture)
          : route.method == .post
            ? try await ben.post(path, Self.fields, token: try await fixture.token(ben))
            : try await ben.send(route.method, path)
        #expect(answer.status == 404, "\(route) → \(answer.status)")
        #expect(!answer.text.contains("Ann's own words"))
        if route.method == .get, !pattern.hasPrefix("/operator") {
          let own = try await owner.get(path)
          #expect(own.status != 404, "the same address works for its owner: \(route)")
        }
        tried += 1
      }
      #expect(tried >= 9)
      #expect(try await fixture.everything(of: ann) == before)
    }
  }

  @Test func `the operator's pages do not exist for others`() async throws {
    try await WebFixture.with {
      $0.operators = ["ann@example.com"]
    } _: { fixture in
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      for path in ["/operator", "/live/operator"] {
        #expect(try await ben.get(path).status == 404)
        #expect(try await ann.get(path).status == 200)
      }
      #expect(try await ben.get("/metrics").status == 404)
      #expect(try await fixture.browser().get("/metrics").status == 404)
      let user = try #require(try await fixture.user("ben@example.com"))
      let token = try await fixture.token(ben)
      #expect(try await ben.post("/operator/\(user.id)/check-now", token: token).status == 404)
    }
  }

  @Test(arguments: [
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2fsite.css", "site.css%00.txt", "site.css/", "..", ".",
    "notice.mustache", "....//site.css", "site.css%2f..%2fsite.css", "\\site.css", "SITE.CSS", "%73ite.css",
  ])
  func `assets are a list of names, not a folder`(_ name: String) async throws {
    try await WebFixture.with { fixture in
      let answer = try await fixture.browser().get("/assets/\(name)")
      #expect(
        answer.status == 404 || (name == "site.css/" && answer.headers[.contentType]?.hasPrefix("text/css") == true))
    }
  }

  @Test(arguments: [
    "%2e%2e", "..%2f..", "'%20OR%201=1", "%00", "%3Cscript%3E", "%ff", String(repeating: "a", count: 5_000),
  ])
  func `an id is only ever looked up`(_ id: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      for path in ["/drafts/\(id)", "/live/drafts/\(id)", "/mail/\(id)/draft"] {
        let answer = try await ann.get(path)
        #expect(answer.status == 404 && !answer.text.contains("<script>"))
      }
      let token = try await fixture.token(ann)
      #expect(try await ann.post("/drafts/\(id)/approve", Self.fields, token: token).status == 404)
      #expect(try await ann.post("/mail/\(id)/draft-anyway", token: token).status == 404)
    }
  }

  private static let fields = [("body", "Mine now."), ("version", "1"), ("instruction", "Shorter"), ("to", "sent")]

  /// The same in JSON, with the members that the route takes.
  private static func ask(
    _ method: HTTPRequest.Method, _ path: String, of pattern: String, by browser: TestBrowser, _ fixture: WebFixture
  ) async throws -> Answer {
    let bodies = [
      "approve": #"{"version":1,"newest_message_id":null}"#, "edit": #"{"version":1,"body":"Mine now."}"#,
      "rewrite": #"{"version":1,"instruction":"Shorter"}"#, "settle": #"{"as":"sent"}"#,
    ]
    let body = pattern.split(separator: "/").last.flatMap { bodies[String($0)] } ?? "{}"
    return try await browser.send(
      method, path,
      headers: [.contentType: "application/json", .formToken: try await fixture.token(browser)],
      body: method == .get ? nil : body)
  }

  /// What the names in a path stand for.
  private struct Things {
    var draft: String
    var message: String
    var answered: String
    var user: String

    static let nobody = Things(draft: "1", message: "2", answered: "3", user: "4")
  }

  struct UnknownName: Error {
    let pattern: String
  }

  private static func path(_ pattern: String, of things: Things) throws -> String {
    let filled =
      switch pattern {
      case "/mail/{id}/draft": pattern.replacing("{id}", with: things.answered)
      case _ where pattern.hasPrefix("/mail/"): pattern.replacing("{id}", with: things.message)
      case _ where pattern.hasPrefix("/api/v1/ledger/"): pattern.replacing("{id}", with: things.message)
      case _
      where pattern.hasPrefix("/api/v1/drafts/") || pattern.hasPrefix("/drafts/") || pattern.hasPrefix("/live/drafts/"):
        pattern.replacing("{id}", with: things.draft)
      default: pattern.replacing("{id}", with: things.user)
      }
    // A route with a new kind of name must be thought about here.
    guard !filled.contains("{") else { throw UnknownName(pattern: pattern) }
    return filled
  }
}
