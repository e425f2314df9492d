import struct FoundationEssentials.Data

/// The keys of one user, derived from the master keys: they open that user's secrets and nobody else's.
/// A worker is given only these, so its memory is worth one mailbox.
///
/// Codable only to travel in the ticket a worker gets on its standard input. Printing shows `‹sealed›`.
package struct UserKeys: Sendable, Equatable, Codable {
  struct Derived: Sendable, Equatable, Codable {
    var id: String
    var bytes: Data
  }

  let user: String
  /// Newest first, as in the key file.
  let keys: [Derived]

  /// Seals with the newest key and a fresh random nonce: sealing the same text twice gives two different texts.
  ///
  /// `column` names where the text will be kept (`gmail_credentials.refresh_token`). Opening it under another name, or
  /// as another user, fails: a row cannot be copied over somebody else's.
  package func seal(_ plaintext: String, column: String) throws(VaultError) -> String {
    guard let key = keys.first else { throw .noKeys }
    // 96 random bits allow 2³² sealings under one key before a repeat becomes likely enough to matter
    // (NIST SP 800-38D §8.3); one user's tokens are sealed about once an hour.
    let nonce = try Randomness.bytes(AES256GCM.nonceLength)
    let sealed = try AES256GCM.seal(
      Array(plaintext.utf8), key: Array(key.bytes), nonce: nonce,
      authenticating: SealedText.context(user: user, column: column))
    return SealedText(keyID: key.id, nonce: nonce, sealed: sealed).text
  }

  /// The text that was sealed for this user and column, by any key that is still in the file.
  package func open(_ sealed: String, column: String) throws(VaultError) -> String {
    let text = try SealedText(sealed)
    guard let key = keys.first(where: { $0.id == text.keyID }) else { throw .unknownKey(id: text.keyID) }
    let plaintext = try AES256GCM.open(
      text.sealed, key: Array(key.bytes), nonce: text.nonce,
      authenticating: SealedText.context(user: user, column: column))
    return String(decoding: plaintext, as: UTF8.self)
  }

  /// How every text begins that the newest key sealed.
  package var newestMark: String { "\(SealedText.version).\(keys.first?.id ?? "")." }

  /// Whether it was sealed with a key that is no longer the newest. When nothing is, old keys can leave the file.
  package func needsResealing(_ sealed: String) -> Bool {
    guard let text = try? SealedText(sealed) else { return false }
    return text.keyID != keys.first?.id
  }
}

extension UserKeys: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹sealed›" }
  package var debugDescription: String { "‹sealed›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
