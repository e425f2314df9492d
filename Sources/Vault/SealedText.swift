/// The text form of a sealed secret: `v1.KEYID.BASE64URL(nonce ‖ ciphertext ‖ tag)`, without padding.
/// The version says how it was made, the key id which key opens it.
struct SealedText {
  static let version = "v1"

  var keyID: String
  var nonce: [UInt8]
  /// Ciphertext and tag.
  var sealed: [UInt8]

  init(keyID: String, nonce: [UInt8], sealed: [UInt8]) {
    self.keyID = keyID
    self.nonce = nonce
    self.sealed = sealed
  }

  init(_ text: String) throws(VaultError) {
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0] == Self.version, KeyRing.isKeyID(fields[1]),
      let bytes = Base64URL.decodeExactly(fields[2]), bytes.count >= AES256GCM.nonceLength + AES256GCM.tagLength
    else { throw .malformedSealedText }
    self.init(
      keyID: String(fields[1]), nonce: Array(bytes.prefix(AES256GCM.nonceLength)),
      sealed: Array(bytes.dropFirst(AES256GCM.nonceLength)))
  }

  var text: String { "\(Self.version).\(keyID).\(Base64URL.encode(nonce + sealed))" }

  /// What the tag vouches for besides the ciphertext: the version, whose secret it is and where it belongs.
  /// Each field is preceded by its length, so no two different pairs give the same bytes.
  static func context(user: String, column: String) -> [UInt8] {
    [version, user, column].flatMap { field in
      let bytes = Array(field.utf8)
      return withUnsafeBytes(of: UInt32(bytes.count).bigEndian, Array.init) + bytes
    }
  }
}
