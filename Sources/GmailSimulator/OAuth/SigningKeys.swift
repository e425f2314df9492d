import FoundationEssentials
import Vault

/// The keys id_tokens are signed with: one signs, and those it replaced stay published until nothing signed with them is
/// still in use.
struct SigningKeys {
  struct Key: Sendable {
    /// `kid`: 40 hexadecimal digits, as Google's.
    let id: String
    let key: RS256Key
    let made: Date
    var replaced: Date?
  }

  /// Seconds a replaced key stays published.
  static let overlap: TimeInterval = 86_400
  /// Seconds a reader may keep what `/oauth2/v3/certs` told; well below the overlap.
  static let freshness = 21_600

  private var keys: [Key] = []
  private var random = SeededGenerator("signing keys")

  /// Every simulator of this process begins with the same key: making one takes a good part of a second, and tests start
  /// simulators by the hundred.
  private static let first = Result<RS256Key, VaultError> { () throws(VaultError) in try RS256Key.generate() }

  /// The key that signs now; it is made when it is first needed.
  mutating func current(at now: Date) throws(VaultError) -> Key {
    if let key = keys.last { return key }
    return add(try Self.first.get(), at: now)
  }

  mutating func rotate(at now: Date) throws(VaultError) {
    _ = try current(at: now)
    keys[keys.count - 1].replaced = now
    _ = add(try RS256Key.generate(), at: now)
  }

  /// What a reader is told: the key that signs, and those replaced less than a day ago.
  mutating func published(at now: Date) throws(VaultError) -> [Key] {
    _ = try current(at: now)
    return keys.filter { key in key.replaced.map { now.timeIntervalSince($0) < Self.overlap } ?? true }
  }

  private mutating func add(_ key: RS256Key, at now: Date) -> Key {
    let key = Key(id: random.text(40, of: "0123456789abcdef"), key: key, made: now)
    keys.append(key)
    return key
  }
}

extension SigningKeys.Key {
  /// As a JSON web key (RFC 7517, RFC 7518 §6.3.1).
  var jwk: JSON {
    .object([
      "kty": "RSA", "alg": "RS256", "use": "sig", "kid": .string(id), "n": .string(Base64URL.encode(key.modulus)),
      "e": .string(Base64URL.encode(key.publicExponent)),
    ])
  }

  /// As an X.509 certificate in PEM, what older libraries read.
  var pem: String {
    get throws(VaultError) {
      let start = Int(made.timeIntervalSince1970)
      let der = try key.certificate(
        named: "federated-signon.simulated.example", from: start - 86_400, until: start + 30 * 86_400)
      let text = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
      return "-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n"
    }
  }
}
