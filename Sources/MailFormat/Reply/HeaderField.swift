/// Header fields as they travel: ASCII, folded to at most 76 columns where there is a blank to fold at (RFC 5322 §2.2.3).
struct HeaderField {
  let name: String
  /// What may stand on a line of its own; a blank or a fold comes between two.
  private var tokens: [String]

  /// A subject or other free text. Leading ASCII words stay readable, the rest becomes encoded words where it must.
  static func text(_ name: String, _ value: String) -> HeaderField {
    let words = value.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let plain = words.prefix { isPlain($0) }
    let rest = words.dropFirst(plain.count).joined(separator: " ")
    return HeaderField(name: name, tokens: plain + EncodedWords.encode(rest))
  }

  static func identifiers(_ name: String, _ identifiers: [String]) -> HeaderField {
    HeaderField(name: name, tokens: identifiers)
  }

  /// Mailboxes with their names as atoms, quoted strings or encoded words.
  static func addresses(_ name: String, _ mailboxes: [(name: String, spec: AddressSpec)]) -> HeaderField {
    var tokens: [String] = []
    for (index, mailbox) in mailboxes.enumerated() {
      let comma = index + 1 < mailboxes.count ? "," : ""
      if mailbox.name.isEmpty {
        tokens.append(mailbox.spec.text + comma)
      } else {
        tokens += phrase(mailbox.name) + ["<\(mailbox.spec.text)>\(comma)"]
      }
    }
    return HeaderField(name: name, tokens: tokens)
  }

  var bytes: [UInt8] {
    var text = name + ":"
    var column = text.utf8.count
    for token in tokens {
      let length = token.utf8.count
      if column + 1 + length > 76, column > name.utf8.count + 1, length > 0 {
        text += "\r\n"
        column = 0
      }
      text += " " + token
      column += 1 + length
    }
    return Array((text + "\r\n").utf8)
  }

  /// A word of ASCII that fits a line; an empty one stands for a second blank, which folding would lose.
  private static func isPlain(_ word: String) -> Bool {
    (1...900).contains(word.utf8.count) && word.utf8.allSatisfy { $0 < 0x7f }
  }

  private static func phrase(_ name: String) -> [String] {
    guard name.utf8.count <= 60, name.utf8.allSatisfy({ $0 < 0x7f }) else { return EncodedWords.encode(name) }
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    if words.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isAtomText) }) { return words.map(String.init) }
    var quoted = "\""
    for character in name {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return [quoted + "\""]
  }

  /// RFC 5322 §3.2.3.
  private static func isAtomText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
    }
  }
}
