import GmailSimulator
import Testing

struct AuthorizationRequestTests {
  let google = SimulatedGoogle()

  @Test(
    arguments: [
      ("client_id", nil, 400, "invalid_request"), ("client_id", "x", 401, "invalid_client"),
      ("redirect_uri", nil, 400, "invalid_request"),
      ("redirect_uri", "https://evil.example/callback", 400, "redirect_uri_mismatch"),
      ("redirect_uri", "http://127.0.0.1.evil.example/", 400, "redirect_uri_mismatch"),
      ("redirect_uri", "http://127.0.0.1@evil.example/", 400, "redirect_uri_mismatch"),
      ("redirect_uri", "http://localhost:80x/", 400, "redirect_uri_mismatch"),
      ("redirect_uri", "http://localhost/#x", 400, "redirect_uri_mismatch"),
      ("response_type", nil, 400, "invalid_request"), ("response_type", "token", 400, "unsupported_response_type"),
      ("response_mode", "form_post", 400, "invalid_request"), ("scope", nil, 400, "invalid_request"),
      ("scope", "openid gmail", 400, "invalid_scope"), ("prompt", "sometimes", 400, "invalid_request"),
      ("prompt", "none consent", 400, "invalid_request"), ("access_type", "always", 400, "invalid_request"),
      ("code_challenge", nil, 400, "invalid_request"), ("code_challenge", "short", 400, "invalid_request"),
      ("code_challenge_method", "S512", 400, "invalid_request"),
    ] as [(String, String?, Int, String)])
  func `a mistake is shown on a page and never sent back`(name: String, value: String?, status: Int, code: String) async
  {
    let answer = await SignIn(google, [name: value]).visit()
    #expect(answer.status == status)
    #expect(answer.header("Location") == nil)
    #expect(answer.pageID == "authorization-error")
    #expect(answer.text.contains("Error \(status): \(code)"))
  }

  @Test func `a parameter given twice is refused`() async {
    #expect(await SignIn(google).visit("&state=other").text.contains("can only have a single value: state"))
  }

  @Test func `unknown scopes are named`() async {
    let answer = await SignIn(google, ["scope": "openid gmail <b>"]).visit()
    #expect(answer.text.contains("{valid=[openid], invalid=[gmail, &lt;b&gt;]}"))
  }

  @Test(
    arguments: [
      (SignIn.back, true), (SignIn.back + "/", false), (SignIn.back.uppercased(), false),
      ("https://127.0.0.1:8300/auth/gmail/callback", false), ("http://localhost/", false),
    ])
  func `a registered redirect address counts character by character`(address: String, isTaken: Bool) async {
    await google.setRedirectURIs([SignIn.back])
    let answer = await SignIn(google, ["redirect_uri": address]).visit()
    #expect((answer.pageID == "account-chooser") == isTaken)
  }

  @Test(arguments: ["http://127.0.0.1:8300/x", "http://localhost", "http://[::1]:9/?a=b"])
  func `with none registered any loopback address is taken`(address: String) async {
    #expect(await SignIn(google, ["redirect_uri": address]).visit().pageID == "account-chooser")
  }

  @Test func `a deleted client, an internal one and a forbidding administrator are each said`() async throws {
    await google.addUser("anna@example.com")
    let signIn = SignIn(google)
    await google.setClientDeleted(true)
    #expect(await signIn.visit().text.contains("Error 401: deleted_client"))
    await google.setClientDeleted(false)
    await google.setOrganization("example.org")
    #expect(await signIn.visit().text.contains("Error 403: org_internal"))
    await google.setOrganization("example.com")
    #expect(await signIn.visit().pageID == "consent")
    try await google.setCondition(.adminPolicyEnforced, of: "anna@example.com")
    #expect(await signIn.visit().text.contains("Error 400: admin_policy_enforced"))
  }

  @Test func `a scripted error is shown on a page here and told in JSON at the token endpoint`() async throws {
    let kind = try #require(Fault.Kind("admin_policy_enforced"))
    await google.add(Fault(kind, path: "/o/oauth2/v2/auth"))
    #expect(await SignIn(google).visit().text.contains("Error 400: admin_policy_enforced"))
    #expect(await SignIn(google).visit().pageID == "account-chooser")
    await google.add(Fault(kind, path: "/token"))
    #expect(try await google.refresh("x").json["error"]?.text == "admin_policy_enforced")
  }

  @Test func `the token endpoint can be slow`() async {
    await google.add(Fault(.late(seconds: 3), path: "/token"))
    let answer = await google.refresh("x")
    #expect(answer.delivery == .late(seconds: 3))
    #expect(answer.refusal == "Bad Request")
  }
}
