/// Turns HTML events into lines of visible text.
final class HTMLRenderer: HTMLHandler {
  /// Open elements; browsers stop nesting at 512. Beyond this the message is not honest and reading stops.
  static let maximumDepth = 1_000
  /// Style declarations applied to all elements together. A long newsletter has some 50,000; beyond this too reading stops.
  static let maximumDeclarations = 500_000

  private struct Open {
    var name: String
    var style: ElementStyle
    var isQuoted: Bool
    /// Where in `open` the nearest list is, and how many lists there are around.
    var list: Int?
    var listDepth = 0
    /// The next item's number in an ordered list, nil elsewhere.
    var number: Int?
    /// A script or the like, whose text nobody hides on purpose.
    var isMachinery = false
    /// What the rules of the sheet may call it; empty when none looks around.
    var keys: [String] = []
  }

  private let sheet: StyleSheet
  private var open: [Open] = []
  /// How many open elements have a key.
  private var around: [String: Int] = [:]
  private var builder = LineBuilder()
  private var hadHidden = false
  private var restIsQuoted = false
  private var declarationsLeft = HTMLRenderer.maximumDeclarations
  private(set) var isTooDeep = false

  init(sheet: StyleSheet) { self.sheet = sheet }

  func finish() -> (lines: [RenderedLine], hadHidden: Bool) {
    builder.breakLine()
    return (builder.lines, hadHidden || isTooDeep)
  }

  func start(_ element: HTMLElement) {
    guard open.count < Self.maximumDepth, declarationsLeft > 0 else {
      isTooDeep = true
      return
    }
    var style = (open.last?.style ?? ElementStyle()).entering(
      element, sheet: sheet, around: around, declarationsLeft: &declarationsLeft)
    if Self.neverShown.contains(element.name) { style.isHidden = true }
    let mark = style.isHidden ? nil : QuoteMark(element)
    if mark == .restIsQuoted { restIsQuoted = true }
    let isQuoted = restIsQuoted || (open.last?.isQuoted ?? false) || mark == .contentIsQuoted
    let number = element.name == "ol" ? (element["start"].flatMap { Int($0) } ?? 1) : nil
    if !style.isHidden { lay(out: element, style: style, isQuoted: isQuoted, mark: mark) }
    let isList = element.name == "ol" || element.name == "ul"
    open.append(
      Open(
        name: element.name, style: style, isQuoted: isQuoted, list: isList ? open.count : open.last?.list,
        listDepth: (open.last?.listDepth ?? 0) + (isList ? 1 : 0), number: number,
        isMachinery: (open.last?.isMachinery ?? false) || Self.neverShown.contains(element.name),
        keys: sheet.looksAround ? StyleSheet.keys(of: element) : []))
    for key in open.last?.keys ?? [] { around[key, default: 0] += 1 }
    builder.isQuoted = isQuoted
  }

  func end(_ name: String) {
    guard let index = open.lastIndex(where: { $0.name == name }) else { return }
    let style = open[index].style
    for key in open[index...].flatMap(\.keys) { around[key, default: 1] -= 1 }
    open.removeSubrange(index...)
    if !style.isHidden {
      if Self.paragraphs.contains(name) {
        builder.breakParagraph()
      } else if Self.blocks.contains(name) {
        builder.breakLine()
      } else if name == "td" || name == "th" {
        builder.separateCell()
      }
    }
    builder.isQuoted = restIsQuoted || (open.last?.isQuoted ?? false)
  }

  func characters(_ text: String) {
    guard let last = open.last else { return builder.append(text, preformatted: false) }
    show(text, style: last.style)
  }

  private func show(_ text: String, style: ElementStyle) {
    let shown = ShownCharacters(text)
    if shown.droppedHidden { hadHidden = true }
    if style.showsText {
      builder.append(shown.text, preformatted: style.isPreformatted)
    } else if !hadHidden, open.last?.isMachinery != true {
      hadHidden = shown.text.unicodeScalars.contains { !$0.properties.isWhitespace && $0 != "\u{A0}" }
    }
  }

  private func lay(out element: HTMLElement, style: ElementStyle, isQuoted: Bool, mark: QuoteMark?) {
    let name = element.name
    if Self.paragraphs.contains(name) {
      builder.breakParagraph()
    } else if Self.blocks.contains(name) {
      builder.breakLine()
    }
    builder.isQuoted = isQuoted
    switch name {
    case "br": builder.forceBreak()
    case "hr": builder.rule()
    case "li": builder.mark(itemMark())
    case "img" where ["0", "1"].contains(element["width"]) || ["0", "1"].contains(element["height"]): break
    case "img": if let alt = element["alt"], !alt.isEmpty { show("[\(alt)]", style: style) }
    default: if mark == .rule { builder.rule() }
    }
  }

  private func itemMark() -> String {
    let indent = String(repeating: "  ", count: min(max((open.last?.listDepth ?? 0) - 1, 0), 5))
    guard let list = open.last?.list, let number = open[list].number else { return indent + "- " }
    open[list].number = number &+ 1
    return indent + "\(number). "
  }

  private static let neverShown: Set<String> = [
    "head", "title", "script", "style", "template", "noframes", "datalist", "meta", "link", "desc", "metadata",
    // What stands in for something that a program cannot show, and what it does not print.
    "audio", "video", "canvas", "progress", "meter", "option", "rp", "annotation", "annotation-xml", "defs", "symbol",
    "clippath",
  ]

  private static let paragraphs: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote",
  ]

  private static let blocks: Set<String> = [
    "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "header", "li", "main", "nav", "section", "summary", "table", "tbody", "tfoot", "thead",
    "tr",
  ]
}
