import HTTPTransport
package import Secretary

/// Where a Supabase project answers, and by which key it lets requests in. The key may be of either kind; it is never parsed.
package struct SupabaseEndpoints: Sendable {
  static let keys = "/.well-known/jwks.json"
  static let user = "/user"
  /// A person waits.
  private static let patience = Duration.seconds(5)

  /// Who signs the project's tokens, and where its Auth server is.
  let issuer: String
  private let key: Secret

  /// - `url`: of the project, `https://REF.supabase.co`; a slash at the end is forgiven.
  package init(url: String, key: Secret) {
    issuer = (url.hasSuffix("/") ? String(url.dropLast()) : url) + "/auth/v1"
    self.key = key
  }

  /// Each over a connection of its own: an answer that hangs would hold up everybody else's.
  func ask(_ path: String, bearer: Secret?) async throws(HTTPTransportError) -> HTTPResponse {
    var headers = [HTTPField("apikey", key.reveal()), HTTPField("Accept", "application/json")]
    if let bearer { headers.append(HTTPField("Authorization", "Bearer \(bearer.reveal())")) }
    return try await HTTPTransport().send(
      HTTPRequest(.get, issuer + path, headers: headers, totalTimeout: Self.patience))
  }
}
