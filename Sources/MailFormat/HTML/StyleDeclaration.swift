/// One `property: value` of a style, in lower case.
struct StyleDeclaration: Sendable, Equatable {
  var property: String
  var value: String
  var isImportant = false

  static func parse(_ text: String) -> [StyleDeclaration] {
    guard !text.isEmpty else { return [] }
    var found: [StyleDeclaration] = []
    for piece in text.utf8.prefix(20_000).split(separator: UInt8(ascii: ";")).prefix(100) {
      guard let colon = piece.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let property = trimmed(piece[..<colon])
      var value = trimmed(piece[piece.index(after: colon)...])
      guard known.contains(property), !value.isEmpty else { continue }
      var important = false
      if let mark = value.lastIndex(of: "!") {
        important = value[mark...].contains("important")
        value = trimmed(value[..<mark].utf8)
      }
      found.append(StyleDeclaration(property: property, value: value, isImportant: important))
    }
    return found
  }

  /// The properties that decide whether text is seen.
  private static let known: Set<String> = [
    "display", "visibility", "opacity", "font-size", "font", "color", "background-color", "background",
    "background-image", "white-space", "height", "max-height", "width", "max-width", "overflow", "overflow-x",
    "overflow-y", "position", "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "clip",
    "clip-path", "transform",
  ]

  private static func trimmed(_ bytes: some Collection<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// A CSS length as far as hiding goes.
struct CSSLength {
  /// In CSS pixels; ems and percents at the size text usually has.
  let pixels: Double

  init?(_ text: Substring) {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == "." || $0 == "-" || $0 == "+") }
    guard let number = Double(digits) else { return nil }
    switch text.dropFirst(digits.count) {
    case "", "px": pixels = number
    case "pt": pixels = number * 4 / 3
    case "em", "rem": pixels = number * 16
    case "%": pixels = number * 0.16
    case "cm": pixels = number * 37.8
    case "mm": pixels = number * 3.78
    case "in": pixels = number * 96
    case "vw", "vh": pixels = number * 8
    default: return nil
    }
  }

  init?(_ text: String) { self.init(text[...]) }
}
