/// The keys with which the web signs what it hands to a browser and wants back unchanged: form tokens, and the PKCE
/// verifier and nonce it derives from a state. One per master key, newest first: the newest signs, all of them verify.
///
/// A signature is for one purpose: what was signed as a form token is no nonce.
package struct WebKeys: Sendable, Equatable {
  /// Newest first, never empty.
  let keys: [[UInt8]]

  /// HMAC-SHA256 with the newest key, in base64url without padding: 43 characters.
  package func sign(_ purpose: String, _ text: String) -> String {
    Base64URL.encode(HMAC.sha256(key: keys[0], Self.message(purpose, text)))
  }

  /// Whether it was signed for this purpose by any key that is still in the key file. Takes the same time wherever a
  /// wrong signature differs.
  package func verify(_ signature: String, _ purpose: String, _ text: String) -> Bool {
    guard let given = Base64URL.decodeExactly(signature) else { return false }
    let message = Self.message(purpose, text)
    return keys.contains { HMAC.areEqual(HMAC.sha256(key: $0, message), given) }
  }

  /// The purpose is preceded by its length, so that no two different pairs give the same bytes.
  private static func message(_ purpose: String, _ text: String) -> [UInt8] {
    let purpose = Array(purpose.utf8)
    return withUnsafeBytes(of: UInt32(purpose.count).bigEndian, Array.init) + purpose + Array(text.utf8)
  }
}

extension WebKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹sealed›" }
  package var debugDescription: String { "‹sealed›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
