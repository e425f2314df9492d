/// What the box of one element does to its content; not inherited, but nothing inside escapes it.
struct ElementBox {
  var isGone = false
  var opacity = 1.0
  private var height: Double?
  private var width: Double?
  private var clips = false
  private var offset = 0.0
  private var isClipped = false

  /// CSS pixels beside the page from which nobody sees it, and beyond the page, where a reader may still come by scrolling.
  private static let (aside, beyond) = (500.0, 2_000.0)

  mutating func apply(_ declaration: StyleDeclaration) {
    let value = declaration.value
    let length = CSSLength(value)?.pixels
    switch declaration.property {
    case "height", "max-height", "block-size", "max-block-size": if let length { height = length }
    // A number without a unit is of letters.
    case "line-height": if let length { height = min(height ?? 100, Double(value) == nil ? length : length * 16) }
    case "width", "max-width", "inline-size", "max-inline-size": if let length { width = length }
    case "overflow", "overflow-x", "overflow-y": clips = value == "hidden" || value == "clip"
    case "left", "top", "margin-left", "margin-top", "text-indent": if let length { offset = min(offset, length) }
    case "right", "bottom": if let length { offset = min(offset, length, length >= Self.beyond ? -length : 0) }
    case "inset": for part in value.split(separator: " ") { offset = min(offset, CSSLength(part)?.pixels ?? 0) }
    case "letter-spacing": isClipped = isClipped || (length ?? 0) <= -6
    case "clip", "clip-path": for function in CSSFunction.all(in: value) where function.clipsAll { isClipped = true }
    case "content-visibility": isGone = isGone || value == "hidden"
    case "filter", "-webkit-filter": for function in CSSFunction.all(in: value) { dim(by: function) }
    case "zoom": isClipped = isClipped || CSSFunction.share(value[...]).map { $0 < 0.1 } ?? false
    case "scale": move(by: CSSFunction(name: "scale", value.split(separator: " ")))
    case "translate": move(by: CSSFunction(name: "translate", value.split(separator: " ")))
    case "transform", "-webkit-transform": for function in CSSFunction.all(in: value) { move(by: function) }
    default: break
    }
  }

  private mutating func dim(by function: CSSFunction) {
    switch function.name {
    case "opacity": opacity = min(opacity, function.arguments.first.flatMap(CSSFunction.share) ?? 1)
    case "blur": isClipped = isClipped || function.arguments.first.flatMap { CSSLength($0)?.pixels } ?? 0 >= 8
    default: break
    }
  }

  private mutating func move(by function: CSSFunction) {
    switch function.name {
    case "scale", "scalex", "scaley", "scale3d":
      isClipped = isClipped || function.arguments.contains { CSSFunction.share($0).map { abs($0) < 0.05 } ?? false }
    case "translate", "translatex", "translatey", "translate3d":
      for length in function.arguments.compactMap({ CSSLength($0)?.pixels }) {
        offset = min(offset, length, length >= Self.beyond ? -length : 0)
      }
    case "matrix":
      let numbers = function.arguments.map { Double($0) ?? 1 }
      guard numbers.count == 6 else { return }
      isClipped = isClipped || abs(numbers[0]) < 0.05 && abs(numbers[3]) < 0.05
      offset = min(offset, numbers[4], numbers[5])
    case "rotatex", "rotatey":
      // Seen from the side.
      let degrees = function.arguments.first.flatMap { Double($0.prefix { "0123456789.-".contains($0) }) } ?? 0
      isClipped = isClipped || function.arguments.first?.hasSuffix("deg") == true && (80...100).contains(abs(degrees))
    default: break
    }
  }

  var hidesContent: Bool {
    isGone || isClipped || offset <= -Self.aside || (clips && ((height ?? 100) < 2 || (width ?? 100) < 2))
  }
}

/// One function in a value: `translateX(-9999px)`.
struct CSSFunction {
  var name: Substring
  var arguments: [Substring]

  init(name: Substring, _ arguments: [Substring]) {
    self.name = name
    self.arguments = arguments
  }

  static func all(in value: String) -> [CSSFunction] {
    value.split(separator: ")").compactMap { piece in
      guard let open = piece.firstIndex(of: "(") else { return nil }
      let name = piece[..<open].split(separator: " ").last ?? ""
      return CSSFunction(name: name, piece[piece.index(after: open)...].split { $0 == "," || $0 == " " })
    }
  }

  /// A number, or percents as one.
  static func share(_ text: Substring) -> Double? {
    text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
  }

  /// Whether this shape has no room for a letter.
  var clipsAll: Bool {
    let lengths = arguments.map { CSSLength($0)?.pixels ?? 100 }
    switch name {
    case "rect": return lengths.count == 4 && (abs(lengths[2] - lengths[0]) < 2 || abs(lengths[1] - lengths[3]) < 2)
    case "inset": return arguments.first?.hasSuffix("%") == true && (Self.share(arguments[0]) ?? 0) >= 0.5
    case "circle", "ellipse": return lengths.first.map { $0 < 1 } ?? false
    case "polygon": return lengths.count >= 2 && lengths.allSatisfy { $0 == lengths[0] }
    default: return false
    }
  }
}
