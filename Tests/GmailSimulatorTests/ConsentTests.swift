import GmailSimulator
import Testing

struct ConsentTests {
  let google = SimulatedGoogle()
  let anna = "anna@example.com"

  @Test func `with several accounts the person chooses, with one there is nothing to choose`() async {
    await google.addUser(anna)
    #expect(await SignIn(google).visit().pageID == "consent")
    #expect(await SignIn(google, ["prompt": "select_account"]).visit().pageID == "account-chooser")
    await google.addUser("bert@example.com")
    let page = await SignIn(google).visit()
    #expect(page.pageID == "account-chooser")
    #expect(page.text.contains("name=\"choose\" value=\"bert@example.com\""))
  }

  @Test func `a hint chooses, by address or by subject, unless it names nobody`() async throws {
    await google.addUser(anna)
    await google.addUser("bert@example.com")
    let subject = try #require(try await SignIn(google).identity(of: "bert")["sub"]?.text)
    for hint in ["bert@example.com", "BERT@example.com", subject] {
      let page = await SignIn(google, ["login_hint": hint, "prompt": "consent"]).visit()
      #expect(page.text.contains("<span id=\"account\">bert@example.com</span>"), "\(hint)")
    }
    #expect(await SignIn(google, ["login_hint": "nobody@example.com"]).visit().pageID == "account-chooser")
    let hinted = ["login_hint": "bert@example.com", "prompt": "select_account"]
    #expect(await SignIn(google, hinted).visit().pageID == "account-chooser")
  }

  @Test func `every scope but those of signing in has a box, which is unticked at first`() async {
    await google.addUser(anna)
    let page = await SignIn(google).visit().text
    #expect(page.count(of: "type=\"checkbox\"") == 1)
    #expect(page.contains("name=\"scope\" id=\"scope-gmail.modify\" value=\"\(SignIn.modify)\">"))
    #expect(page.contains("<label for=\"scope-gmail.modify\">Read, compose, and send emails from your Gmail account"))
    #expect(!page.contains("checked"))
    #expect(!page.contains("<script"))
  }

  @Test func `what comes back has the state, a code, the scopes and the domain`() async throws {
    await google.addUser(anna)
    let back = try await SignIn(google).consent(as: anna)
    #expect(back["state"] == "s t&te")
    #expect(back["code"]?.hasPrefix("4/0A") == true)
    #expect(
      Set((back["scope"] ?? "").split(separator: " ")) == [
        "openid", Substring(SignIn.address), Substring(SignIn.modify),
      ])
    #expect(back["prompt"] == "consent")
    #expect(back["authuser"] == "0")
    #expect(back["hd"] == "example.com")
    #expect(back["iss"] == "http://localhost:8025")
    await google.addUser("cora@gmail.com")
    #expect(try await SignIn(google).consent(as: "cora@gmail.com")["hd"] == nil)
  }

  @Test func `after a form the browser goes on with GET, and a redirect address keeps its query`() async {
    await google.addUser(anna)
    let asked = SignIn(google, ["redirect_uri": "http://localhost/back?x=1"])
    let answer = await google.consent(at: asked.url, as: anna, cancelling: true)
    #expect(answer.status == 303)
    #expect(answer.header("Location") == "http://localhost/back?x=1&error=access_denied&state=s%20t%26te")
  }

  @Test func `who cancels, or ticks nothing where nothing else was asked, has refused`() async throws {
    await google.addUser(anna)
    let cancelled = try await SignIn(google).consent(as: anna, cancelling: true)
    #expect(cancelled["error"] == "access_denied")
    #expect(cancelled["state"] == "s t&te")
    #expect(cancelled["code"] == nil)
    #expect(
      try await SignIn(google, ["scope": SignIn.modify]).consent(as: anna, ticking: [])["error"] == "access_denied")
    #expect(await SignIn(google).visit().pageID == "consent")
  }

  @Test func `a box left unticked is asked for again, and only what was allowed is silent`() async throws {
    await google.addUser(anna)
    let tokens = try await SignIn(google).tokens(of: anna, ticking: [])
    #expect(tokens.scopes == ["openid", SignIn.address])
    #expect(await SignIn(google).visit().pageID == "consent")
    let silent = try #require(await SignIn(google, ["scope": "openid email"]).visit().callback)
    #expect(silent["prompt"] == "none")
    _ = try await SignIn(google).tokens(of: anna)
    #expect(await SignIn(google).visit().callback?["code"] != nil)
    let again = await SignIn(google, ["prompt": "consent"]).visit()
    #expect(again.text.contains("value=\"\(SignIn.modify)\" checked>"))
    _ = try await SignIn(google, ["prompt": "consent"]).consent(as: anna, ticking: [])
    #expect(await SignIn(google).visit().pageID == "consent")
  }

  @Test func `a box that was not offered cannot be ticked`() async throws {
    await google.addUser(anna)
    let tokens = try await SignIn(google, ["scope": "openid \(SignIn.readonly)"]).tokens(
      of: anna, ticking: [SignIn.readonly, SignIn.modify])
    #expect(tokens.scopes == ["openid", SignIn.readonly])
  }

  @Test func `earlier scopes are included when that is asked for`() async throws {
    await google.addUser(anna)
    _ = try await SignIn(google).tokens(of: anna)
    let more = ["scope": SignIn.readonly, "include_granted_scopes": "true"]
    #expect(try await SignIn(google, more).tokens(of: anna).scopes.count == 4)
    #expect(try await SignIn(google, ["scope": SignIn.readonly]).tokens(of: anna).scopes == [SignIn.readonly])
  }

  @Test func `without a page there is an answer or an error, never a page`() async throws {
    let silent = SignIn(google, ["prompt": "none"])
    #expect(await silent.visit().callback?["error"] == "login_required")
    await google.addUser(anna)
    #expect(await silent.visit().callback?["error"] == "consent_required")
    _ = try await SignIn(google).tokens(of: anna)
    #expect(await silent.visit().callback?["code"] != nil)
    await google.addUser("bert@example.com")
    #expect(await silent.visit().callback?["error"] == "interaction_required")
    let nobody = SignIn(google, ["prompt": "none", "login_hint": "x@example.com"])
    #expect(await nobody.visit().callback?["error"] == "login_required")
  }

  @Test func `an imported token is no consent of the browser, and a remembered one is silent`() async throws {
    await google.addUser(anna)
    #expect(await SignIn(google).visit().pageID == "consent")
    try await google.rememberConsent(["openid", "email", SignIn.modify], of: anna)
    let tokens = try await SignIn(google).tokens(of: anna)
    #expect(tokens["access_token"] != nil)
    #expect(tokens["refresh_token"] == nil)
  }
}

extension String {
  /// How often another text stands in it.
  fileprivate func count(of other: String) -> Int { ranges(of: other).count }
}
