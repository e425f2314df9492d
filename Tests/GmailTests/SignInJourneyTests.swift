import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Testing

@testable import Gmail

/// Sign-in from the link to the tokens, against the simulated Google.
struct SignInJourneyTests {
  private static let redirect = "http://127.0.0.1:8300/auth/gmail/callback"
  private static let verifier = Secret("verifier-verifier-verifier-verifier-verifier")

  /// What a person's browser brings back.
  private static func code(
    _ fixture: MailboxFixture, ticking scopes: [String]? = nil, forcing: Bool = false, hint: String? = nil
  ) async throws -> String {
    let url = signIn(fixture).authorizationURL(
      state: Secret("state"), verifier: verifier, nonce: "nonce", redirectURI: redirect, loginHint: hint,
      forcingConsent: forcing)
    let answer = await fixture.google.consent(at: url, as: MailboxFixture.address, ticking: scopes)
    let location = try #require(answer.headers.first { $0.0 == "Location" }?.1)
    #expect(location.hasPrefix(redirect + "?"))
    let fields = FormParameters(location.dropFirst(redirect.count + 1))
    #expect(fields["state"] == "state")
    return try #require(fields["code"])
  }

  private static func signIn(_ fixture: MailboxFixture, secret: String? = nil) -> GoogleSignIn {
    let configuration = fixture.google.configuration
    return GoogleSignIn(
      client: OAuthClient(id: configuration.clientID, secret: Secret(secret ?? configuration.clientSecret)),
      endpoints: fixture.endpoints, now: { fixture.clock.date })
  }

  private static func redeem(
    _ code: String, _ fixture: MailboxFixture, verifier: Secret = verifier, nonce: String = "nonce",
    redirect: String = redirect, secret: String? = nil
  ) async throws(SignInError) -> GoogleGrant {
    try await signIn(fixture, secret: secret).redeem(
      code: code, verifier: verifier, nonce: nonce, redirectURI: redirect)
  }

  @Test func `a consent becomes an identity, tokens that work, and the mailbox's own address`() async throws {
    try await MailboxFixture.with { fixture in
      let grant = try await Self.redeem(try await Self.code(fixture), fixture)
      #expect(grant.identity.address == MailboxFixture.address && grant.identity.isVerified)
      #expect(!grant.identity.subject.isEmpty)
      #expect(grant.mayReadMail)
      #expect(grant.scopes.contains("https://www.googleapis.com/auth/userinfo.email"))
      #expect(grant.tokens.refresh != nil)
      #expect(grant.tokens.expiry == fixture.clock.date.addingTimeInterval(3599))
      let address = try await Self.signIn(fixture).profileAddress(access: grant.tokens.access)
      #expect(address == MailboxFixture.address)
    }
  }

  @Test func `a refresh token comes with the first consent, then only with one that is forced`() async throws {
    try await MailboxFixture.with { fixture in
      let first = try await Self.redeem(try await Self.code(fixture), fixture)
      let second = try await Self.redeem(try await Self.code(fixture, hint: MailboxFixture.address), fixture)
      let forced = try await Self.redeem(try await Self.code(fixture, forcing: true), fixture)
      #expect(second.tokens.refresh == nil)
      #expect(second.identity == first.identity && second.mayReadMail)
      #expect(forced.tokens.refresh != nil && forced.tokens.refresh != first.tokens.refresh)
    }
  }

