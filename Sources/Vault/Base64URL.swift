import struct FoundationEssentials.Data

/// RFC 4648 §5, without padding: safe in a URL, a file name, a cookie and a line of text.
enum Base64URL {
  static func encode(_ bytes: [UInt8]) -> String {
    String(
      Data(bytes).base64EncodedString().compactMap { character -> Character? in
        switch character {
        case "+": "-"
        case "/": "_"
        case "=": nil
        default: character
        }
      })
  }

  /// nil for anything but what `encode` writes.
  static func decode(_ text: Substring) -> [UInt8]? {
    guard text.utf8.allSatisfy(isDigit) else { return nil }
    let standard = text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    let padding = String(repeating: "=", count: (4 - standard.count % 4) % 4)
    let bytes = Data(base64Encoded: String(standard) + padding).map(Array.init)
    // The last digit may carry bits that belong to no byte: another digit there would read alike.
    return bytes.flatMap { encode($0) == text ? $0 : nil }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
