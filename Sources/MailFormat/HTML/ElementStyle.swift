/// How an element shows its text: what it inherits from the one around it, changed by its own style.
struct ElementStyle: Sendable {
  /// Not shown, and nothing inside it can be.
  var isHidden = false
  /// `visibility` and `font-size` are inherited, and something inside may undo them.
  var isInvisible = false
  /// Of letters, in CSS pixels.
  var size = 16.0
  /// Of everything, by what is around it.
  var opacity = 1.0
  /// What letters are filled with instead of their colour; nil for that.
  var fill: CSSColor?
  var isPreformatted = false
  var color: CSSColor = .black
  /// Nil when there is a picture or something else whose colour nobody can tell.
  var background: CSSColor? = .white

  /// Whether text here is shown to a reader.
  var showsText: Bool {
    if isHidden || isInvisible || size < 2 { return false }
    let ink = fill ?? color
    guard let background else { return ink.alpha >= 0.05 }
    return !ink.hides(on: background)
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
      let all =
        ruled.filter { !$0.isImportant } + inline.filter { !$0.isImportant } + ruled.filter(\.isImportant)
        + inline.filter(\.isImportant)
      declarationsLeft -= all.count
      style.apply(all)
    }
    return style
  }

  private mutating func applyAttributes(of element: HTMLElement) {
    if element["hidden"] != nil || element["popover"] != nil { isHidden = true }
    if element.name == "dialog", element["open"] == nil { isHidden = true }
    if let paint = element["fill"]?.lowercased() {
      fill = paint == "none" ? CSSColor("transparent") : CSSColor(paint) ?? fill
    }
    if let share = element["fill-opacity"].flatMap(Double.init), share < 0.05 { isHidden = true }
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
    var box = ElementBox()
    for declaration in declarations {
      let value = declaration.value
      switch declaration.property {
      case "display": box.isGone = ["none", "table-column", "table-column-group"].contains(value)
      case "visibility": isInvisible = value == "hidden" || value == "collapse"
      case "opacity": box.opacity = value.hasSuffix("%") ? (Double(value.dropLast()) ?? 100) / 100 : Double(value) ?? 1
      case "font-size": if value != "inherit" { size = CSSLength.size(value[...], within: size) ?? 16 }
      case "font": if let part = Self.fontSize(value) { size = CSSLength.size(part, within: size) ?? 16 }
      case "-webkit-text-fill-color": fill = value == "currentcolor" ? nil : CSSColor(value) ?? fill
      case "color": color = CSSColor(value) ?? (value == "inherit" ? color : .black)
      case "background-color", "background": setBackground(value)
      case "background-image": if value != "none" { background = nil }
      case "white-space": isPreformatted = value.hasPrefix("pre") || value == "break-spaces"
      default: box.apply(declaration)
      }
    }
    opacity *= max(0, min(box.opacity, 1))
    if box.hidesContent || opacity < 0.05 { isHidden = true }
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
  private static func fontSize(_ value: String) -> Substring? {
    value.split(separator: " ").lazy.compactMap { part in
      let size = part.prefix { $0 != "/" }
      let isLength = size.last?.isLetter == true || size.last == "%" || size == "0"
      return isLength && CSSLength(size) != nil ? size : nil
    }.first
  }
}
