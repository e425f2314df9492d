/// The charset that HTML names for itself in `<meta charset=…>` or `<meta … content="text/html; charset=…">`, for mail
/// whose header names none.
enum MetaCharset {
  /// Bytes that browsers search (WHATWG HTML §13.2.3.2).
  private static let searched = 1_024

  static func name(in bytes: [UInt8]) -> String? {
    let head = bytes.prefix(searched).map { $0 < 0x80 ? Character(Unicode.Scalar($0)) : "?" }
    let start = String(head).lowercased()
    for tag in start.split(separator: "<") where tag.hasPrefix("meta") {
      guard let mark = tag.firstRange(of: "charset") else { continue }
      let value = tag[mark.upperBound...].drop { $0.isWhitespace || $0 == "=" || $0 == "\"" || $0 == "'" }
      let name = value.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == ":" }
      // What could be read so far is ASCII, so it is none of sixteen bits.
      if !name.isEmpty, !name.hasPrefix("utf-16"), !name.hasPrefix("utf-32") { return String(name) }
    }
    return nil
  }
}
