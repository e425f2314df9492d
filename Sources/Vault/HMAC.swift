import COpenSSL

/// HMAC with SHA-256 (RFC 2104, FIPS 198-1).
enum HMAC {
  /// 32 bytes.
  static func sha256(key: [UInt8], _ message: [UInt8]) -> [UInt8] {
    var mac = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    var length: UInt32 = 0
    // Like SHA-256 itself, it fails only where no key could have been derived.
    precondition(
      COpenSSL.HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &mac, &length) != nil,
      "OpenSSL has no HMAC-SHA-256")
    return mac
  }

  /// Compares in a time that tells nothing of where two texts differ.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && CRYPTO_memcmp(left, right, left.count) == 0
  }
}
