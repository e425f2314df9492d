import COpenSSL

/// An RSA key of 2048 bits that signs as RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518 §3.3).
///
/// Secretary signs nothing with RSA; the simulated Google signs its id_tokens with it. Printing shows `‹private key›`.
package struct RS256Key: Sendable {
  /// The public modulus, big-endian, without leading zeros.
  package let modulus: [UInt8]
  package let publicExponent: [UInt8]
  /// Bytes instead of OpenSSL's pointer, so that the key is a value and may cross threads.
  private let privateDER: [UInt8]

  /// A new key; takes about a tenth of a second.
  package static func generate() throws(VaultError) -> RS256Key {
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nil) else { throw .cryptographyFailed }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1, EVP_PKEY_CTX_set_rsa_keygen_bits(context, 2048) == 1,
      EVP_PKEY_keygen(context, &key) == 1, let key
    else { throw .cryptographyFailed }
    defer { EVP_PKEY_free(key) }
    return RS256Key(
      modulus: try number("n", of: key), publicExponent: try number("e", of: key),
      privateDER: try OpenSSLBytes.encoded { i2d_PrivateKey(key, $0) })
  }

  package func sign(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
    let key = try opened()
    defer { EVP_PKEY_free(key) }
    guard let digest = EVP_MD_CTX_new() else { throw .cryptographyFailed }
    defer { EVP_MD_CTX_free(digest) }
    var signature = [UInt8](repeating: 0, count: modulus.count)
    var length = signature.count
    // PKCS #1 v1.5 is what OpenSSL pads with unless told otherwise.
    guard EVP_DigestSignInit(digest, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestSign(digest, &signature, &length, message, message.count) == 1, length == signature.count
    else { throw .cryptographyFailed }
    return signature
  }

  /// A self-signed X.509 certificate (DER) of the public key, for readers that take keys only so. The moments are seconds
  /// since 1970.
  package func certificate(named name: String, from start: Int, until end: Int) throws(VaultError) -> [UInt8] {
    let key = try opened()
    defer { EVP_PKEY_free(key) }
    guard let certificate = X509_new() else { throw .cryptographyFailed }
    defer { X509_free(certificate) }
    let subject = X509_get_subject_name(certificate)
    // Version 2 is how X.509 counts its third version.
    guard X509_set_version(certificate, 2) == 1,
      ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...Int(Int32.max))) == 1,
      ASN1_TIME_set(X509_getm_notBefore(certificate), start) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), end) != nil,
      X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, name, -1, -1, 0) == 1,
      X509_set_issuer_name(certificate, subject) == 1, X509_set_pubkey(certificate, key) == 1,
      X509_sign(certificate, key, EVP_sha256()) > 0
    else { throw .cryptographyFailed }
    return try OpenSSLBytes.encoded { i2d_X509(certificate, $0) }
  }

  private func opened() throws(VaultError) -> OpaquePointer {
    let key = privateDER.withUnsafeBufferPointer { buffer in
      var start = buffer.baseAddress
      return d2i_AutoPrivateKey(nil, &start, buffer.count)
    }
    guard let key else { throw .cryptographyFailed }
    return key
  }

  private static func number(_ name: String, of key: OpaquePointer) throws(VaultError) -> [UInt8] {
    var number: OpaquePointer?
    guard EVP_PKEY_get_bn_param(key, name, &number) == 1, let number else { throw .cryptographyFailed }
    defer { BN_free(number) }
    var bytes = [UInt8](repeating: 0, count: (Int(BN_num_bits(number)) + 7) / 8)
    guard Int(BN_bn2bin(number, &bytes)) == bytes.count else { throw .cryptographyFailed }
    return bytes
  }
}

extension RS256Key: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹private key›" }
  package var debugDescription: String { "‹private key›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
