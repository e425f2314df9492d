/// Why an access token does not count, as the code of a problem; none tells more than its owner may know.
package enum TokenRefusal: String, Error, Sendable, CaseIterable {
  case malformed
  /// The project names no such key, or none of an algorithm that can be checked here.
  case unknownKey = "unknown-key"
  /// Of another algorithm than its key is for.
  case wrongAlgorithm = "wrong-algorithm"
  case wrongSignature = "wrong-signature"
  case wrongIssuer = "wrong-issuer"
  case wrongAudience = "wrong-audience"
  case expired
  case notYetValid = "not-yet-valid"
  /// Not that of a person who signed in.
  case wrongRole = "wrong-role"
  case anonymous
  case wrongSubject = "wrong-subject"
  /// It was good, and the project says that it is not any more: signed out, banned or deleted.
  case ended

  package var words: String {
    switch self {
    case .malformed: "It is no token. Send the access_token of the session, not an API key."
    case .unknownKey, .wrongAlgorithm:
      "It is not signed with one of the project's keys. The project must sign with ES256 or RS256 (JWT signing keys), not with the legacy secret."
    case .wrongSignature: "Its signature does not fit."
    case .wrongIssuer, .wrongAudience: "It is another project's, or for somebody else."
    case .expired: "It is too old. Refresh the session, and send the new one."
    case .notYetValid: "It is not valid yet. Look at the clocks."
    case .wrongRole, .wrongSubject: "It is not that of a person who signed in."
    case .anonymous: "Anonymous people have no secretary. Sign in."
    case .ended: "Its session has ended. Sign in again."
    }
  }
}
