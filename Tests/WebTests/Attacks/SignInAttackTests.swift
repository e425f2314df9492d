import Gmail
import GmailSimulator
import HTTPTypes
import Secretary
import Storage
import Testing

@testable import Web

/// What can be tried with the two addresses of signing in.
struct SignInAttackTests {
  @Test func `a state that was never ours is refused`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await browser.get("/auth/gmail/connect")
      for state in ["", "x", String(repeating: "A", count: 43), "' OR 1=1 --", "%00", "a&state=b"] {
        let answer = try await browser.get("/auth/gmail/callback?state=\(Web.FormFields.encoded(state))&code=4/0A")
        #expect(answer.status == 400, "\(state)")
      }
      #expect(try await browser.get("/auth/gmail/callback?code=4/0A").status == 400)
      #expect(try await browser.get("/auth/gmail/callback").status == 400)
      #expect(browser.cookie("__Host-session") == nil)
      #expect(await fixture.google.log.entries.allSatisfy { $0.call != "token" }, "Google is asked about none of it")
    }
  }

  @Test func `a state works once`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      let back = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      let path = fixture.pathOfCallback(back.header("location"))
      #expect(try await browser.get(path).status == 303)
      browser.plant("__Host-session", nil)
      let replayed = try await browser.get(path)
      #expect(replayed.status == 400 && replayed.cookies.isEmpty)
    }
  }

  @Test func `a state of another browser is refused, and still works in its own`() async throws {
    try await WebFixture.with { fixture in
      let (mallory, victim) = (fixture.browser(), fixture.browser())
      _ = try await victim.get("/auth/gmail/connect")
      let away = try await mallory.get("/auth/gmail/connect")
      let back = await fixture.google.consent(at: away.location ?? "", as: "ben@example.com")
      let path = fixture.pathOfCallback(back.header("location"))
      #expect(try await victim.get(path).status == 400, "nobody can be signed in as somebody else by a link")
      #expect(try await fixture.browser().get(path).status == 400, "nor a browser that never asked")
      #expect(victim.cookie("__Host-session") == nil)
      #expect(await fixture.google.log.entries.allSatisfy { $0.call != "token" }, "Google is asked about none of it")
      #expect(try await mallory.get(path).status == 303)
    }
  }

  @Test func `a state is over after ten minutes`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      fixture.time.advance(by: 601)
      let back = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      let answer = try await browser.get(fixture.pathOfCallback(back.header("location")))
      #expect(answer.status == 400 && answer.text.contains("took too long"))
    }
  }

  @Test func `a connection begun in one session does not end in another`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let away = try await browser.get("/auth/gmail/connect")
      let back = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      let path = fixture.pathOfCallback(back.header("location"))
      browser.plant("__Host-session", nil)
      let answer = try await browser.get(path)
      #expect(answer.status == 400 && answer.text.contains("signed in differently"))
    }
  }

  @Test func `a code that somebody else obtained cannot be slipped in`() async throws {
    try await WebFixture.with { fixture in
      let (mallory, victim) = (fixture.browser(), fixture.browser())
      let stolen = try await mallory.get("/auth/gmail/connect")
      let backThere = await fixture.google.consent(at: stolen.location ?? "", as: "ben@example.com")
      let code = try #require(parameter("code", of: backThere.header("location")))
      let away = try await victim.get("/auth/gmail/connect")
      let state = try #require(parameter("state", of: away.location))
      let answer = try await victim.get("/auth/gmail/callback?state=\(state)&code=\(Web.FormFields.encoded(code))")
      #expect(answer.status == 403 && victim.cookie("__Host-session") == nil)
      #expect(try await fixture.user("ben@example.com") == nil)
    }
  }

  @Test(arguments: ["code_challenge", "code_challenge_method", "nonce", "state"])
  func `a request that lost its proof on the way to Google signs nobody in`(_ lost: String) async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      let url = try #require(away.location)
      let weaker = fixture.without(lost, url)
      #expect(weaker != url)
      let back = await fixture.google.consent(at: weaker, as: "ann@example.com")
      let answer = try await browser.get(fixture.pathOfCallback(back.header("location")))
      #expect(answer.status >= 400 && browser.cookie("__Host-session") == nil)
      #expect(try await fixture.user("ann@example.com") == nil)
    }
  }

  @Test(arguments: [
    ("code_challenge_method", "plain"), ("nonce", "another"),
    ("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
  ])
  func `a request whose proof was exchanged signs nobody in`(_ name: String, _ value: String) async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      let url = fixture.without(name, try #require(away.location)) + "&\(name)=\(value)"
      let back = await fixture.google.consent(at: url, as: "ann@example.com")
      let answer = try await browser.get(fixture.pathOfCallback(back.header("location")))
      #expect(answer.status >= 400 && browser.cookie("__Host-session") == nil)
    }
  }

  @Test func `verifier and nonce differ for every state and cannot be told from it`() async throws {
    try await WebFixture.with { fixture in
      let urls = [
        try await fixture.browser().get("/auth/gmail/connect").location,
        try await fixture.browser().get("/auth/gmail/connect").location,
      ]
      for name in ["state", "nonce", "code_challenge"] {
        #expect(parameter(name, of: urls[0]) != parameter(name, of: urls[1]))
      }
      #expect(parameter("code_challenge_method", of: urls[0]) == "S256")
    }
  }

  @Test func `a session that somebody planted is not the one that signing in opens`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let planted = String(repeating: "A", count: 43)
      browser.plant("__Host-session", planted)
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let opened = try #require(browser.cookie("__Host-session"))
      #expect(opened != planted)
      let thief = fixture.browser()
      thief.plant("__Host-session", planted)
      #expect(try await thief.get("/settings").status == 401)
    }
  }

  @Test func `signing in again gives a new session and ends the one that was idle`() async throws {
    try await WebFixture.with {
      $0.sessionIdle = .seconds(600)
    } _: { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let first = try #require(browser.cookie("__Host-session"))
      fixture.time.advance(by: 601)
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      #expect(browser.cookie("__Host-session") != first)
      #expect(try await fixture.store.sessions.session(Secret(first), idle: .seconds(100_000)) == nil)
    }
  }

  @Test func `somebody who is led to sign in over a stranger's session is asked, not mixed with them`() async throws {
    try await WebFixture.with { fixture in
      let mallory = fixture.browser()
      _ = try await fixture.signIn(mallory, as: "ben@example.com")
      let victim = fixture.browser()
      victim.plant("__Host-session", mallory.cookie("__Host-session"))
      let answer = try await fixture.signIn(victim, as: "ann@example.com")
      #expect(answer.status == 409)
      #expect(try await fixture.user("ann@example.com") == nil)
    }
  }

  @Test(arguments: [
    "short", "", String(repeating: "A", count: 42), String(repeating: "A", count: 44), "\"quoted\"", "a b", "ä",
    String(repeating: "A", count: 42) + "=", String(repeating: "%41", count: 43), String(repeating: "A", count: 4000),
  ])
  func `a cookie that cannot be a session is nobody's`(_ value: String) async throws {
    try await WebFixture.with { fixture in
      let answer = try await fixture.browser().get("/settings", headers: [.cookie: "__Host-session=\(value)"])
      #expect(answer.status == 401)
    }
  }

  @Test(arguments: [
    "https://evil.example/", "//evil.example", "/%5Cevil.example", "/\\evil.example", "javascript:alert(1)",
    "https://secretary.example.com.evil.example", "/a\r\nLocation: https://evil.example", "/a\nSet-Cookie: x=y", "%2F",
  ])
  func `signing in sends nobody to another site`(_ place: String) async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let answer = try await browser.get("/auth/gmail/connect?return_to=\(Web.FormFields.encoded(place))")
      if place == "/%5Cevil.example" {
        #expect(answer.status == 303, "an escaped backslash stays on this site")
      } else {
        #expect(answer.status == 400 && answer.location == nil && answer.cookies.isEmpty)
        #expect(!answer.text.contains("evil"))
      }
    }
  }

  @Test func `another front end is gone back to when the operator named it`() async throws {
    try await WebFixture.with {
      $0.returnTo = ["https://app.example.com"]
    } _: { fixture in
      let path = "/auth/gmail/connect?return_to=https%3A%2F%2Fapp.example.com%2Finbox%3Fa%3Db"
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com", at: path)
      #expect(answer.location == "https://app.example.com/inbox?a=b")
    }
  }

  @Test func `what is said about a host or a proxy does not change where Google sends people`() async throws {
    try await WebFixture.with { fixture in
      let answer = try await fixture.browser().get(
        "/auth/gmail/connect?redirect_uri=https://evil.example&client_id=x",
        headers: [.hostName: "evil.example", .forwardedFor: "127.0.0.1", .forwardedHost: "evil.example"])
      #expect(parameter("redirect_uri", of: answer.location) == "https://secretary.example.com/auth/gmail/callback")
      #expect(answer.location?.contains("evil") == false)
    }
  }

  @Test(arguments: ["a@b\r\nX: y", "<script>@x", String(repeating: "a", count: 300) + "@example.com", "no-address"])
  func `an odd account to offer is offered to nobody`(_ account: String) async throws {
    try await WebFixture.with { fixture in
      let answer = try await fixture.browser().get("/auth/gmail/connect?account=\(Web.FormFields.encoded(account))")
      #expect(answer.status == 303)
      let hint = parameter("login_hint", of: answer.location)
      #expect(hint == nil || hint == "<script>@x")
      #expect(answer.location?.contains("<") == false)
    }
  }
}

// swift-format-ignore: NeverForceUnwrap
extension HTTPField.Name {
  static let hostName = Self("Host")!
  static let forwardedHost = Self("X-Forwarded-Host")!
}

extension WebFixture {
  /// A URL without one parameter of its query.
  func without(_ name: String, _ url: String) -> String {
    let parts = url.split(separator: "?", maxSplits: 1)
    let kept = parts[1].split(separator: "&").filter { !$0.hasPrefix(name + "=") }
    return parts[0] + "?" + kept.joined(separator: "&")
  }
}
