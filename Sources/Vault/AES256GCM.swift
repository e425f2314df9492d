import COpenSSL

/// AES-256 in Galois/Counter Mode (NIST SP 800-38D) through OpenSSL's EVP: 96-bit nonce, 128-bit tag.
enum AES256GCM {
  static let keyLength = 32
  static let nonceLength = 12
  static let tagLength = 16

  /// Ciphertext followed by the tag. A nonce must never be used twice under one key.
  static func seal(
    _ plaintext: [UInt8], key: [UInt8], nonce: [UInt8], authenticating context: [UInt8]
  ) throws(VaultError) -> [UInt8] {
    guard key.count == keyLength, nonce.count == nonceLength, let cipher = EVP_CIPHER_CTX_new() else {
      throw .cryptographyFailed
    }
    defer { EVP_CIPHER_CTX_free(cipher) }
    var sealed = [UInt8](repeating: 0, count: plaintext.count)
    var tag = [UInt8](repeating: 0, count: tagLength)
    var written: Int32 = 0
    // GCM is a stream mode: `Final` writes nothing, it only completes the tag.
    guard EVP_EncryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_EncryptUpdate(cipher, nil, &written, context, Int32(context.count)) == 1,
      plaintext.isEmpty || EVP_EncryptUpdate(cipher, &sealed, &written, plaintext, Int32(plaintext.count)) == 1,
      EVP_EncryptFinal_ex(cipher, &tag, &written) == 1,
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, Int32(tagLength), &tag) == 1
    else { throw .cryptographyFailed }
    return sealed + tag
  }

  /// The plaintext, or `notAuthentic` when key, nonce, context, ciphertext or tag is not the one that was sealed with.
  static func open(
    _ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating context: [UInt8]
  ) throws(VaultError) -> [UInt8] {
    guard sealed.count >= tagLength else { throw .malformedSealedText }
    guard key.count == keyLength, nonce.count == nonceLength, let cipher = EVP_CIPHER_CTX_new() else {
      throw .cryptographyFailed
    }
    defer { EVP_CIPHER_CTX_free(cipher) }
    let ciphertext = [UInt8](sealed.dropLast(tagLength))
    var tag = [UInt8](sealed.suffix(tagLength))
    var plaintext = [UInt8](repeating: 0, count: ciphertext.count)
    var end = [UInt8](repeating: 0, count: tagLength)
    var written: Int32 = 0
    guard EVP_DecryptInit_ex(cipher, EVP_aes_256_gcm(), nil, key, nonce) == 1,
      EVP_DecryptUpdate(cipher, nil, &written, context, Int32(context.count)) == 1,
      ciphertext.isEmpty || EVP_DecryptUpdate(cipher, &plaintext, &written, ciphertext, Int32(ciphertext.count)) == 1,
      EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_SET_TAG, Int32(tagLength), &tag) == 1
    else { throw .cryptographyFailed }
    guard EVP_DecryptFinal_ex(cipher, &end, &written) == 1 else { throw .notAuthentic }
    return plaintext
  }
}
