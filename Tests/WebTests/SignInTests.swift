import Gmail
import GmailSimulator
import HTTPTypes
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Web

extension WebFixture {
  /// Goes to Google with this browser and comes back as far as our callback.
  func signIn(
    _ browser: TestBrowser, as address: String, at path: String = "/auth/gmail/connect", ticking: [String]? = nil,
    cancelling: Bool = false
  ) async throws -> Answer {
    let away = try await browser.get(path)
    let back = await google.consent(
      at: away.location ?? "", as: address, ticking: ticking, cancelling: cancelling)
    return try await browser.get(pathOfCallback(back.header("location")))
  }

  func pathOfCallback(_ url: String?) -> String {
    let site = services.configuration.site.origin
    guard let url, url.hasPrefix(site) else { return "/not-sent-back" }
    return String(url.dropFirst(site.count))
  }
}

/// One parameter of a URL's query.
func parameter(_ name: String, of url: String?) -> String? {
  Web.FormFields(String(url?.split(separator: "?", maxSplits: 1).last ?? ""))?[name]
}

struct SignInTests {
  @Test func `signing in opens a session and connects the mailbox`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let answer = try await fixture.signIn(
        browser, as: "ann@example.com", at: "/auth/gmail/connect?return_to=/settings")
      #expect(answer.status == 303 && answer.location == "/settings")
      let user = try #require(try await fixture.user("ann@example.com"))
      let credential = try #require(try await fixture.store.credentials.credential(of: user.id))
      #expect(credential.isConnected && credential.address == "ann@example.com" && credential.hasRefreshToken)
      #expect(
        try await fixture.store.audit.entries(of: user.id, limit: 100).map(\.action) == ["signed in", "connected"])
      #expect(try await browser.post("/sign-out", token: nil).status == 403, "signed in, so only the token is missing")
    }
  }

  @Test(
    arguments: [
      ("?time_zone=America/New_York", "America/New_York"), ("?time_zone=Mars/Olympus", nil),
      ("?time_zone=..%2F..%2Fetc%2Fpasswd", nil), ("?time_zone=Europe/Berlin%0D%0ASet-Cookie:%20a=b", nil), ("", nil),
    ] as [(String, String?)])
  func `whoever signs in first has the time zone of their browser`(_ query: String, _ zone: String?) async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let answer = try await fixture.signIn(browser, as: "ann@example.com", at: "/auth/gmail/connect\(query)")
      #expect(answer.status == 303)
      let user = try #require(try await fixture.user("ann@example.com")).id
      #expect(try await fixture.store.settings.settings(of: user)?.timeZone == zone)
      #expect(try await fixture.store.audit.entries(of: user, limit: 9).map(\.action) == ["signed in", "connected"])
      _ = try await fixture.signIn(
        fixture.browser(), as: "ann@example.com", at: "/auth/gmail/connect?time_zone=Asia/Tokyo")
      #expect(try await fixture.store.settings.settings(of: user)?.timeZone == zone, "a later one changes nothing")
    }
  }

  @Test func `a time zone that somebody planted is looked at like any other`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      browser.plant("__Host-zone", "../../etc/passwd")
      #expect(try await fixture.signIn(browser, as: "ann@example.com").status == 303)
      let user = try #require(try await fixture.user("ann@example.com")).id
      #expect(try await fixture.store.settings.settings(of: user) == nil)
    }
  }

  @Test func `the session cookie is for this host, for pages only, and lasts as long as the session`() async throws {
    try await WebFixture.with { fixture in
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      let cookie = try #require(answer.cookies.first { $0.hasPrefix("__Host-session=") })
      #expect(
        Set(cookie.split(separator: ";").dropFirst().map { $0.drop { $0 == " " } })
          == ["Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"])
    }
  }

  @Test func `the table holds the session's hash only`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let token = try #require(browser.cookie("__Host-session"))
      let session = try await fixture.store.sessions.session(Secret(token), idle: .seconds(60))
      #expect(session?.tokenHash == SHA256.hash(token))
    }
  }

  @Test func `on plain http the cookie is still secure, and has a name that is allowed there`() async throws {
    try await WebFixture.with(site: "http://127.0.0.1:8300") { fixture in
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      let cookie = try #require(answer.cookies.first { $0.hasPrefix("session=") })
      #expect(cookie.contains("; Secure") && cookie.contains("; HttpOnly"))
      #expect(answer.headers[.strictTransportSecurity] == nil)
    }
  }

  @Test func `a second sign-in is silent and leaves a working connection alone`() async throws {
    try await WebFixture.with { fixture in
      _ = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      let before = try await fixture.store.credentials.credential(of: user.id)
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      #expect(answer.status == 303 && answer.location == "/")
      #expect(try await fixture.store.credentials.credential(of: user.id) == before)
    }
  }

  @Test func `an account the operator added is bound to the person at their first sign-in`() async throws {
    try await WebFixture.with { fixture in
      let id = try await fixture.store.users.add("Ann@Example.com")
      _ = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      #expect(user.id == id && user.googleSubject != nil)
    }
  }

  @Test func `cancelling at Google ends on a page that says so`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let answer = try await fixture.signIn(
        browser, as: "ann@example.com", at: "/auth/gmail/connect?return_to=/settings", cancelling: true)
      #expect(answer.status == 403 && answer.text.contains("You did not allow it"))
      #expect(answer.text.contains("return_to=%2Fsettings"), "trying again ends where the first try would have")
      #expect(browser.cookie("__Host-session") == nil)
    }
  }

  @Test func `without the Gmail box nothing is connected and nobody signed in`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let answer = try await fixture.signIn(browser, as: "ann@example.com", ticking: [])
      #expect(answer.status == 403 && answer.text.contains("Read, compose, and send emails"))
      #expect(answer.text.contains("One box was not ticked") && answer.text.contains("Nothing was connected."))
      #expect(answer.text.contains(#"href="/auth/gmail/connect"#) && answer.text.contains("Try again"))
      #expect(browser.cookie("__Host-session") == nil)
      #expect(try await fixture.user("ann@example.com") == nil)
      #expect(try await fixture.signIn(browser, as: "ann@example.com").status == 303, "the next try can succeed")
    }
  }

  @Test func `who is not on the list is told so, and no account is made`() async throws {
    try await WebFixture.with {
      $0.signIn = SignInRule(allowed: ["ann@example.com", "@elsewhere.example"])
    } _: { fixture in
      let answer = try await fixture.signIn(fixture.browser(), as: "ben@example.com")
      #expect(answer.status == 403 && answer.text.contains("ben@example.com is not among those"))
      #expect(try await fixture.user("ben@example.com") == nil)
      #expect(try await fixture.signIn(fixture.browser(), as: "ann@example.com").status == 303)
    }
  }

  @Test func `nobody may sign in until somebody is named`() async throws {
    try await WebFixture.with {
      $0.signIn = SignInRule(allowed: [])
    } _: { fixture in
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      #expect(answer.status == 403)
    }
  }

  @Test func `whoever is taken off the list is signed out`() async throws {
    try await WebFixture.with { fixture in
      let browser = try await fixture.browser(signedInAs: "eve@other.example")
      #expect(try await browser.post("/sign-out", token: nil).status == 401)
    }
  }

  @Test func `signed in as one person and choosing another is a question`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let session = browser.cookie("__Host-session")
      let away = try await browser.get("/auth/gmail/connect")
      #expect(parameter("login_hint", of: away.location) == "ann@example.com")
      let answer = try await fixture.signIn(browser, as: "ben@example.com")
      #expect(answer.status == 409 && answer.text.contains("You are signed in as ann@example.com"))
      #expect(answer.text.contains("account=ann%40example.com"))
      // Once in the navigation, and once as the other answer to the question.
      #expect(answer.text.split(separator: #"action="/sign-out""#).count == 3)
      #expect(browser.cookie("__Host-session") == session)
      #expect(try await fixture.user("ben@example.com") == nil)
    }
  }

  @Test func `consent is forced only when Google gives no refresh token and none is stored`() async throws {
    try await WebFixture.with { fixture in
      // The person allowed everything before, and the tokens of then are lost.
      try await fixture.google.rememberConsent(["openid", "email", MailboxScope.modify], of: "ann@example.com")
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect?return_to=/settings")
      #expect(parameter("prompt", of: away.location) == "select_account")
      let silent = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      let again = try await browser.get(fixture.pathOfCallback(silent.header("location")))
      #expect(again.status == 303)
      #expect(parameter("prompt", of: again.location) == "consent")
      #expect(parameter("login_hint", of: again.location) == "ann@example.com")
      #expect(parameter("state", of: again.location) != parameter("state", of: away.location))
      let asked = await fixture.google.consent(at: again.location ?? "", as: "ann@example.com")
      let done = try await browser.get(fixture.pathOfCallback(asked.header("location")))
      #expect(done.status == 303 && done.location == "/settings")
    }
  }

  @Test func `when forced consent gives no lasting access either, a page says so`() async throws {
    try await WebFixture.with { fixture in
      try await fixture.google.rememberConsent(["openid", "email", MailboxScope.modify], of: "ann@example.com")
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      let first = await fixture.google.consent(at: away.location ?? "", as: "ann@example.com")
      let again = try await browser.get(fixture.pathOfCallback(first.header("location")))
      // A Google that forgets `prompt=consent` answers silently once more.
      let silent = (again.location ?? "").replacing("prompt=consent", with: "prompt=select_account")
      let second = await fixture.google.consent(at: silent, as: "ann@example.com")
      let answer = try await browser.get(fixture.pathOfCallback(second.header("location")))
      #expect(answer.status == 502 && answer.text.contains("no lasting access"))
    }
  }

  @Test func `connecting again after the access died asks for consent at once`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      _ = try await fixture.signIn(browser, as: "ann@example.com")
      let user = try #require(try await fixture.user("ann@example.com"))
      try await fixture.store.credentials.wipe(user.id, because: "It expired.")
      let away = try await browser.get("/auth/gmail/connect")
      #expect(parameter("prompt", of: away.location) == "consent")
      let answer = try await fixture.signIn(browser, as: "ann@example.com")
      #expect(answer.status == 303)
      #expect(try await fixture.store.credentials.credential(of: user.id)?.isConnected == true)
    }
  }

  @Test(arguments: [
    (Fault(.backendError, path: "/token"), 502), (Fault(.reset, path: "/token"), 502),
    (Fault(.unavailable, path: "*/profile"), 502),
    (Fault(.oauth(status: 400, error: "invalid_grant", description: "Bad Request", subtype: nil), path: "/token"), 403),
    (
      Fault(.oauth(status: 401, error: "invalid_client", description: "Unauthorized", subtype: nil), path: "/token"),
      500
    ),
  ])
  func `what Google answers instead of tokens has a page`(_ fault: Fault, status: Int) async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      await fixture.google.add(fault)
      let answer = try await fixture.signIn(browser, as: "ann@example.com")
      #expect(answer.status == status)
      #expect(browser.cookie("__Host-session") == nil)
      #expect(fixture.logged.contains("client id and secret") == (status == 500), "the operator's mistakes are logged")
      #expect(try await fixture.user("ann@example.com") == nil)
    }
  }

  @Test func `an error that Google sends along is told without repeating it`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let away = try await browser.get("/auth/gmail/connect")
      let state = try #require(parameter("state", of: away.location))
      let answer = try await browser.get(
        "/auth/gmail/callback?state=\(state)&error=%3Cscript%3Ealert(1)%3C%2Fscript%3E")
      #expect(answer.status == 502 && !answer.text.contains("alert(1)"))
    }
  }

  @Test func `a mailbox that is not the identity's is not connected`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      await fixture.google.add(
        Fault(
          .custom(status: 200, contentType: "application/json", body: #"{"emailAddress":"somebody@example.com"}"#),
          path: "*/profile"))
      let answer = try await fixture.signIn(browser, as: "ann@example.com")
      #expect(answer.status == 409 && answer.text.contains("two different mailboxes"))
      #expect(try await fixture.user("ann@example.com") == nil)
    }
  }

  @Test func `an address that was another account's is not taken over`() async throws {
    try await WebFixture.with { fixture in
      _ = try await fixture.store.users.signIn(subject: "somebody else", address: "ann@example.com")
      let answer = try await fixture.signIn(fixture.browser(), as: "ann@example.com")
      #expect(answer.status == 409 && answer.text.contains("another account"))
    }
  }

  @Test func `two tabs can be at Google at once`() async throws {
    try await WebFixture.with { fixture in
      let browser = fixture.browser()
      let first = try await browser.get("/auth/gmail/connect")
      let second = try await browser.get("/auth/gmail/connect?return_to=/drafts")
      for (tab, place) in [(first, "/"), (second, "/drafts")] {
        let back = await fixture.google.consent(at: tab.location ?? "", as: "ann@example.com")
        let answer = try await browser.get(fixture.pathOfCallback(back.header("location")))
        #expect(answer.status == 303 && answer.location == place)
      }
    }
  }
}
