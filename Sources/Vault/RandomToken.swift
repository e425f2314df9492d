/// A secret that only its holder knows: a session, the state of a sign-in, the mark of a browser.
package enum RandomToken {
  /// 256 random bits in base64url without padding: 43 characters, fit for a cookie and a URL.
  package static func make() throws(VaultError) -> String { Base64URL.encode(try Randomness.bytes(32)) }
}
