import COpenSSL

/// SHA-256 (FIPS 180-4). For tokens of 256 random bits, which need no salt and no slow hash: nobody can try them all.
package enum SHA256 {
  /// The hash of the text's UTF-8, in base64url without padding: 43 characters.
  package static func hash(_ text: String) -> String { Base64URL.encode(bytes(Array(text.utf8))) }

  /// 32 bytes.
  package static func bytes(_ message: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    // It fails only in an OpenSSL that was built or configured without SHA-256, where no key can be derived either.
    precondition(COpenSSL.SHA256(message, message.count, &digest) != nil, "OpenSSL has no SHA-256")
    return digest
  }
}
