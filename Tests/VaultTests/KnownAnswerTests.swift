import Testing

@testable import Vault

/// Vectors published with the algorithms: a mistake in how OpenSSL is called cannot hide behind a round trip.
@Suite struct KnownAnswerTests {
  struct GCMVector: CustomTestStringConvertible {
    var name: String
    var key, nonce, context, plaintext, ciphertext, tag: String
    var testDescription: String { name }
  }

  /// "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega, appendix B.
  static let gcm = [
    GCMVector(
      name: "test case 13: nothing", key: String(repeating: "00", count: 32), nonce: String(repeating: "00", count: 12),
      context: "", plaintext: "", ciphertext: "", tag: "530f8afbc74536b9a963b4f1c4cb738b"),
    GCMVector(
      name: "test case 14: one block", key: String(repeating: "00", count: 32),
      nonce: String(repeating: "00", count: 12), context: "", plaintext: String(repeating: "00", count: 16),
      ciphertext: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
    GCMVector(
      name: "test case 16: with context",
      key: "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", nonce: "cafebabefacedbaddecaf888",
      context: "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      plaintext:
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
      ciphertext:
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
      tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
  ]

  @Test(arguments: gcm) func `AES-256-GCM gives the published ciphertext and tag, and opens it`(_ vector: GCMVector)
    throws
  {
    let (key, nonce, context) = (bytes(vector.key), bytes(vector.nonce), bytes(vector.context))
    let sealed = try AES256GCM.seal(bytes(vector.plaintext), key: key, nonce: nonce, authenticating: context)
    #expect(sealed == bytes(vector.ciphertext + vector.tag))
    let opened = try AES256GCM.open(sealed, key: key, nonce: nonce, authenticating: context)
    #expect(opened == bytes(vector.plaintext))
  }

  struct HKDFVector: CustomTestStringConvertible {
    var name: String
    var key, salt, info, derived: String
    var testDescription: String { name }
  }

  /// RFC 5869, appendix A.
  static let hkdf = [
    HKDFVector(
      name: "A.1", key: String(repeating: "0b", count: 22), salt: "000102030405060708090a0b0c",
      info: "f0f1f2f3f4f5f6f7f8f9",
      derived: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
    HKDFVector(
      name: "A.3: no salt, no info", key: String(repeating: "0b", count: 22), salt: "", info: "",
      derived: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
  ]

  @Test(arguments: hkdf) func `HKDF-SHA256 derives the published key`(_ vector: HKDFVector) throws {
    let derived = try HKDF.sha256(
      key: bytes(vector.key), salt: bytes(vector.salt), info: bytes(vector.info), length: 42)
    #expect(derived == bytes(vector.derived))
  }
}
