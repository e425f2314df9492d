/// How an element shows its text: what it inherits from the one around it, changed by its own style.
struct ElementStyle: Sendable {
  /// Not shown, and nothing inside it can be.
  var isHidden = false
  /// `visibility` and `font-size` are inherited, and something inside may undo them.
  var isInvisible = false
  var isTiny = false
  var isPreformatted = false
  var color: CSSColor = .black
  /// Nil when there is a picture or something else whose colour nobody can tell.
  var background: CSSColor? = .white

  /// Whether text here is shown to a reader.
  var showsText: Bool {
    if isHidden || isInvisible || isTiny { return false }
    guard let background else { return color.alpha >= 0.05 }
    return !color.hides(on: background)
  }

  /// - `declarationsLeft`: how many more the whole document may apply; what was applied is taken off.
  /// - `around`: how many elements around it have a key of the sheet's.
  func entering(
    _ element: HTMLElement, sheet: StyleSheet, around: [String: Int], declarationsLeft: inout Int
  ) -> ElementStyle {
    var style = self
    style.applyAttributes(of: element)
    let inline = element["style"].map(StyleDeclaration.parse) ?? []
    let ruled = sheet.declarations(for: element, around: around)
    if !inline.isEmpty || !ruled.isEmpty {
      let all = ruled.filter { !$0.isImportant } + inline + ruled.filter(\.isImportant)
      declarationsLeft -= all.count
      style.apply(all)
    }
    return style
  }

  private mutating func applyAttributes(of element: HTMLElement) {
    if element["hidden"] != nil { isHidden = true }
    if element.name == "pre" || element.name == "textarea" { isPreformatted = true }
    if let color = element["color"].flatMap({ CSSColor($0.lowercased()) }) { self.color = color }
    if element["background"] != nil {
      background = nil
    } else if let color = element["bgcolor"].flatMap({ CSSColor($0.lowercased()) }) {
      background = color
    }
    if element.name == "body", let color = element["text"].flatMap({ CSSColor($0.lowercased()) }) { self.color = color }
    if element.name == "input", element["type"]?.lowercased() == "hidden" { isHidden = true }
  }

  private mutating func apply(_ declarations: [StyleDeclaration]) {
    var box = Box()
    for declaration in declarations {
      let value = declaration.value
      switch declaration.property {
      case "display": box.isGone = value == "none"
      case "visibility": isInvisible = value == "hidden" || value == "collapse"
      case "opacity": box.isClear = (Double(value) ?? 1) < 0.05
      case "font-size":
        if let size = CSSLength(value) { isTiny = size.pixels < 2 } else { isTiny = isTiny && value == "inherit" }
      case "font": if let size = Self.fontSize(value) { isTiny = size.pixels < 2 }
      case "color": color = CSSColor(value) ?? (value == "inherit" ? color : .black)
      case "background-color", "background": setBackground(value)
      case "background-image": if value != "none" { background = nil }
      case "white-space": isPreformatted = value.hasPrefix("pre") || value == "break-spaces"
      default: box.apply(declaration)
      }
    }
    if box.hidesContent { isHidden = true }
  }

  private mutating func setBackground(_ value: String) {
    if value.contains("url(") || value.holds("gradient") {
      background = nil
    } else if let color = value.split(separator: " ").lazy.compactMap({ CSSColor(String($0)) }).first ?? CSSColor(value)
    {
      // A transparent background shows the one below.
      if color.alpha >= 0.5 { background = color }
    } else if value.contains("var(") {
      background = nil
    }
  }

  /// The size in a `font` shorthand is the one length in it.
  private static func fontSize(_ value: String) -> CSSLength? {
    value.split(separator: " ").lazy.compactMap { part in
      let size = part.prefix { $0 != "/" }
      return size.last?.isLetter == true || size.last == "%" || size == "0" ? CSSLength(size) : nil
    }.first
  }
}

/// What the box of one element does to its content; not inherited, but nothing inside escapes it.
private struct Box {
  var isGone = false
  var isClear = false
  private var height: Double?
  private var width: Double?
  private var clips = false
  private var offset = 0.0
  private var indent = 0.0
  private var isClipped = false

  init() {}

  mutating func apply(_ declaration: StyleDeclaration) {
    let value = declaration.value
    let length = CSSLength(value)?.pixels
    switch declaration.property {
    case "height", "max-height": if let length { height = length }
    case "width", "max-width": if let length { width = length }
    case "overflow", "overflow-x", "overflow-y": clips = value == "hidden" || value == "clip"
    case "left", "top", "right", "bottom", "margin-left", "margin-top": if let length { offset = min(offset, length) }
    case "text-indent": indent = length ?? 0
    case "clip", "clip-path":
      let compact = value.filter { $0 != " " && $0 != "," }
      isClipped =
        ["rect(0000)", "rect(0px0px0px0px)", "rect(1px1px1px1px)", "inset(100%)", "inset(50%)", "circle(0)"]
        .contains(compact)
    case "filter": isClear = isClear || Self.opacity(in: value) < 0.05
    case "transform": isClipped = isClipped || value.hasPrefix("scale(0)")
    default: break
    }
  }

  /// The share in `opacity(…)`, as a number or in percent; 1 when it is not there.
  private static func opacity(in value: String) -> Double {
    guard let start = value.firstRange(of: "opacity(")?.upperBound else { return 1 }
    let inside = value[start...].prefix { $0 != ")" }.filter { $0 != " " }
    guard let number = Double(inside.prefix { $0 != "%" }) else { return 1 }
    return inside.hasSuffix("%") ? number / 100 : number
  }

  var hidesContent: Bool {
    isGone || isClear || isClipped || indent <= -500 || offset <= -500
      || (clips && ((height ?? 100) < 2 || (width ?? 100) < 2))
  }
}
