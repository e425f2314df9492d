import Foundation
import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing

@testable import Web

struct APIRouteTests {
  @Test func `the connection is told, begun and taken away`() async throws {
    try await WebFixture.with {
      $0.returnTo = ["https://app.example.com"]
    } _: { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let none = try await ann.get("/api/v1/connection")
      #expect(none["is_connected"] == .bool(false) && none["email_address"] == .null)
      let begun = try await ann.post("/api/v1/connection", ["return_to": "https://app.example.com/settings"])
      let url = try #require(begun["url"]?.text)
      #expect(url.hasPrefix(WebFixture.site + "/auth/gmail/connect?return_to=https%3A%2F%2Fapp.example.com%2Fsettings"))
      #expect(url.hasSuffix("&account=ann%40example.com"))
      for elsewhere in ["https://evil.example/", "//evil.example", "https://app.example.com.evil.example/"] {
        let answer = try await ann.post("/api/v1/connection", ["return_to": .string(elsewhere)])
        #expect(answer.status == 422 && answer.wrongFields == ["return_to"])
      }
      let user = try #require(try await fixture.user("ann@example.com"))
      try await fixture.connect(user.id, user.address)
      #expect(try await ann.get("/api/v1/connection")["is_connected"] == .bool(true))
      let left = try await ann.ask(.delete, "/api/v1/connection")
      #expect(left["is_connected"] == .bool(false) && left["google_was_told"]?.flag != nil)
    }
  }

  @Test func `no answer of the API has a token of Google's`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let id = try await fixture.propose(.to(message: "18c1"), of: user)
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      for route in fixture.server.router().routes
      where route.method == .get && SitePath.isAPI(route.path.description) {
        let answer = try await browser.get(route.path.description.replacing("{id}", with: id.rawValue))
        #expect(answer.status == 200, "\(route)")
        for secret in ["access_token", "refresh_token", "sealed", "\"access\"", "\"refresh\""] {
          #expect(!answer.text.contains(secret) || route.path.description.hasSuffix("openapi.json"), "\(route)")
        }
      }
    }
  }

  @Test func `the ledger says what became of each message, and takes a wish`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      try await fixture.propose(.to(message: "18c1"), of: user)
      fixture.time.advance(by: 60)
      try await fixture.see("18c2", of: user)
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let all = try await ann.get("/api/v1/ledger")["items"]?.items ?? []
      #expect(all.map { $0["gmail_message_id"] } == ["18c2", "18c1"])
      #expect(all[0]["state"] == "set_aside" && all[0]["reason"] == "It came through a mailing list.")
      #expect(all[1]["state"] == "drafted" && all[1]["draft_status"] == "proposed")
      #expect(try await ann.get("/api/v1/ledger?state=drafted")["items"]?.items?.count == 1)
      #expect(try await ann.get("/api/v1/ledger?q=roof")["items"]?.items?.count == 1)
      #expect(try await ann.get("/api/v1/ledger?state=lost").status == 400)
      let wanted = try await ann.post("/api/v1/ledger/18c2/draft-anyway")
      #expect(wanted["wanted"] == .bool(true) && wanted["state"] == "seen")
      #expect(try await ann.post("/api/v1/ledger/18c2/draft-anyway").status == 200, "asking twice is asking once")
      #expect(try await ann.post("/api/v1/ledger/18c9/draft-anyway").status == 404)
    }
  }

  @Test func `the status says what the start page says, and a check is asked for`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      #expect(try await ann.get("/api/v1/status")["state"] == "not_connected")
      #expect(try await ann.post("/api/v1/check-now").problem == "not-active")
      let user = try await fixture.activeUser("ann@example.com")
      try await fixture.propose(.to(message: "18c1"), of: user)
      let status = try await ann.get("/api/v1/status")
      #expect(status["drafts"]?["proposed"] == .integer(1) && status["headline"]?.text?.isEmpty == false)
      #expect(try await ann.post("/api/v1/check-now").status == 202)
    }
  }

  @Test func `errors are problem documents, wherever they come from`() async throws {
    try await WebFixture.with { fixture in
      let nobody = APIClient(browser: fixture.browser())
      let unknown = try await nobody.get("/api/v1/settings")
      #expect(unknown.status == 401 && unknown.problem == "sign-in-needed")
      #expect(unknown.headers[.wwwAuthenticate] == "Bearer")
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      for (method, path, status) in [
        (HTTPRequest.Method.get, "/api/v1/nothing", 404), (.get, "/api/v1/drafts/nobody-s", 404),
        (.put, "/api/v1/settings", 405), (.get, "/api/v1/settings?q=" + String(repeating: "a", count: 9_000), 414),
      ] {
        let answer = try await ann.ask(method, path)
        #expect(answer.status == status && answer.problem == "about:blank" && answer["status"] == .integer(status))
      }
      #expect(try await ann.ask(.put, "/api/v1/settings").headers[.allow] == "GET, HEAD, PATCH")
    }
  }

  @Test func `a body has a limit, a type, and is one object`() async throws {
    try await WebFixture.with {
      $0.limits.form = 1_000
    } _: { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      func send(_ body: String, _ type: String?, length: Int? = nil) async throws -> Int {
        var headers = ann.headers
        headers[.contentType] = type
        headers[.contentLength] = length.map { "\($0)" }
        return try await ann.browser.send(.patch, "/api/v1/settings", headers: headers, body: body).status
      }
      let large = "{\"signature\":\"" + String(repeating: "a", count: 1_000) + "\"}"
      #expect(try await send(large, "application/json") == 413)
      #expect(try await send(large, "application/json", length: 10) == 413, "whatever length it claims")
      #expect(try await send("{}", "application/json", length: 1_000_000) == 413)
      #expect(try await send("{}", "text/plain") == 415)
      #expect(try await send("{}", nil) == 415)
      for broken in ["{", "[]", "1", "{\"version\":1}x", "\u{0}", String(repeating: "[", count: 900)] {
        #expect(try await send(broken, "application/json") == 400, "\(broken.prefix(20))")
      }
      #expect(try await send("{\"version\": 0}", "Application/JSON; charset=utf-8") == 200)
    }
  }
}
