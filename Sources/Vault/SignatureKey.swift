import COpenSSL

/// Somebody else's public key, which tells whether they signed: RS256 (RSASSA-PKCS1-v1_5 with SHA-256, RFC 7518 §3.3) or ES256
/// (ECDSA with P-256 and SHA-256, §3.4). A key is good for its own algorithm alone, whatever a message claims.
package struct SignatureKey: Sendable, Equatable {
  package enum Algorithm: String, Sendable {
    case rs256 = "RS256"
    case es256 = "ES256"
  }

  /// Bytes of one of the two numbers of an ES256 signature, and of a coordinate of its key.
  private static let width = 32
  /// Bits of an RSA key: less is not safe (RFC 7518 §3.3), and more would only take time.
  private static let rsaBits = 2048...8192

  package let algorithm: Algorithm
  /// As OpenSSL writes public keys (SubjectPublicKeyInfo): a value that may cross threads, unlike its pointer.
  private let der: [UInt8]

  /// An RSA key by its numbers, big-endian. Nil when they are none, or of another size than is safe.
  package init?(rsaModulus modulus: [UInt8], exponent: [UInt8]) {
    guard modulus.first ?? 0 != 0, Self.rsaBits.contains(modulus.count * 8), (1...8).contains(exponent.count),
      let der = Self.checked(
        DER.sequence([
          DER.sequence([Self.rsaEncryption, DER.null]),
          DER.bits(DER.sequence([DER.integer(modulus), DER.integer(exponent)])),
        ]))
    else { return nil }
    (algorithm, self.der) = (.rs256, der)
  }

  /// A key on the curve P-256 by its point. Nil when that is not on the curve.
  package init?(p256X x: [UInt8], y: [UInt8]) {
    guard x.count == Self.width, y.count == Self.width,
      let der = Self.checked(
        DER.sequence([DER.sequence([Self.ecPublicKey, Self.prime256v1]), DER.bits([4] + x + y)]))
    else { return nil }
    (algorithm, self.der) = (.es256, der)
  }

  /// Whether the owner of the key signed this message.
  package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let signature = algorithm == .es256 ? Self.sequence(of: signature) : signature else { return false }
    guard let key = Self.opened(der) else { return false }
    defer { EVP_PKEY_free(key) }
    guard let digest = EVP_MD_CTX_new() else { return false }
    defer { EVP_MD_CTX_free(digest) }
    guard EVP_DigestVerifyInit(digest, nil, EVP_sha256(), nil, key) == 1 else { return false }
    return EVP_DigestVerify(digest, signature, signature.count, message, message.count) == 1
  }

  /// The two numbers, side by side in a token, as the sequence that OpenSSL reads (RFC 7518 §3.4, RFC 3279 §2.2.3).
  private static func sequence(of signature: [UInt8]) -> [UInt8]? {
    guard signature.count == 2 * width, let pair = ECDSA_SIG_new() else { return nil }
    defer { ECDSA_SIG_free(pair) }
    let r = BN_bin2bn(signature, Int32(width), nil)
    let s = BN_bin2bn(Array(signature[width...]), Int32(width), nil)
    guard let r, let s, ECDSA_SIG_set0(pair, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      return nil
    }
    return try? OpenSSLBytes.encoded { i2d_ECDSA_SIG(pair, $0) }
  }

  // Object identifiers: 1.2.840.113549.1.1.1 (RFC 8017), 1.2.840.10045.2.1 and 1.2.840.10045.3.1.7 (RFC 5480).
  private static let rsaEncryption: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]
  private static let ecPublicKey: [UInt8] = [0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01]
  private static let prime256v1: [UInt8] = [0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]

  /// The same bytes, when OpenSSL takes them for a key: of a point that is on its curve.
  private static func checked(_ der: [UInt8]) -> [UInt8]? {
    guard let key = opened(der) else { return nil }
    defer { EVP_PKEY_free(key) }
    guard let check = EVP_PKEY_CTX_new(key, nil) else { return nil }
    defer { EVP_PKEY_CTX_free(check) }
    return EVP_PKEY_public_check(check) == 1 ? der : nil
  }

  private static func opened(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_PUBKEY(nil, &start, buffer.count)
    }
  }
}

/// The few words of ASN.1 that a public key is written in (X.690, RFC 5280 §4.1.2.7).
private enum DER {
  static let null: [UInt8] = [0x05, 0x00]

  static func sequence(_ parts: [[UInt8]]) -> [UInt8] { tagged(0x30, Array(parts.joined())) }

  static func bits(_ bytes: [UInt8]) -> [UInt8] { tagged(0x03, [0] + bytes) }

  /// A number that is not negative, big-endian.
  static func integer(_ bytes: [UInt8]) -> [UInt8] {
    tagged(0x02, bytes.first ?? 0 < 0x80 && !bytes.isEmpty ? bytes : [0] + bytes)
  }

  private static func tagged(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
    let count = content.count
    let length: [UInt8] =
      count < 0x80
      ? [UInt8(count)]
      : count < 0x100 ? [0x81, UInt8(count)] : [0x82, UInt8(count >> 8), UInt8(count & 0xFF)]
    return [tag] + length + content
  }
}
