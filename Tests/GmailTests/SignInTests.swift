import FoundationEssentials
import HTTPTransport
import Secretary
import Testing

@testable import Gmail

struct SignInTests {
  private static let redirect = "https://secretary.example.com/auth/gmail/callback"

  private static func signIn(authorize: String = GoogleEndpoints.google.authorize) -> GoogleSignIn {
    GoogleSignIn(
      client: OAuthClient(id: "client.apps", secret: Secret("client-secret")),
      endpoints: GoogleEndpoints(
        api: "https://x", token: "https://x/token", revoke: "https://x/r", authorize: authorize),
      now: { Date(timeIntervalSince1970: 0) })
  }

  private static func url(
    hint: String? = nil, forcing: Bool = false, authorize: String = GoogleEndpoints.google.authorize
  ) -> String {
    signIn(authorize: authorize).authorizationURL(
      state: Secret("state-1"), verifier: Secret("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), nonce: "n-1",
      redirectURI: redirect, loginHint: hint, forcingConsent: forcing)
  }

  /// The parameters in order of name, still escaped.
  private static func query(_ url: String) -> [String] {
    url.split(separator: "?", maxSplits: 1).last?.split(separator: "&").map(String.init).sorted() ?? []
  }

  @Test func `the browser is sent away with all that Google needs, and with no secret`() {
    let url = Self.url()
    #expect(url.hasPrefix("https://accounts.google.com/o/oauth2/v2/auth?"))
    #expect(
      Self.query(url) == [
        "access_type=offline", "client_id=client.apps",
        // RFC 7636, appendix B
        "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", "code_challenge_method=S256",
        "include_granted_scopes=true", "nonce=n-1", "prompt=select_account",
        "redirect_uri=https%3A%2F%2Fsecretary.example.com%2Fauth%2Fgmail%2Fcallback", "response_type=code",
        "scope=openid%20email%20https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fgmail.modify", "state=state-1",
      ])
    #expect(!url.contains("dBjftJeZ4CVP") && !url.contains("client-secret"))
  }

  @Test(
    arguments: [
      (nil, false, ["prompt=select_account"]), (nil, true, ["prompt=consent%20select_account"]),
      ("ann+x@example.com", false, ["login_hint=ann%2Bx%40example.com"]),
      ("ann@example.com", true, ["login_hint=ann%40example.com", "prompt=consent"]),
    ] as [(String?, Bool, [String])])
  func `consent is asked for again only when forced, and a known account is not chosen again`(
    hint: String?, forcing: Bool, expected: [String]
  ) {
    let found = Self.query(Self.url(hint: hint, forcing: forcing)).filter {
      $0.hasPrefix("prompt=") || $0.hasPrefix("login_hint=")
    }
    #expect(found == expected)
  }

