/// Why it is not known whose a token is.
package enum SupabaseError: Error, Sendable, Equatable, CustomStringConvertible {
  case refused(TokenRefusal)
  /// The project gave no answer that could be used. For the operator; holds no token.
  case unavailable(String)

  package var description: String {
    switch self {
    case .refused(let refusal): refusal.words
    case .unavailable(let words): words
    }
  }
}
