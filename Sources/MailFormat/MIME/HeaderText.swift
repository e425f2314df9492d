/// Header values as a person reads them.
package enum HeaderText {
  /// Bytes of one header value that are read; the rest is left out. A field of 2,000 recipients has about 100,000.
  package static let maximumBytes = 1 << 20

  /// Unfolds, decodes RFC 2047 words, and drops line ends and other control characters, so that the result is one line.
  package static func decode(_ value: String) -> String {
    let text = bounded(value)
    return oneLine(text.utf8.contains(UInt8(ascii: "?")) ? EncodedWords.decode(text) : text)
  }

  /// The decoded value of a field: names in an address list keep the quotes that tell them apart.
  static func value(_ raw: String, ofField name: String) -> String {
    if addressFields.contains(name.lowercased()), raw.contains("=?"), let display = AddressList.display(raw) {
      return oneLine(display)
    }
    return decode(raw)
  }

  private static let addressFields: Set<String> = [
    "from", "to", "cc", "bcc", "sender", "reply-to", "resent-from", "resent-to", "resent-cc", "mail-followup-to",
  ]

  static func bounded(_ value: String) -> String {
    guard value.utf8.count > maximumBytes else { return value }
    return String(decoding: value.utf8.prefix(maximumBytes), as: UTF8.self)
  }

  /// Line ends and other blanks become single blanks; other control characters go.
  static func oneLine(_ text: String) -> String {
    var line = String.UnicodeScalarView()
    var blank = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\t", "\r", "\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}":
        blank = true
      case _ where scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value):
        continue
      default:
        if blank, !line.isEmpty { line.append(" ") }
        blank = false
        line.append(scalar)
      }
    }
    return String(line)
  }

  /// One line that means itself when a reader decodes it: what looks like an encoded word is broken up.
  static func unencoded(_ text: String) -> String {
    let line = oneLine(text)
    return line.contains("=?") ? line.replacing("=?", with: "= ?") : line
  }
}
