package import FoundationEssentials
import HTTPTransport
package import Secretary
import Vault

/// Sign-in with Google and the consent to a mailbox, which are one act: the authorization code flow with PKCE
/// (RFC 6749 §4.1, RFC 7636, OpenID Connect Core 1.0 §3.1). It keeps nothing: whoever sends a person away keeps what
/// belongs to their return.
package struct GoogleSignIn: Sendable {
  /// What is asked for. Google shows the last as a box that can be left unticked.
  package static let scopes = ["openid", "email", MailboxScope.modify]

  private let client: OAuthClient
  private let endpoints: GoogleEndpoints
  private let now: @Sendable () -> Date

  package init(
    client: OAuthClient, endpoints: GoogleEndpoints, now: @escaping @Sendable () -> Date
  ) {
    self.client = client
    self.endpoints = endpoints
    self.now = now
  }

  /// Where to send the browser.
  /// - `state`: comes back with the code, and proves that the return belongs to this browser.
  /// - `verifier`: only its SHA-256 travels; who has the code alone cannot redeem it.
  /// - `nonce`: comes back inside the identity.
  /// - `redirectURI`: must stand letter by letter in the OAuth client.
  /// - `loginHint`: an address or a subject; without one Google lets the person choose the account.
  /// - `forcingConsent`: makes Google ask again and give a refresh token. Each one given counts towards the hundred an
  ///   account may have with one client, the oldest of which Google drops silently.
  package func authorizationURL(
    state: Secret, verifier: Secret, nonce: String, redirectURI: String, loginHint: String?, forcingConsent: Bool
  ) -> String {
    var query = [
      ("client_id", client.id), ("redirect_uri", redirectURI), ("response_type", "code"),
      ("scope", Self.scopes.joined(separator: " ")), ("access_type", "offline"), ("include_granted_scopes", "true"),
      ("state", state.reveal()), ("nonce", nonce), ("code_challenge", SHA256.hash(verifier.reveal())),
      ("code_challenge_method", "S256"),
    ]
    let prompts = (forcingConsent ? ["consent"] : []) + (loginHint == nil ? ["select_account"] : [])
    if !prompts.isEmpty { query.append(("prompt", prompts.joined(separator: " "))) }
    if let loginHint { query.append(("login_hint", loginHint)) }
    return endpoints.authorize + (endpoints.authorize.contains("?") ? "&" : "?") + FormEncoding.encode(query)
  }

  /// The code that came back, for tokens and the person's identity. A code works once; after any error the person begins
  /// again.
  package func redeem(
    code: String, verifier: Secret, nonce: String, redirectURI: String
  ) async throws(SignInError) -> GoogleGrant {
    let asked = now()
    let response = try await send(
      TokenRequest.exchange(code, verifier: verifier, redirectURI: redirectURI, client: client, url: endpoints.token))
    guard response.status == 200 else { throw .of(response, redirectURI: redirectURI) }
    guard let grant = try? TokenRequest.grant(from: response) else {
      throw .googleUnwell("Google's answer could not be read. Try again in a moment.")
    }
    guard let identity = grant.identity else {
      throw .badIdentity("Google's answer does not say who you are. Start again.")
    }
    let expected = IdentityToken.Expectation(
      issuer: endpoints.issuer, client: client.id, nonce: nonce, now: now())
    return GoogleGrant(
      identity: try IdentityToken.identity(in: identity, expecting: expected),
      tokens: GoogleGrant.Tokens(
        access: grant.access, expiry: asked.addingTimeInterval(grant.lifetime), refresh: grant.refresh),
      // Left out, it would mean that all was granted (RFC 6749 §5.1); Google never leaves it out.
      scopes: grant.scopes ?? Self.scopes)
  }

  /// The address of the mailbox this access opens, from Gmail itself: what Google calls the person's address need not be
  /// one that has a mailbox.
  package func profileAddress(access: Secret) async throws(SignInError) -> String {
    let call = GmailCall(path: "/profile", query: [("fields", "emailAddress")], units: QuotaPrice.profile)
    var request = call.request(base: endpoints.api, token: access.reveal())
    request.totalTimeout = TokenRequest.patience  // a person waits
    let response = try await send(request)
    guard response.status == 200 else { throw .of(GmailRefusal.of(response, at: now())) }
    guard let profile = try? JSONDecoder().decode(Profile.self, from: Data(response.body)),
      !profile.emailAddress.isEmpty
    else { throw .googleUnwell("Gmail's answer could not be read. Try again in a moment.") }
    return profile.emailAddress
  }

  /// Gives the grant back, as when a person disconnects. One that is dead already is as good as given back. Google
  /// withdraws everything this person granted to the whole Cloud project, and may take a while to do so.
  package func revoke(_ refresh: Secret) async throws(SignInError) {
    let response = try await send(TokenRequest.revoke(refresh, url: endpoints.revoke))
    guard response.status == 200 || TokenRequest.error(in: response)?.error == "invalid_token" else {
      throw .googleUnwell("Google did not confirm that the access is withdrawn (HTTP \(response.status)).")
    }
  }

  /// Each over a connection of its own: a transport takes one request at a time, and an answer that hangs would hold up
  /// everybody else who signs in.
  private func send(_ request: HTTPRequest) async throws(SignInError) -> HTTPResponse {
    do { return try await HTTPTransport().send(request) } catch { throw .of(error) }
  }

  private struct Profile: Decodable {
    var emailAddress: String
  }
}
