import COpenSSL

/// HMAC-based key derivation with SHA-256 (RFC 5869), extract and expand.
enum HKDF {
  static func sha256(key: [UInt8], salt: [UInt8], info: [UInt8], length: Int) throws(VaultError) -> [UInt8] {
    var derived = [UInt8](repeating: 0, count: length)
    var derivedLength = length
    guard let context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nil) else { throw .cryptographyFailed }
    defer { EVP_PKEY_CTX_free(context) }
    guard EVP_PKEY_derive_init(context) == 1,
      EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256()) == 1,
      EVP_PKEY_CTX_set1_hkdf_salt(context, salt, Int32(salt.count)) == 1,
      EVP_PKEY_CTX_set1_hkdf_key(context, key, Int32(key.count)) == 1,
      EVP_PKEY_CTX_add1_hkdf_info(context, info, Int32(info.count)) == 1,
      EVP_PKEY_derive(context, &derived, &derivedLength) == 1, derivedLength == length
    else { throw .cryptographyFailed }
    return derived
  }
}
