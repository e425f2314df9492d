import FoundationEssentials
package import Secretary
import Vault

/// An access token of Supabase Auth: a JSON web token (RFC 7519) in compact form. Made, it was only read; `verified` is what
/// makes it count.
package struct AccessToken: Sendable {
  /// Bytes; a token with much metadata has 3,000.
  static let longest = 8_192

  let secret: Secret
  /// Which of the project's keys signed it (`kid`).
  let keyID: String
  private let algorithm: String
  private let claims: Claims
  private let signed: [UInt8]
  private let signature: [UInt8]

  /// Nil when it is no such token.
  package init?(_ secret: Secret) {
    let text = secret.reveal()
    guard text.utf8.count <= Self.longest else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = parts.first.flatMap(Base64URL.decodeExactly),
      let payload = Base64URL.decodeExactly(parts[1]), let signature = Base64URL.decodeExactly(parts[2]),
      let header = try? JSONDecoder().decode(Header.self, from: Data(header)), header.crit == nil,
      let claims = try? JSONDecoder().decode(Claims.self, from: Data(payload))
    else { return nil }
    self.secret = secret
    self.claims = claims
    self.signature = signature
    (algorithm, keyID) = (header.alg, header.kid ?? "")
    signed = Array(text.utf8.prefix(parts[0].utf8.count + 1 + parts[1].utf8.count))
  }

  /// Whose it is, after every check: signature by this key, with the key's own algorithm; issuer, audience, time, role and
  /// subject (RFC 8725 §3).
  func identity(
    signedBy key: SignatureKey, issuer: String, at now: Date
  ) throws(TokenRefusal) -> SupabaseIdentity {
    guard key.algorithm.rawValue == algorithm else { throw .wrongAlgorithm }
    guard key.verifies(signature, of: signed) else { throw .wrongSignature }
    guard claims.iss == issuer else { throw .wrongIssuer }
    guard claims.aud.names.contains(Self.audience) else { throw .wrongAudience }
    let moment = now.timeIntervalSince1970
    guard claims.exp > moment - Self.skew else { throw .expired }
    guard claims.nbf ?? 0 < moment + Self.skew, claims.iat ?? 0 < moment + Self.skew else { throw .notYetValid }
    guard claims.role == Self.role else { throw .wrongRole }
    // Anonymous people have the role of those who signed in.
    guard claims.is_anonymous != true else { throw .anonymous }
    guard let id = UUID(uuidString: claims.sub) else { throw .wrongSubject }
    return SupabaseIdentity(id: UserID(id.uuidString.lowercased()))
  }

  private static let audience = "authenticated"
  private static let role = "authenticated"
  /// Clocks of two machines may differ by this many seconds.
  static let skew: Double = 30

  private struct Header: Decodable {
    var alg: String
    var kid: String?
    /// What must be understood to read it: nothing is.
    var crit: [String]?
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Claims: Decodable {
    var iss: String
    var sub: String
    var aud: Audience
    var exp: Double
    var nbf: Double?
    var iat: Double?
    var role: String
    var is_anonymous: Bool?
  }

  /// One name, or a list of them (RFC 7519 §4.1.3).
  private struct Audience: Decodable {
    var names: [String]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let name = try? container.decode(String.self) {
        names = [name]
      } else {
        names = try container.decode([String].self)
      }
    }
  }
}

/// Somebody a token speaks for.
package struct SupabaseIdentity: Sendable, Equatable {
  /// Their id in `auth.users`, in lower case.
  package let id: UserID
}