  @Test func `an address with a query of its own keeps it`() {
    #expect(
      Self.url(authorize: "http://127.0.0.1:8025/auth?tenant=1").hasPrefix("http://127.0.0.1:8025/auth?tenant=1&c"))
  }

  @Test func `what belongs to the exchange is in the form, escaped, and not in the address`() {
    let request = TokenRequest.exchange(
      "4/0A+b", verifier: Secret("v~"), redirectURI: Self.redirect,
      client: OAuthClient(id: "id", secret: Secret("s&t")), url: "https://x/token")
    #expect(request.url == "https://x/token")
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self)
        == "grant_type=authorization_code&code=4%2F0A%2Bb&redirect_uri=https%3A%2F%2Fsecretary.example.com%2Fauth%2Fgmail%2Fcallback&code_verifier=v~&client_id=id&client_secret=s%26t"
    )
  }

  enum Meaning: Sendable { case unwell, refused, theOperator, identity, cancelled }

  private static func meaning(_ error: SignInError) -> Meaning {
    switch error {
    case .googleUnwell: .unwell
    case .refused: .refused
    case .operatorProblem: .theOperator
    case .badIdentity: .identity
    case .cancelled: .cancelled
    }
  }

  @Test(
    arguments: [
      (400, #"{"error":"invalid_grant","error_description":"Bad Request"}"#, .refused, "Start again"),
      (400, #"{"error":"invalid_grant","error_description":"Malformed auth code."}"#, .refused, "Start again"),
      (400, #"{"error":"invalid_grant","error_description":"Missing code verifier."}"#, .refused, "Start again"),
      (400, #"{"error":"invalid_grant","error_subtype":"invalid_rapt"}"#, .refused, "Start again"),
      (400, #"{"error":"invalid_rapt"}"#, .refused, "organisation"),
      (400, #"{"error":"admin_policy_enforced"}"#, .refused, "administrator"),
      (403, #"{"error":"org_internal"}"#, .refused, "one organisation"),
      (400, #"{"error":"redirect_uri_mismatch","error_description":"Bad Request"}"#, .theOperator, redirect),
      (
        401, #"{"error":"invalid_client","error_description":"The OAuth client was not found."}"#, .theOperator,
        "client_id"
      ),
      (401, #"{"error":"invalid_client","error_description":"Unauthorized"}"#, .theOperator, "secret"),
      (401, #"{"error":"deleted_client"}"#, .theOperator, "client_id"),
      (401, #"{"error":"unauthorized_client"}"#, .theOperator, "client_id"),
      (400, #"{"error":"invalid_scope"}"#, .theOperator, "consent screen"),
      (400, #"{"error":"invalid_request"}"#, .theOperator, "google settings"),
      (400, #"{"error":"unsupported_grant_type"}"#, .theOperator, "google settings"),
      (500, #"{"error":"internal_failure"}"#, .unwell, "HTTP 500"),
      (503, "<html>", .unwell, "HTTP 503"),
      (429, "", .unwell, "HTTP 429"),
      (400, #"{"error":"something_new","error_description":"<b>hostile</b>"}"#, .unwell, "Try again"),
    ] as [(Int, String, Meaning, String)])
  func `every refusal of a code says who can do what about it`(
    status: Int, body: String, meaning: Meaning, words: String
  ) {
    let error = SignInError.of(HTTPResponse(status: status, body: Array(body.utf8)), redirectURI: Self.redirect)
    #expect(Self.meaning(error) == meaning)
    #expect("\(error)".contains(words), "\(error)")
    #expect(!"\(error)".contains("hostile"))
  }

  @Test(
    arguments: [
      ("access_denied", .refused), ("consent_required", .refused), ("admin_policy_enforced", .refused),
      ("disallowed_useragent", .refused), ("redirect_uri_mismatch", .theOperator), ("invalid_scope", .theOperator),
      ("server_error", .unwell), ("<script>", .unwell), ("", .unwell),
    ] as [(String, Meaning)])
  func `an error the browser brings back is understood, never repeated`(error: String, meaning: Meaning) {
    let found = SignInError.returned(error, redirectURI: Self.redirect)
    #expect(Self.meaning(found) == meaning)
    #expect(error.isEmpty || !"\(found)".contains(error))
  }

  @Test(
    arguments: [
      (.neverReached("x"), .unwell), (.answerUnknown("x"), .unwell), (.tooLarge(limit: 1), .unwell),
      (.cancelled, .cancelled), (.refusedURL("x"), .theOperator),
    ] as [(HTTPTransportError, Meaning)])
  func `no answer is Google's trouble, a wrong address the operator's`(error: HTTPTransportError, meaning: Meaning) {
    #expect(Self.meaning(.of(error)) == meaning)
  }

  @Test(
    arguments: [
      (403, Self.envelope(403, "insufficientPermissions"), .refused, "tick its box"),
      (403, Self.envelope(403, "domainPolicy"), .refused, "administrator"),
      (403, Self.envelope(403, "accessNotConfigured"), .theOperator, "Gmail API is not enabled"),
      (400, Self.envelope(400, "failedPrecondition", "Mail service not enabled"), .refused, "no Gmail mailbox"),
      (401, Self.envelope(401, "authError"), .unwell, "Try again"),
      (429, Self.envelope(429, "rateLimitExceeded"), .unwell, "Try again"),
      (503, "<html>", .unwell, "Try again"),
      (404, "not Gmail", .unwell, "Try again"),
    ] as [(Int, String, Meaning, String)])
  func `the first call tells an account without mailbox from a fault`(
    status: Int, body: String, meaning: Meaning, words: String
  ) {
    let refusal = GmailRefusal.of(
      HTTPResponse(status: status, body: Array(body.utf8)), at: Date(timeIntervalSince1970: 1_790_000_000))
    let error = SignInError.of(refusal)
    #expect(Self.meaning(error) == meaning)
    #expect("\(error)".contains(words), "\(error)")
  }

  private static func envelope(_ code: Int, _ reason: String, _ message: String = "m") -> String {
    #"{"error":{"code":\#(code),"message":"\#(message)","errors":[{"reason":"\#(reason)","message":"m"}]}}"#
  }

  @Test(arguments: [
    ("openid https://www.googleapis.com/auth/userinfo.email https://www.googleapis.com/auth/gmail.modify", true),
    ("https://mail.google.com/ email openid", true), ("openid https://www.googleapis.com/auth/userinfo.email", false),
    ("openid https://www.googleapis.com/auth/gmail.modify.fake", false),
  ])
  func `whether mail may be read is in what Google granted, not in what was asked for`(scope: String, may: Bool) throws
  {
    let answer = #"{"access_token":"a","expires_in":"3599","scope":"\#(scope)","id_token":"x.y.z"}"#
    let wire = try TokenRequest.grant(from: HTTPResponse(status: 200, body: Array(answer.utf8)))
    #expect(wire.identity == "x.y.z" && wire.lifetime == 3599 && wire.refresh == nil)
    let grant = GoogleGrant(
      identity: GoogleIdentity(subject: "1", address: "a@x.example", isVerified: true),
      tokens: .init(access: wire.access, expiry: Date(timeIntervalSince1970: 0), refresh: nil),
      scopes: try #require(wire.scopes))
    #expect(grant.mayReadMail == may)
  }
}
