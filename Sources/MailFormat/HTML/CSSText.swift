/// The text of a style as a browser reads it, before it is taken apart.
enum CSSText {
  /// Without `/* … */` (CSS Syntax §4.3.2). An open one takes the rest.
  static func withoutComments(_ text: some Sequence<UInt8>) -> [UInt8] {
    var kept: [UInt8] = []
    var inComment = false
    var last: UInt8 = 0
    for byte in text {
      if inComment {
        if last == UInt8(ascii: "*"), byte == UInt8(ascii: "/") {
          inComment = false
          last = 0
          continue
        }
      } else if last == UInt8(ascii: "/"), byte == UInt8(ascii: "*") {
        inComment = true
        kept.removeLast()
        last = 0
        continue
      } else {
        kept.append(byte)
      }
      last = byte
    }
    return kept
  }

  /// With escapes as what they stand for: `n\6f ne` is `none` (CSS Syntax §4.3.7).
  static func unescaped(_ bytes: some Collection<UInt8>) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\\")) else { return Array(bytes) }
    var plain: [UInt8] = []
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      let digits = rest.prefix(6).prefix { hexDigit($0) != nil }
      guard !digits.isEmpty else {
        if let escaped = rest.popFirst() { plain.append(escaped) }
        continue
      }
      rest = rest.dropFirst(digits.count)
      if let blank = rest.first, [0x20, 0x09, 0x0a, 0x0c, 0x0d].contains(blank) { rest = rest.dropFirst() }
      let value = digits.reduce(UInt32(0)) { $0 * 16 + (hexDigit($1) ?? 0) }
      plain += String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8
    }
    return plain
  }

  private static func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }
}
