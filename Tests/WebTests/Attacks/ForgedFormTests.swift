import HTTPTypes
import Hummingbird
import Secretary
import Storage
import Testing
import Vault

@testable import Web

/// Cross-site request forgery: a form that did not come from a page of ours, made for this very session, does nothing.
struct ForgedFormTests {
  @Test func `every form without the session's own token is refused`() async throws {
    try await WebFixture.with {
      $0.operators = ["ann@example.com"]
    } _: { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let phone = try await fixture.browser(signedInAs: "ann@example.com")
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      let right = try await fixture.token(ann)
      let wrong = [
        nil, "", "x", String(right.dropLast()), right + "A", String(right.reversed()), try await fixture.token(phone),
        try await fixture.token(ben), fixture.services.webKeys.sign("nonce", "x"),
      ]
      for route in fixture.formRoutes {
        for token in wrong {
          let answer = try await ann.post(route, token: token)
          #expect(answer.status == 403, "\(route) with \(token ?? "no token")")
        }
      }
      #expect(!fixture.formRoutes.isEmpty)
      #expect(try await ann.post("/sign-out", token: right).status == 303, "the right token still works")
    }
  }

  @Test(arguments: [
    ("Origin", "https://evil.example"), ("Origin", "null"), ("Origin", "http://secretary.example.com"),
    ("Origin", "https://secretary.example.com:8443"), ("Origin", "https://secretary.example.com.evil.example"),
    ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Sec-Fetch-Site", "nonsense"),
  ])
  func `a form from another site is refused even with the right token`(_ name: String, _ value: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      let field = try #require(HTTPField.Name(name))
      for route in fixture.formRoutes {
        #expect(try await ann.post(route, token: token, headers: [field: value]).status == 403, "\(route)")
      }
    }
  }

  @Test func `a browser that says nothing of where the form was is trusted for the token alone`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let silent: HTTPFields = [.origin: "", .secFetchSite: ""]
      #expect(try await ann.post("/sign-out", token: nil, headers: silent).status == 403)
      let token = try await fixture.token(ann)
      #expect(try await ann.post("/sign-out", token: token, headers: silent).status == 303)
    }
  }

  @Test(arguments: ["text/plain", "application/json", "multipart/form-data; boundary=x", "", "text/html"])
  func `what is not a form is not read as one`(_ type: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      let answer = try await ann.post("/sign-out", token: token, headers: [.contentType: type])
      #expect(answer.status == 415)
    }
  }

  @Test func `a token in the address is no token`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      #expect(try await ann.post("/sign-out?form_token=\(token)", token: nil).status == 403)
    }
  }

  @Test func `nothing is changed by a GET, whatever it is called`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let token = try await fixture.token(ann)
      for route in fixture.formRoutes where !fixture.hasPage(route) {
        let answer = try await ann.get("\(route)?form_token=\(token)&_method=POST")
        #expect(answer.status == 405 && answer.headers[.allow] == "POST", "\(route)")
      }
    }
  }

  @Test func `a form that comes after signing out shows what was typed, to its own page only`() async throws {
    try await WebFixture.with { fixture in
      let nobody = fixture.browser()
      let typed = [("body", "Dear Bob, <i>Thursday</i> suits me.")]
      let own = try await nobody.post("/drafts/1/edit", typed, token: "x")
      #expect(own.status == 401 && own.text.contains("Dear Bob, &lt;i&gt;Thursday&lt;/i&gt; suits me."))
      let foreign = try await nobody.post(
        "/drafts/1/edit", typed, token: "x", headers: [.origin: "https://evil.example", .secFetchSite: "cross-site"])
      #expect(foreign.status == 401 && !foreign.text.contains("Thursday"))
      let silent = try await nobody.post(
        "/drafts/1/edit", typed, token: "x", headers: [.origin: "", .secFetchSite: ""])
      #expect(silent.status == 401 && !silent.text.contains("Thursday"))
    }
  }

  @Test func `a form of an earlier session shows what was typed and changes nothing`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let earlier = try await fixture.token(ann)
      let again = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await again.post("/settings", [("signature", "Ann")], token: earlier)
      #expect(answer.status == 403 && answer.text.contains("This page was out of date"))
      #expect(answer.text.contains(">\nAnn</textarea>") || answer.text.contains("Ann"))
    }
  }
}

extension WebFixture {
  /// Every path a form can be posted to, with made-up ids. The API takes no forms (`APIOriginTests`).
  var formRoutes: [String] {
    server.router().routes.filter { $0.method == .post && !SitePath.isAPI($0.path.description) }.map {
      Self.filled($0.path.description)
    }
  }

  func hasPage(_ path: String) -> Bool {
    server.router().routes.contains { $0.method == .get && Self.filled($0.path.description) == path }
  }

  private static func filled(_ pattern: String) -> String {
    pattern.replacing("{id}", with: "18c1")
  }
}
