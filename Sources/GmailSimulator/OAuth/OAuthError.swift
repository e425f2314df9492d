/// An error of the token and revocation endpoints (RFC 6749 §5.2, with Google's words).
struct OAuthError: Error {
  let status: Int
  let error: String
  var description: String?
  /// Google's extra for reauthentication, such as `invalid_rapt`.
  var subtype: String?

  static func invalidRequest(_ description: String) -> OAuthError {
    OAuthError(status: 400, error: "invalid_request", description: description)
  }

  static func invalidGrant(_ description: String) -> OAuthError {
    OAuthError(status: 400, error: "invalid_grant", description: description)
  }

  var answer: SimulatedAnswer {
    SimulatedGoogle.unstored(
      .object([
        "error": .string(error), "error_description": description.map { .string($0) },
        "error_subtype": subtype.map { .string($0) },
      ]), status: status)
  }
}
