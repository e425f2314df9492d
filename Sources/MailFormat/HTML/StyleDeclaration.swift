/// One `property: value` of a style, in lower case.
struct StyleDeclaration: Sendable, Equatable {
  var property: String
  var value: String
  var isImportant = false

  /// Bytes of a value that are read: what tells whether text is seen stands at its beginning.
  private static let longestValue = 200

  /// The declarations that have a say, each property once: the last that a browser could read counts (CSS Cascade §6.1).
  static func parse(_ text: String) -> [StyleDeclaration] { lastOfEach(written(in: text)) }

  /// A short list however often a property is written: the last of each, those marked important apart.
  static func lastOfEach(_ declarations: [StyleDeclaration]) -> [StyleDeclaration] {
    var plain: Set<String> = []
    var important: Set<String> = []
    return declarations.reversed().filter {
      $0.isImportant ? important.insert($0.property).inserted : plain.insert($0.property).inserted
    }.reversed()
  }

  private static func written(in text: String) -> [StyleDeclaration] {
    guard !text.isEmpty else { return [] }
    var found: [StyleDeclaration] = []
    let bytes = CSSText.withoutComments(text.utf8.prefix(20_000))
    for piece in bytes.split(separator: UInt8(ascii: ";")).prefix(100) {
      guard let colon = piece.firstIndex(of: UInt8(ascii: ":")) else { continue }
      let property = withoutBlanks(CSSText.unescaped(piece[..<colon]))
      var value = withoutBlanks(CSSText.unescaped(piece[piece.index(after: colon)...]))
      guard known.contains(property), !value.isEmpty else { continue }
      var important = false
      if let mark = value.utf8.lastIndex(of: UInt8(ascii: "!")) {
        important = value[mark...].holds("important")
        value = withoutBlanks(value[..<mark].utf8)
      }
      value = String(decoding: value.utf8.prefix(longestValue), as: UTF8.self)
      let declaration = StyleDeclaration(property: property, value: value, isImportant: important)
      if declaration.isReadable { found.append(declaration) }
    }
    return found
  }

  /// The properties that decide whether text is seen.
  private static let known: Set<String> = [
    "display", "visibility", "opacity", "font-size", "font", "color", "background-color", "background",
    "background-image", "white-space", "height", "max-height", "width", "max-width", "overflow", "overflow-x",
    "overflow-y", "position", "left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "clip",
    "clip-path", "transform", "filter", "-webkit-transform", "-webkit-filter", "scale", "translate", "zoom", "inset",
    "content-visibility", "-webkit-text-fill-color", "letter-spacing", "line-height", "block-size", "max-block-size",
    "inline-size", "max-inline-size",
  ]

  /// A browser passes over a length it cannot read, and the one written before it counts.
  private var isReadable: Bool {
    switch property {
    case "height", "max-height", "width", "max-width", "block-size", "max-block-size", "inline-size", "max-inline-size",
      "left", "top", "right", "bottom", "margin-left", "margin-top":
      CSSLength(value) != nil || Self.keywords.contains(value) || value.contains("(")
    case "font", "background": !value.utf8.allSatisfy { $0 == UInt8(ascii: " ") }
    default: true
    }
  }

  private static let keywords: Set<String> = [
    "auto", "none", "inherit", "initial", "unset", "revert", "min-content", "max-content", "fit-content",
  ]

  private static func withoutBlanks(_ bytes: some Collection<UInt8>) -> String {
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

  /// A size of letters in pixels, where those around have another; nil for what cannot be told.
  static func size(_ text: Substring, within around: Double) -> Double? {
    if text.hasSuffix("em"), !text.hasSuffix("rem") { return Double(text.dropLast(2)).map { $0 * around } }
    if text.hasSuffix("%") { return Double(text.dropLast()).map { $0 / 100 * around } }
    guard text.hasSuffix(")"), let open = text.firstIndex(of: "(") else { return CSSLength(text)?.pixels }
    let inside = text[text.index(after: open)...].dropLast()
    if text.hasPrefix("calc(") { return sum(inside.split(separator: " "), within: around) }
    let sizes = inside.split { $0 == "," || $0 == " " }.compactMap { size($0, within: around) }
    switch text[..<open] {
    case "min": return sizes.min()
    case "max": return sizes.max()
    case "clamp" where sizes.count == 3: return max(sizes[0], min(sizes[1], sizes[2]))
    default: return nil
    }
  }

  /// `1px - 1px`, and no more than that.
  private static func sum(_ parts: [Substring], within around: Double) -> Double? {
    guard let first = parts.first.flatMap({ $0.contains("(") ? nil : size($0, within: around) }) else { return nil }
    guard parts.count == 3, !parts[2].contains("(") else { return parts.count == 1 ? first : nil }
    switch parts[1] {
    case "+": return size(parts[2], within: around).map { first + $0 }
    case "-": return size(parts[2], within: around).map { first - $0 }
    case "*": return Double(parts[2]).map { first * $0 }
    case "/": return Double(parts[2]).map { $0 == 0 ? 0 : first / $0 }
    default: return nil
    }
  }
}
