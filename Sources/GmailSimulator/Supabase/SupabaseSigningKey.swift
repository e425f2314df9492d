import FoundationEssentials
import Vault

/// A key the simulated project signs with.
struct SupabaseSigningKey: Sendable {
  enum Kind: Sendable {
    case es256(ES256Key)
    case rs256(RS256Key)
  }

  let id: String
  let kind: Kind

  /// As a JSON web key (RFC 7517, RFC 7518 §6).
  var jwk: JSON {
    switch kind {
    case .es256(let key):
      .object([
        "kty": "EC", "alg": "ES256", "use": "sig", "kid": .string(id), "crv": "P-256", "key_ops": .array(["verify"]),
        "ext": true, "x": .string(Base64URL.encode(key.x)), "y": .string(Base64URL.encode(key.y)),
      ])
    case .rs256(let key):
      .object([
        "kty": "RSA", "alg": "RS256", "use": "sig", "kid": .string(id), "key_ops": .array(["verify"]), "ext": true,
        "n": .string(Base64URL.encode(key.modulus)), "e": .string(Base64URL.encode(key.publicExponent)),
      ])
    }
  }

  /// As a token in compact form (RFC 7515 §7.1).
  func sign(_ claims: JSON) throws(VaultError) -> String {
    let header = JSON.object(["alg": .string(algorithm), "kid": .string(id), "typ": "JWT"])
    let signed = "\(Self.part(header)).\(Self.part(claims))"
    return "\(signed).\(Base64URL.encode(try signature(of: Array(signed.utf8))))"
  }

  /// What a token says that this key signed; nil for any other.
  func claims(of token: String) -> JSON? {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let signature = Base64URL.decodeExactly(parts[2]),
      let payload = Base64URL.decodeExactly(parts[1]),
      publicKey?.verifies(signature, of: Array("\(parts[0]).\(parts[1])".utf8)) == true
    else { return nil }
    return JSON.parse(payload)
  }

  private var algorithm: String {
    switch kind {
    case .es256: "ES256"
    case .rs256: "RS256"
    }
  }

  private var publicKey: SignatureKey? {
    switch kind {
    case .es256(let key): SignatureKey(p256X: key.x, y: key.y)
    case .rs256(let key): SignatureKey(rsaModulus: key.modulus, exponent: key.publicExponent)
    }
  }

  private func signature(of message: [UInt8]) throws(VaultError) -> [UInt8] {
    switch kind {
    case .es256(let key): try key.sign(message)
    case .rs256(let key): try key.sign(message)
    }
  }

  private static func part(_ json: JSON) -> String { Base64URL.encode(JSONWriter.bytes(json, pretty: false)) }
}
