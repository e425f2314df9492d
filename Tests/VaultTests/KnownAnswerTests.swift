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

  /// FIPS 180-2, appendix B, and the empty message.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `SHA-256 gives the published digest`(_ message: String, _ digest: String) {
    #expect(SHA256.bytes(Array(message.utf8)) == bytes(digest))
    #expect(SHA256.hash(message) == Base64URL.encode(bytes(digest)))
  }

  struct HMACVector: CustomTestStringConvertible {
    var name: String
    var key, message: [UInt8]
    var mac: String
    var testDescription: String { name }
  }

  /// RFC 4231, section 4. Case 5 truncates, which we never do.
  static let hmac = [
    HMACVector(
      name: "case 1", key: Array(repeating: 0x0b, count: 20), message: Array("Hi There".utf8),
      mac: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    HMACVector(
      name: "case 2: a short key", key: Array("Jefe".utf8), message: Array("what do ya want for nothing?".utf8),
      mac: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    HMACVector(
      name: "case 3", key: Array(repeating: 0xaa, count: 20), message: Array(repeating: 0xdd, count: 50),
      mac: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    HMACVector(
      name: "case 4", key: Array(1...25), message: Array(repeating: 0xcd, count: 50),
      mac: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    HMACVector(
      name: "case 6: a key longer than a block", key: Array(repeating: 0xaa, count: 131),
      message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      mac: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    HMACVector(
      name: "case 7: key and message longer than a block", key: Array(repeating: 0xaa, count: 131),
      message: Array(
        """
        This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed \
        before being used by the HMAC algorithm.
        """.utf8), mac: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test(arguments: hmac) func `HMAC-SHA-256 gives the published code`(_ vector: HMACVector) {
    #expect(HMAC.sha256(key: vector.key, vector.message) == bytes(vector.mac))
  }
}
