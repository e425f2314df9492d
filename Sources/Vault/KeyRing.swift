import struct FoundationEssentials.Data

/// The master keys of an installation, newest first: the newest seals, all of them open.
///
/// Text form, as in the key file: one line `KEYID:BASE64(32 bytes)` per key, the newest on top; blank lines and lines
/// that begin with `#` are skipped. Lines may end as they do on any system, and a byte order mark at the beginning means
/// nothing. A key may leave the file once nothing is sealed with it any more.
package struct KeyRing: Sendable, Equatable {
  struct MasterKey: Sendable, Equatable {
    var id: String
    var bytes: [UInt8]
  }

  private let keys: [MasterKey]

  package init(text: String) throws(VaultError) {
    var keys: [MasterKey] = []
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    // `\r\n` is one character, which is no `\n`.
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let line = line.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed()
      if line.isEmpty || line.first == "#" { continue }
      let key = try Self.key(Substring(line), line: index + 1)
      guard !keys.contains(where: { $0.id == key.id }) else {
        throw .malformedKey(line: index + 1, problem: "the key id \(key.id) occurs twice")
      }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw .noKeys }
    self.keys = keys
  }

  private init(keys: [MasterKey]) { self.keys = keys }

  /// A ring with one new random key.
  package static func generated() throws(VaultError) -> KeyRing { KeyRing(keys: [try newKey(besides: [])]) }

  /// This ring with a new random key on top. What was sealed before still opens.
  package func rotated() throws(VaultError) -> KeyRing {
    KeyRing(keys: [try Self.newKey(besides: keys)] + keys)
  }

  /// What belongs in the key file.
  package var text: String {
    """
    # Master keys of Secretary, newest first: the first one seals, all of them open.
    # Without them no stored Gmail access can be used again. Keep a copy in a safe place.

    """ + keys.map { "\($0.id):\(Data($0.bytes).base64EncodedString())\n" }.joined()
  }

  /// The ids of the keys, newest first; ids are no secret.
  package var keyIDs: [String] { keys.map(\.id) }

  /// The keys of one user, one per master key (HKDF-SHA256, RFC 5869). They tell nothing of the master keys.
  package func keys(forUser user: String) throws(VaultError) -> UserKeys {
    var derived: [UserKeys.Derived] = []
    for key in keys {
      let bytes = try HKDF.sha256(
        key: key.bytes, salt: Array("secretary user key v1".utf8), info: Array(user.utf8), length: AES256GCM.keyLength)
      derived.append(UserKeys.Derived(id: key.id, bytes: Data(bytes)))
    }
    return UserKeys(user: user, keys: derived)
  }

  /// The keys the web signs with, one per master key (HKDF-SHA256). They open no secret and tell nothing of the master keys.
  package func webKeys() throws(VaultError) -> WebKeys {
    var derived: [[UInt8]] = []
    for key in keys {
      derived.append(
        try HKDF.sha256(key: key.bytes, salt: [], info: Array("secretary web v1".utf8), length: AES256GCM.keyLength))
    }
    return WebKeys(keys: derived)
  }

  /// 1 to 32 letters, digits and dashes: nothing that has a meaning in a sealed text or a key file.
  static func isKeyID(_ text: Substring) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  private static func key(_ line: Substring, line number: Int) throws(VaultError) -> MasterKey {
    guard let colon = line.firstIndex(of: ":") else {
      throw .malformedKey(line: number, problem: "expected KEYID:KEY, there is no colon")
    }
    let id = line[..<colon]
    guard isKeyID(id) else {
      throw .malformedKey(line: number, problem: "the key id must be 1 to 32 letters, digits or dashes")
    }
    guard let bytes = Data(base64Encoded: String(line[line.index(after: colon)...])) else {
      throw .malformedKey(line: number, problem: "the key is not valid base64")
    }
    guard bytes.count == AES256GCM.keyLength else {
      throw .malformedKey(line: number, problem: "the key has \(bytes.count) bytes instead of 32")
    }
    return MasterKey(id: String(id), bytes: Array(bytes))
  }

  private static func newKey(besides existing: [MasterKey]) throws(VaultError) -> MasterKey {
    while true {
      let digits = try Randomness.bytes(4).map { String(UInt32($0) + 0x100, radix: 16).dropFirst() }.joined()
      let id = "k" + digits
      if existing.contains(where: { $0.id == id }) { continue }
      return MasterKey(id: id, bytes: try Randomness.bytes(AES256GCM.keyLength))
    }
  }
}

extension KeyRing: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "‹sealed›" }
  package var debugDescription: String { "‹sealed›" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
