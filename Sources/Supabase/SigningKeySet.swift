import FoundationEssentials
import Vault

/// The public keys of a project by their id, as it publishes them (JSON web key set, RFC 7517 §5). Keys of other algorithms,
/// and those that cannot be read, are left out.
struct SigningKeySet: Sendable, Equatable {
  /// A project has two or three.
  static let most = 20

  private let keys: [String: SignatureKey]

  /// Nil when the answer is no key set at all.
  init?(_ json: [UInt8]) {
    guard let set = try? JSONDecoder().decode(Set.self, from: Data(json)) else { return nil }
    let named = set.keys.prefix(Self.most).compactMap { item in
      item.key.flatMap { key in key.kid.flatMap { id in key.signatureKey.map { (id, $0) } } }
    }
    keys = Dictionary(named) { first, _ in first }
  }

  subscript(id: String) -> SignatureKey? { keys[id] }

  private struct Set: Decodable {
    var keys: [Item]

    /// One key that cannot be read says nothing about the others.
    struct Item: Decodable {
      let key: Key?
      init(from decoder: any Decoder) throws { key = try? Key(from: decoder) }
    }
  }

  private struct Key: Decodable {
    var kty: String
    var kid: String?
    var alg: String?
    var use: String?
    var crv: String?
    var n: String?
    var e: String?
    var x: String?
    var y: String?

    var signatureKey: SignatureKey? {
      guard use ?? "sig" == "sig" else { return nil }
      let key: SignatureKey?
      switch kty {
      case "RSA":
        guard let n = n.flatMap(Base64URL.decode), let e = e.flatMap(Base64URL.decode) else { return nil }
        key = SignatureKey(rsaModulus: n, exponent: e)
      case "EC":
        guard crv == "P-256", let x = x.flatMap(Base64URL.decode), let y = y.flatMap(Base64URL.decode) else {
          return nil
        }
        key = SignatureKey(p256X: x, y: y)
      default: return nil
      }
      return key.flatMap { alg ?? $0.algorithm.rawValue == $0.algorithm.rawValue ? $0 : nil }
    }
  }
}
