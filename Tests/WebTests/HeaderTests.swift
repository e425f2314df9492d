import GmailSimulator
import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing

@testable import Web

struct HeaderTests {
  @Test func `every answer tells the browser what to refuse, errors included`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let nobody = fixture.browser()
      var answers = [
        try await nobody.get("/nothing"), try await nobody.get("/settings"),
        try await ann.post("/sign-out", token: nil), try await ann.send(.put, "/settings"),
        try await nobody.get("/auth/gmail/callback"), try await ann.get("/" + String(repeating: "a", count: 9_000)),
      ]
      for route in fixture.server.router().routes where route.method == .get && !route.path.description.contains("{") {
        answers.append(try await ann.get(route.path.description))
        answers.append(try await nobody.get(route.path.description))
        answers.append(try await nobody.send(.head, route.path.description))
      }
      await fixture.store.close()
      let broken = try await ann.get("/settings")
      #expect(broken.status == 500 && broken.text.contains("Something went wrong here"))
      answers.append(broken)
      #expect(answers.count > 20)
      for answer in answers {
        #expect(
          answer.headers[.contentSecurityPolicy]
            == """
            default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'
            """)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.referrerPolicy] == "same-origin")
        #expect(answer.headers[.strictTransportSecurity] == "max-age=63072000")
        #expect(answer.headers[.openerPolicy] == "same-origin")
        #expect(answer.headers[.permissionsPolicy]?.contains("camera=()") == true)
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.server] == nil)
      }
    }
  }

  @Test func `only what its address names by content may be kept`() async throws {
    try await WebFixture.with { fixture in
      let page = try await fixture.browser().get("/")
      let addresses = PageSkeleton(page.text).tags.flatMap(\.attributes).map(\.value).filter {
        $0.hasPrefix("/assets/")
      }
      #expect(addresses.count == 4)
      for address in addresses {
        let asset = try await fixture.browser().get(address)
        #expect(asset.status == 200 && asset.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(asset.cookies.isEmpty)
        let other = try await fixture.browser().get(String(address.prefix { $0 != "?" }))
        #expect(other.headers[.cacheControl] == "no-cache")
      }
    }
  }

  @Test func `a head is the page without its body`() async throws {
    try await WebFixture.with { fixture in
      for path in ["/", "/nothing", "/healthz", "/settings"] {
        let whole = try await fixture.browser().get(path)
        let head = try await fixture.browser().send(.head, path)
        #expect(head.status == whole.status && head.text.isEmpty)
        #expect(head.headers[.contentLength] == whole.headers[.contentLength])
      }
    }
  }

  @Test func `a method a page does not have is told with those it has`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      for method in [HTTPRequest.Method.put, .delete, .patch, .options] {
        let answer = try await ann.send(method, "/settings")
        #expect(answer.status == 405 && answer.headers[.allow] == "GET, HEAD, POST")
      }
      #expect(try await ann.send(.post, "/healthz").headers[.allow] == "GET, HEAD")
      #expect(try await ann.send(.trace, "/settings").status == 404)
      #expect(try await ann.send(.head, "/sign-out").status == 405)
    }
  }

  @Test func `health is asked of the store`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let well = try await browser.get("/healthz")
      #expect(well.text == "ok\n")
      await fixture.store.close()
      let unwell = try await browser.get("/healthz")
      #expect(unwell.status == 503)
    }
  }

  @Test func `neither secrets nor mail are logged, whatever goes wrong`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect?return_to=/settings&account=ann@example.com")
      let back = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      _ = try await browser.get(fixture.pathOfCallback(back.header("location")))
      let user = try #require(try await fixture.user("ann@example.com"))
      try await fixture.store.settings.setEnabled(true, for: user.id)
      let draft = try await fixture.propose(.to(message: "18c1"), of: user.id)
      let token = try await fixture.token(browser)
      let session = try #require(browser.cookie("__Host-session"))
      let mark = try #require(browser.cookie("__Host-oauth"))
      for path in ["/", "/drafts/\(draft)", "/mail?q=Roof", "/nothing/Roof", "/drafts/Roof"] {
        _ = try await browser.get(path)
      }
      _ = try await browser.post("/drafts/\(draft)/edit", [("body", "Roof tiles"), ("version", "1")], token: token)
      _ = try await browser.post("/drafts/\(draft)/edit", [("body", "Roof tiles"), ("version", "1")], token: "wrong")
      let tokens = try await fixture.google.credentials(of: "ann@example.com")
      await fixture.store.close()
      _ = try await browser.get("/drafts/\(draft)")
      _ = try await browser.get(fixture.pathOfCallback(back.header("location")))
      let logged = fixture.logged
      #expect(logged.contains("/drafts/{id}") && logged.contains("error"))
      for secret in [
        session, mark, token, tokens.accessToken, tokens.refreshToken, parameter("state", of: away.location),
        parameter("nonce", of: away.location), parameter("code", of: back.header("location")), "Roof", "roof",
        "bob@stone.example", "ann@example.com", draft.rawValue, "SELECT", "return_to",
      ] {
        let text = try #require(secret)
        #expect(!logged.contains(text), "\(text)")
      }
    }
  }
}
