import COpenSSL

/// A key on the curve P-256 that signs as ES256 (RFC 7518 §3.4).
///
/// Secretary signs nothing with it; the simulated Supabase signs its access tokens. Printing shows `‹private key›`.
package struct ES256Key: Sendable {
  /// The public point, 32 bytes each, big-endian.
  package let x: [UInt8]
  package let y: [UInt8]
  private let privateDER: [UInt8]

  package static func generate() throws(VaultError) -> ES256Key {
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw .cryptographyFailed }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, "prime256v1") == 1,
      EVP_PKEY_generate(context, &key) == 1, let key
    else { throw .cryptographyFailed }
    defer { EVP_PKEY_free(key) }
    return ES256Key(
      x: try number("qx", of: key), y: try number("qy", of: key),
      privateDER: try OpenSSLBytes.encoded { i2d_PrivateKey(key, $0) })
  }

  /// The two numbers of the signature, 32 bytes each, side by side.
  package func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
    let key = privateDER.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
    guard let key, let digest = EVP_MD_CTX_new() else { throw .cryptographyFailed }
    defer {
      EVP_MD_CTX_free(digest)
      EVP_PKEY_free(key)
    }
    var sequence = [UInt8](repeating: 0, count: 80)
    var length = sequence.count
    guard EVP_DigestSignInit(digest, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestSign(digest, &sequence, &length, message, message.count) == 1
    else { throw .cryptographyFailed }
    let pair = sequence.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_ECDSA_SIG(nil, &start, length)
    }
    guard let pair else { throw .cryptographyFailed }
    defer { ECDSA_SIG_free(pair) }
    return try Self.bytes(of: ECDSA_SIG_get0_r(pair)) + Self.bytes(of: ECDSA_SIG_get0_s(pair))
  }

  private static func number(_ name: String, of key: OpaquePointer) throws(VaultError) -> [UInt8] {
    var number: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &number) == 1, let number else { throw .cryptographyFailed }
    defer { BN_free(number) }
    return try bytes(of: number)
  }

  private static func bytes(of number: OpaquePointer?) throws(VaultError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 32)
    guard let number, BN_bn2binpad(number, &bytes, 32) == 32 else { throw .cryptographyFailed }
    return bytes
  }
}

extension ES256Key: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹private key›" }
  package var debugDescription: String { "‹private key›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
