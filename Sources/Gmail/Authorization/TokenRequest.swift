import FoundationEssentials
import HTTPTransport
import Secretary

/// The OAuth token endpoint's requests and answers (RFC 6749 §4.1.3, §5, §6).
enum TokenRequest {
  struct Grant {
    var access: Secret
    /// Seconds.
    var lifetime: Double
    var refresh: Secret?
    var scopes: [String]?
    /// The id_token as it came, where an identity was asked for.
    var identity: String?
  }

  /// Seconds: no access lasts longer than a day. Google gives an hour, and that is taken where none is said.
  private static let lifetimes = 86_400.0

  /// RFC 6749 §4.1.3 with the verifier of RFC 7636 §4.5.
  static func exchange(
    _ code: String, verifier: Secret, redirectURI: String, client: OAuthClient, url: String
  ) -> HTTPRequest {
    post(
      [
        ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirectURI),
        ("code_verifier", verifier.reveal()), ("client_id", client.id), ("client_secret", client.secret.reveal()),
      ], to: url)
  }

  /// How long one answer may take.
  static let patience = Duration.seconds(20)

  static func refresh(_ token: Secret, client: OAuthClient, url: String) -> HTTPRequest {
    post(
      [
        ("grant_type", "refresh_token"), ("refresh_token", token.reveal()), ("client_id", client.id),
        ("client_secret", client.secret.reveal()),
      ], to: url)
  }

  /// RFC 7009.
  static func revoke(_ token: Secret, url: String) -> HTTPRequest { post([("token", token.reveal())], to: url) }

  private static func post(_ fields: [(String, String)], to url: String) -> HTTPRequest {
    let form = FormEncoding.encode(fields)
    return HTTPRequest(
      .post, url,
      headers: [
        HTTPField("Content-Type", "application/x-www-form-urlencoded"), HTTPField("Accept", "application/json"),
      ], body: Array(form.utf8), totalTimeout: patience)
  }

  static func grant(from response: HTTPResponse) throws(MailboxError) -> Grant {
    guard response.status == 200 else { throw refusal(response) }
    guard let wire = try? JSONDecoder().decode(WireGrant.self, from: Data(response.body)), !wire.access_token.isEmpty
    else { throw .temporary("Google's token service answered with something that is not a token.") }
    return Grant(
      access: Secret(wire.access_token), lifetime: wire.expires_in?.within(0...lifetimes) ?? 3599,
      refresh: wire.refresh_token.flatMap { $0.isEmpty ? nil : Secret($0) },
      scopes: wire.scope.map { $0.split(separator: " ").map(String.init) }, identity: wire.id_token)
  }

  /// The error an answer names, when it is one of these endpoints'.
  static func error(in response: HTTPResponse) -> WireRefusal? {
    try? JSONDecoder().decode(WireRefusal.self, from: Data(response.body))
  }

  /// What a refusal means. Only `invalid_grant` and its kin speak about the user; `invalid_client` is the operator's
  /// mistake and must never mark users as disconnected.
  static func refusal(_ response: HTTPResponse) -> MailboxError {
    let wire = error(in: response)
    switch wire?.error {
    case "invalid_grant":
      switch wire?.error_subtype {
      case "invalid_rapt", "rapt_required":
        return .accessWithdrawn(
          "The organisation asks this user to sign in to Google again; connect the account again.")
      default:
        return .accessWithdrawn(
          "Google access was withdrawn or has expired; it resumes when the account is connected again.")
      }
    case "invalid_rapt", "rapt_required":
      return .accessWithdrawn("The organisation asks this user to sign in to Google again; connect the account again.")
    case "admin_policy_enforced":
      return .accessWithdrawn("The organisation's Google administrator does not allow this app; ask the administrator.")
    case "invalid_scope": return .missingScope
    case "invalid_client", "deleted_client", "unauthorized_client", "org_internal":
      return .misconfigured(
        "Google does not accept this installation's client id and secret; check google.client_id.")
    case "invalid_request", "unsupported_grant_type", "redirect_uri_mismatch":
      return .misconfigured("Google's token service does not accept the request; check the google settings.")
    default:
      return .temporary("Google's token service is not well (HTTP \(response.status)).")
    }
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct WireGrant: Decodable {
    var access_token: String
    var expires_in: WireNumber?
    var refresh_token: String?
    var scope: String?
    var id_token: String?
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct WireRefusal: Decodable {
    var error: String
    var error_subtype: String?
  }
}
