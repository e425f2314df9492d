import GmailSimulator
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Web

struct LeavingTests {
  @Test func `signing out ends this session, here and for whoever copied the cookie`() async throws {
    try await WebFixture.with { fixture in
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let copy = fixture.browser()
      copy.copy(browser)
      let other = try await fixture.browser(signedInAs: "ann@example.com")
      let answer = try await browser.post("/sign-out", token: try await fixture.token(browser))
      #expect(answer.status == 303 && answer.location == "/")
      #expect(browser.cookie("__Host-session") == nil)
      #expect(try await copy.post("/sign-out", token: nil).status == 401)
      #expect(try await other.post("/sign-out", token: nil).status == 403, "the other browser is still signed in")
    }
  }

  @Test func `signing out everywhere ends every session of this person and nobody else's`() async throws {
    try await WebFixture.with { fixture in
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      let phone = try await fixture.browser(signedInAs: "ann@example.com")
      let ben = try await fixture.browser(signedInAs: "ben@example.com")
      #expect(try await browser.post("/sign-out-everywhere", token: try await fixture.token(browser)).status == 303)
      #expect(try await phone.post("/sign-out", token: nil).status == 401)
      #expect(try await ben.post("/sign-out", token: nil).status == 403)
    }
  }

  @Test func `a session ends after its idle time and after its lifetime`() async throws {
    try await WebFixture.with {
      $0.sessionIdle = .seconds(3600)
      $0.sessionLifetime = .seconds(10_000)
    } _: { fixture in
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      for _ in 0..<3 {
        fixture.time.advance(by: 3000)
        #expect(try await browser.post("/sign-out", token: nil).status == 403)
      }
      fixture.time.advance(by: 1001)
      #expect(try await browser.post("/sign-out", token: nil).status == 401, "10,001 seconds have passed")
      let idle = try await fixture.browser(signedInAs: "ann@example.com")
      fixture.time.advance(by: 3601)
      #expect(try await idle.post("/sign-out", token: nil).status == 401)
    }
  }

  @Test func `a page that only looks for news does not keep a session alive`() async throws {
    try await WebFixture.with {
      $0.sessionIdle = .seconds(3600)
    } _: { fixture in
      let browser = try await fixture.browser(signedInAs: "ann@example.com")
      for _ in 0..<3 {
        fixture.time.advance(by: 1100)
        #expect(try await browser.get("/live/home").status == 200)
      }
      fixture.time.advance(by: 301)
      #expect(try await browser.get("/live/home").status != 200)
      #expect(try await browser.post("/sign-out", token: nil).status == 401)
    }
  }

  @Test func `disconnecting tells Google, forgets the tokens and switches the secretary off`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      try await fixture.store.settings.setEnabled(true, for: user.id)
      let answer = try await browser.post("/settings/disconnect", token: try await fixture.token(browser))
      #expect(answer.status == 303 && answer.location == "/settings")
      let credential = try #require(try await fixture.store.credentials.credential(of: user.id))
      #expect(!credential.isConnected && !credential.hasRefreshToken && credential.scopes.isEmpty)
      #expect(try await fixture.store.settings.settings(of: user.id)?.isSwitchedOn == false)
      #expect(try await fixture.store.settings.wanted().isEmpty)
      #expect(await fixture.google.log.entries.contains { $0.call == "revoke" && $0.status == 200 })
      #expect(try await fixture.store.audit.entries(of: user.id, limit: 100).first?.action == "disconnected")
    }
  }

  @Test func `when Google does not answer, disconnecting forgets the tokens and says what is left to do`() async throws
  {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      await fixture.google.add(Fault(.unavailable, path: "/revoke", times: nil))
      let answer = try await browser.post("/settings/disconnect", token: try await fixture.token(browser))
      #expect(answer.status == 200 && answer.text.contains("https://myaccount.google.com/connections"))
      #expect(try await fixture.store.credentials.credential(of: user.id)?.hasRefreshToken == false)
    }
  }
}

extension WebFixture {
  /// The form token on the pages of this browser's session.
  func token(_ browser: TestBrowser) async throws -> String {
    let cookie = Secret(browser.cookie(services.cookies.session.name) ?? "")
    guard let session = try await store.sessions.session(cookie, idle: services.configuration.sessionIdle) else {
      return ""
    }
    return FormToken(services.webKeys).text(for: session)
  }
}
