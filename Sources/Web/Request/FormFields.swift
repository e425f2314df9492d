/// Fields of a posted form or of a query, in the order they came (WHATWG URL, `application/x-www-form-urlencoded`).
package struct FormFields: Sendable, Equatable {
  package private(set) var fields: [(name: String, value: String)] = []

  /// More fields than any page of ours has.
  static let mostFields = 200

  package init() {}

  /// Nil when it is not such a form: a broken escape, text that is not UTF-8, a NUL, or too many fields.
  package init?(_ text: String) {
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard fields.count < Self.mostFields, let name = Self.decoded(parts[0]),
        let value = parts.count == 2 ? Self.decoded(parts[1]) : ""
      else { return nil }
      fields.append((name, value))
    }
  }

  /// The first field of that name.
  package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

  /// The field with its line ends as the rest of the program has them; browsers send CRLF from text areas.
  package func text(_ name: String) -> String? {
    self[name]?.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }

  package static func == (left: FormFields, right: FormFields) -> Bool {
    left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
  }

  /// A text as one value of a query.
  package static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case 65...90, 97...122, 48...57, 45, 46, 95, 126: result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let hex = String(byte, radix: 16, uppercase: true)
        result += byte < 16 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return result
  }

  private static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let byte = rest.popFirst() {
      switch byte {
      case 43: bytes.append(32)
      case 37:
        guard let high = rest.popFirst().flatMap(hexValue), let low = rest.popFirst().flatMap(hexValue) else {
          return nil
        }
        bytes.append(high << 4 | low)
      case 0: return nil
      default: bytes.append(byte)
      }
    }
    guard !bytes.contains(0) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