  @Test func `a Gmail box left unticked is seen in the grant, and at the first call`() async throws {
    try await MailboxFixture.with { fixture in
      let grant = try await Self.redeem(try await Self.code(fixture, ticking: []), fixture)
      #expect(!grant.mayReadMail)
      let error = await #expect(throws: SignInError.self) {
        try await Self.signIn(fixture).profileAddress(access: grant.tokens.access)
      }
      #expect("\(String(describing: error))".contains("tick its box"))
    }
  }

  @Test func `a code works once, for ten minutes, and with its own verifier`() async throws {
    try await MailboxFixture.with { fixture in
      let used = try await Self.code(fixture)
      _ = try await Self.redeem(used, fixture)
      await Self.expectRefused { () throws(SignInError) in try await Self.redeem(used, fixture) }
      let stolen = try await Self.code(fixture)
      await Self.expectRefused { () throws(SignInError) in
        try await Self.redeem(stolen, fixture, verifier: Secret("another-verifier-another-verifier-another-ver"))
      }
      let late = try await Self.code(fixture)
      fixture.clock.advance(by: .seconds(601))
      await Self.expectRefused { () throws(SignInError) in try await Self.redeem(late, fixture) }
      await Self.expectRefused { () throws(SignInError) in try await Self.redeem("not a code", fixture) }
    }
  }

  @Test func `an answer that hangs holds up nobody else who signs in`() async throws {
    try await MailboxFixture.with { fixture in
      let (slow, quick) = (try await Self.code(fixture), try await Self.code(fixture))
      await fixture.google.add(Fault(.late(seconds: 60), path: "/token"))
      let waiting = Task { try await Self.redeem(slow, fixture) }  // left behind: it is cancelled below
      try await eventually { await fixture.google.log.entries.contains { $0.path == "/token" } }
      #expect(try await Self.redeem(quick, fixture).mayReadMail)
      waiting.cancel()
      await #expect(throws: SignInError.self) { try await waiting.value }
    }
  }

  @Test func `an identity made for another sign-in, or by somebody else, is not believed`() async throws {
    try await MailboxFixture.with { fixture in
      let code = try await Self.code(fixture)
      let mixedUp = await #expect(throws: SignInError.self) { try await Self.redeem(code, fixture, nonce: "other") }
      #expect("\(String(describing: mixedUp))".contains("another sign-in"))
      await fixture.google.setIssuer("https://accounts.evil.example")
      let foreign = try await Self.code(fixture)
      let error = await #expect(throws: SignInError.self) { try await Self.redeem(foreign, fixture) }
      #expect("\(String(describing: error))".contains("other than Google"))
    }
  }

  @Test func `a wrong secret, redirect or deleted client is the operator's, and says nothing secret`() async throws {
    try await MailboxFixture.with { fixture in
      let code = try await Self.code(fixture)
      var errors = [
        await Self.failure { () throws(SignInError) in try await Self.redeem(code, fixture, secret: "wrong-secret") },
        await Self.failure { () throws(SignInError) in
          try await Self.redeem(code, fixture, redirect: "http://127.0.0.1:8300/elsewhere")
        },
      ]
      await fixture.google.setClientDeleted(true)
      errors.append(await Self.failure { () throws(SignInError) in try await Self.redeem(code, fixture) })
      for error in errors {
        guard case .operatorProblem(let words) = error else {
          Issue.record("\(String(describing: error))")
          continue
        }
        #expect(!words.contains("wrong-secret") && !words.contains(code) && !words.contains("verifier-"))
      }
    }
  }

  @Test(arguments: [
    Fault(.oauth(status: 500, error: "internal_failure", description: nil, subtype: nil), path: "/token"),
    Fault(.unavailable, path: "/token"), Fault(.reset, .after, path: "/token"), Fault(.cutOff, .after, path: "/token"),
    Fault(
      .custom(status: 200, contentType: "text/html", body: "<h1>Log in to the hotel's network</h1>"), path: "/token"),
  ])
  func `a Google that is not well is said to be so`(fault: Fault) async throws {
    try await MailboxFixture.with { fixture in
      let code = try await Self.code(fixture)
      await fixture.google.add(fault)
      let error = await #expect(throws: SignInError.self) { try await Self.redeem(code, fixture) }
      guard case .googleUnwell = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `an answer without identity is nobody's`() async throws {
    try await MailboxFixture.with { fixture in
      let code = try await Self.code(fixture)
      let body = #"{"access_token":"ya29.x","expires_in":3599,"scope":"openid","token_type":"Bearer"}"#
      await fixture.google.add(
        Fault(.custom(status: 200, contentType: "application/json", body: body), path: "/token"))
      await #expect(throws: SignInError.badIdentity("Google's answer does not say who you are. Start again.")) {
        try await Self.redeem(code, fixture)
      }
    }
  }

  @Test func `an account without a mailbox is told to choose another`() async throws {
    try await MailboxFixture.with { fixture in
      let grant = try await Self.redeem(try await Self.code(fixture), fixture)
      try await fixture.google.setCondition(.mailServiceNotEnabled, of: MailboxFixture.address)
      let error = await #expect(throws: SignInError.self) {
        try await Self.signIn(fixture).profileAddress(access: grant.tokens.access)
      }
      #expect(error == .refused("This Google account has no Gmail mailbox; connect another account."))
    }
  }

  @Test func `a grant given back opens nothing any more, and giving it back twice is no error`() async throws {
    try await MailboxFixture.with { fixture in
      let grant = try await Self.redeem(try await Self.code(fixture), fixture)
      let refresh = try #require(grant.tokens.refresh)
      try await Self.signIn(fixture).revoke(refresh)
      try await Self.signIn(fixture).revoke(refresh)
      await #expect(throws: SignInError.self) {
        try await Self.signIn(fixture).profileAddress(access: grant.tokens.access)
      }
    }
  }

  @Test(arguments: [
    Fault(.unavailable, path: "/revoke"), Fault(.reset, path: "/revoke"),
    Fault(.custom(status: 400, contentType: "text/html", body: "<h1>Bad request</h1>"), path: "/revoke"),
  ])
  func `what Google did not confirm is not called withdrawn`(fault: Fault) async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(fault)
      let error = await #expect(throws: SignInError.self) { try await Self.signIn(fixture).revoke(Secret("1//x")) }
      guard case .googleUnwell = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  private static func failure(_ body: () async throws(SignInError) -> GoogleGrant) async -> SignInError? {
    do {
      _ = try await body()
      return nil
    } catch {
      return error
    }
  }

  private static func expectRefused(
    _ body: () async throws(SignInError) -> GoogleGrant, sourceLocation: SourceLocation = #_sourceLocation
  ) async {
    let error = await failure(body)
    guard case .refused(let words) = error, words.contains("Start again") else {
      Issue.record("\(String(describing: error))", sourceLocation: sourceLocation)
      return
    }
  }
}
