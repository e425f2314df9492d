import Gmail
import Hummingbird
import Logging
import Secretary
import Storage
import StoreRequests
import Vault

import struct Foundation.Date

/// Signing in with Google and connecting the mailbox, which are one act. The store keeps only that a sign-in was begun and
/// by which browser; the PKCE verifier and the nonce are made from the state with the web's own key.
struct SignInFlow: Sendable {
  /// How long a person may take at Google.
  static let patience = Duration.seconds(600)

  let services: WebServices
  let logger: Logger

  // MARK: Away

  /// Where to send the browser.
  /// - `hint`: the account to offer.
  func begin(
    browser: Secret, user: UserID?, returnTo: String?, hint: String?, forcingConsent: Bool
  ) async throws -> String {
    let state = try await services.store.oauthRequests.begin(
      browser: browser, user: user, returnTo: returnTo, forcesConsent: forcingConsent, lifetime: Self.patience)
    return services.google.authorizationURL(
      state: state, verifier: verifier(state), nonce: nonce(state),
      redirectURI: services.configuration.site.redirectURI, loginHint: hint, forcingConsent: forcingConsent)
  }

  /// Whether Google has to ask for consent again so that it gives a refresh token: each one counts towards the hundred an
  /// account may have (docs/gmail.md, Permission), so only when the stored one is known to be dead.
  func needsConsent(_ user: UserID) async throws -> Bool {
    guard let credential = try await services.store.credentials.credential(of: user) else { return false }
    return !credential.isConnected
  }

  private func verifier(_ state: Secret) -> Secret { Secret(services.webKeys.sign("pkce", state.reveal())) }
  private func nonce(_ state: Secret) -> String { services.webKeys.sign("nonce", state.reveal()) }

  // MARK: Back

  enum Success: Sendable {
    case signedIn(User)
    /// Once more to Google, for a refresh token.
    case again(url: String)
  }

  /// What Google sent the browser back with, to a state that was redeemed.
  ///
  /// - `timeZone`: where the browser is; whoever signs in for the first time has it in their settings.
  func finish(
    _ request: OAuthRequest, state: Secret, browser: Secret, fields: FormFields, visitor: Visitor?,
    timeZone: String?
  ) async throws -> Success {
    if let started = request.user, started != visitor?.user.id { throw SignInFailure.otherSession }
    if let error = fields["error"] { throw outcome(ofReturned: error) }
    guard let code = fields["code"], (1...2_000).contains(code.utf8.count) else { throw SignInFailure.expired }
    let grant = try await asking { () throws(SignInError) in
      try await services.google.redeem(
        code: code, verifier: verifier(state), nonce: nonce(state),
        redirectURI: services.configuration.site.redirectURI)
    }
    try checkIdentity(grant.identity, visitor)
    guard grant.mayReadMail else { throw SignInFailure.boxNotTicked }
    let mailbox = try await asking { () throws(SignInError) in
      try await services.google.profileAddress(access: grant.tokens.access)
    }
    guard mailbox.lowercased() == grant.identity.address.lowercased() else { throw SignInFailure.otherMailbox }
    let user = try await user(of: grant.identity, in: timeZone)
    guard try await connect(user, grant, mailbox) else {
      guard !request.forcesConsent else { throw SignInFailure.noLastingAccess }
      return .again(
        url: try await begin(
          browser: browser, user: request.user, returnTo: request.returnTo, hint: grant.identity.address,
          forcingConsent: true))
    }
    return .signedIn(user)
  }

  private func checkIdentity(_ identity: GoogleIdentity, _ visitor: Visitor?) throws(SignInFailure) {
    guard identity.isVerified else {
      throw .refused(words: "Google does not vouch for this address. Choose another account.")
    }
    if let visitor, visitor.user.googleSubject != identity.subject {
      throw .wrongAccount(signedIn: visitor.user.address, chosen: identity.address)
    }
    guard services.configuration.signIn.allows(identity.address) else { throw .notAllowed(address: identity.address) }
  }

  private func user(of identity: GoogleIdentity, in timeZone: String?) async throws -> User {
    let users = services.store.users
    let isNew = try await !users.isKnown(subject: identity.subject)
    let user: User
    do { user = try await users.signIn(subject: identity.subject, address: identity.address) } catch {
      if case .userExists = error { throw SignInFailure.addressTaken(address: identity.address) }
      throw error
    }
    if isNew, let timeZone { try await services.store.settings.suppose(timeZone: timeZone, of: user.id) }
    return user
  }

  /// Stores the grant. False when it holds no refresh token and none is stored that works.
  ///
  /// A connection that works is left alone when Google gave nothing new: its worker may be renewing the tokens just now.
  private func connect(_ user: User, _ grant: GoogleGrant, _ mailbox: String) async throws -> Bool {
    guard let refresh = grant.tokens.refresh else {
      let stored = try await services.store.credentials.credential(of: user.id)
      return stored.map { $0.isConnected && $0.address.lowercased() == mailbox.lowercased() } ?? false
    }
    try await services.store.credentials.connect(
      user.id, address: mailbox,
      tokens: MailboxTokens(access: grant.tokens.access, refresh: refresh, expiry: grant.tokens.expiry),
      sealedWith: try services.keys.keys(forUser: user.id.rawValue), scopes: grant.scopes)
    return true
  }

  // MARK: What goes wrong

  private func asking<Answer: Sendable>(
    _ question: () async throws(SignInError) -> Answer
  ) async throws -> Answer {
    do { return try await question() } catch { throw outcome(of: error) }
  }

  private func outcome(ofReturned error: String) -> SignInFailure {
    if error == "access_denied" { return .denied }
    return outcome(of: .returned(error, redirectURI: services.configuration.site.redirectURI))
  }

  private func outcome(of error: SignInError) -> SignInFailure {
    switch error {
    case .googleUnwell(let words): return .googleUnwell(words: words)
    case .refused(let words), .badIdentity(let words): return .refused(words: words)
    case .cancelled: return .googleUnwell(words: "Google gave no answer. Try again in a moment.")
    case .operatorProblem(let words):
      logger.error("Signing in does not work for anybody: \(words)")
      return .operatorProblem
    }
  }
}
