import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing

@testable import Web

/// Who may ask in somebody's name: cross-site request forgery and CORS.
struct APIOriginTests {
  @Test func `with a session nothing is changed without its own form token`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let other = try await APIClient.ofSession("ben@example.com", fixture)
      let right = ann.headers[.formToken] ?? ""
      for route in fixture.apiChanges {
        for token in [nil, "", "x", String(right.dropLast()), right + "A", other.headers[.formToken]] {
          var forged = ann
          forged.headers[.formToken] = token
          let answer = try await forged.ask(route.method, route.path, [:])
          #expect(answer.status == 403 && answer.problem == "foreign-token", "\(route)")
        }
      }
      #expect(fixture.apiChanges.count >= 11)
      #expect(try await ann.get("/api/v1/session")["form_token"]?.text == right, "a page of ours can read it")
    }
  }

  @Test(arguments: [
    ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "https://app.example.com"),
    ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
  ])
  func `a page of another site cannot use a session, even with its token`(_ name: String, _ value: String) async throws
  {
    try await WebFixture.with {
      $0.apiOrigins = ["https://app.example.com"]
    } _: { fixture in
      var ann = try await APIClient.ofSession("ann@example.com", fixture)
      ann.headers[try #require(HTTPField.Name(name))] = value
      for route in fixture.apiChanges {
        let answer = try await ann.ask(route.method, route.path, [:])
        #expect(answer.status == 403 && answer.problem == "foreign-origin", "\(route)")
      }
    }
  }

  @Test func `pages of configured origins may ask, and never with cookies`() async throws {
    try await WebFixture.with {
      $0.apiOrigins = ["https://app.example.com"]
    } _: { fixture in
      var page = APIClient(browser: fixture.browser())
      page.headers = [.origin: "https://app.example.com", .requestedMethod: "PATCH"]
      let preflight = try await page.ask(.options, "/api/v1/settings")
      #expect(preflight.status == 204)
      #expect(preflight.headers[.accessControlAllowOrigin] == "https://app.example.com")
      #expect(preflight.headers[.accessControlAllowMethods] == "GET, POST, PATCH, DELETE")
      #expect(preflight.headers[.accessControlAllowHeaders] == "Authorization, Content-Type")
      #expect(preflight.headers[.accessControlAllowCredentials] == nil && preflight.headers[.vary] == "Origin")
      let refused = try await page.get("/api/v1/settings")
      #expect(refused.status == 401)
      #expect(refused.headers[.accessControlAllowOrigin] == "https://app.example.com", "so that the page can read why")
    }
  }

  @Test(arguments: [
    "https://evil.example", "null", "http://app.example.com", "https://app.example.com:8443",
    "https://app.example.com.evil.example", "*",
  ])
  func `other origins are told nothing`(_ origin: String) async throws {
    try await WebFixture.with {
      $0.apiOrigins = ["https://app.example.com"]
    } _: { fixture in
      var page = APIClient(browser: fixture.browser())
      page.headers = [.origin: origin, .requestedMethod: "GET"]
      let preflight = try await page.ask(.options, "/api/v1/settings")
      #expect(preflight.status == 405 && preflight.headers[.accessControlAllowOrigin] == nil)
      #expect(try await page.get("/api/v1/openapi.json").headers[.accessControlAllowOrigin] == nil)
    }
  }

  @Test func `pages are not opened to other origins with the API`() async throws {
    try await WebFixture.with {
      $0.apiOrigins = ["https://app.example.com"]
    } _: { fixture in
      let answer = try await fixture.browser().get("/", headers: [.origin: "https://app.example.com"])
      #expect(answer.status == 200 && answer.headers[.accessControlAllowOrigin] == nil)
    }
  }
}

extension WebFixture {
  /// Every request of the API that changes something, with a made-up id.
  var apiChanges: [(method: HTTPRequest.Method, path: String)] {
    server.router().routes.filter { SitePath.isAPI($0.path.description) && ![.get, .head].contains($0.method) }
      .map { ($0.method, $0.path.description.replacing("{id}", with: "18c1")) }
  }
}
