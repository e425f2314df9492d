import FoundationEssentials

/// The forms in which models write instead of plain text: JSON around the letter, HTML, Markdown, character references.
/// The words stay; marks go, or become what they mean in plain text.
enum ReplyMarkup {
  /// The letter inside JSON, and HTML as text.
  static func unpacked(_ text: String) -> String { withoutHTML(letter(inJSON: text) ?? text).trimmingBlank() }

  // MARK: JSON

  private enum Value: Decodable {
    case text(String)
    case object([String: Value])
    case list([Value])
    case other

    init(from decoder: any Decoder) throws {
      let value = try decoder.singleValueContainer()
      if let text = try? value.decode(String.self) {
        self = .text(text)
      } else if let object = try? value.decode([String: Value].self) {
        self = .object(object)
      } else if let list = try? value.decode([Value].self) {
        self = .list(list)
      } else {
        self = .other
      }
    }

    /// The one text that is the letter: the only one, or the one under a name for it.
    func letter(depth: Int = 3) -> String? {
      switch self {
      case .text(let text): return text
      case .list(let list): return list.count == 1 && depth > 0 ? list[0].letter(depth: depth - 1) : nil
      case .object(let object):
        guard depth > 0 else { return nil }
        for name in [
          "body", "reply", "email_body", "letter", "text", "response", "answer", "message", "content", "email", "draft",
        ] {
          if let found = object[name]?.letter(depth: depth - 1) { return found }
        }
        return object.count == 1 ? object.values.first?.letter(depth: depth - 1) : nil
      case .other: return nil
      }
    }
  }

  private static func letter(inJSON text: String) -> String? {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last,
      (first == "{" && last == "}") || (first == "[" && last == "]") || (first == "\"" && last == "\"")
    else { return nil }
    return (try? JSONDecoder().decode(Value.self, from: Data(escapingLineEnds(text).utf8)))?.letter()
  }

  /// Models forget to escape line ends inside a string.
  private static func escapingLineEnds(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    var isInString = false
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isInString, scalar == "\n" {
        escaped.append(contentsOf: "\\n".unicodeScalars)
      } else {
        escaped.append(scalar)
      }
      if scalar == "\"", !isEscaped { isInString.toggle() }
      isEscaped = scalar == "\\" && !isEscaped
    }
    return String(escaped)
  }

  // MARK: HTML

  private static let blocks: Set<String> = [
    "article", "blockquote", "body", "center", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html",
    "li",
    "main", "ol", "p", "pre", "section", "table", "tr", "ul",
  ]

  /// HTML as the text it shows, when the text is HTML: it begins with a block, or closes one, or breaks lines by tags.
  /// In other text only pairs of inline tags go.
  private static func withoutHTML(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let tags = MarkupTag.all(in: scalars).filter { $0.isHTML && scalars[$0.range.lowerBound] == "<" }
    guard !tags.isEmpty else { return text }
    // Only the frame of a page: what is in it is plain text.
    if tags.allSatisfy({ ["html", "body"].contains($0.name) }) { return without(tags, in: scalars) }
    let isDocument =
      tags.contains { $0.isClosing && blocks.contains($0.name) } || tags.filter { $0.name == "br" }.count >= 2
      || blocks.contains(tags[0].name) && tags[0].range.lowerBound == 0
    guard isDocument else { return withoutInlineTags(scalars, tags) }
    var lines = [""]
    var at = 0
    var isHidden = false
    func take(_ range: Range<Int>) {
      guard !isHidden else { return }
      var isAfterBlank = lines[lines.count - 1].isEmpty
      for scalar in scalars[range] {
        if scalar.properties.isWhitespace, scalar.value != 0xA0 {
          if !isAfterBlank { lines[lines.count - 1].unicodeScalars.append(" ") }
          isAfterBlank = true
        } else {
          lines[lines.count - 1].unicodeScalars.append(scalar)
          isAfterBlank = false
        }
      }
    }
    for tag in tags {
      take(at..<tag.range.lowerBound)
      at = tag.range.upperBound
      switch tag.name {
      case "head", "style", "title": isHidden = !tag.isClosing && !tag.isEmpty
      case "br": lines.append("")
      case "li", "tr":
        if lines.last?.isBlank == false { lines.append("") }
        if tag.name == "li", !tag.isClosing { lines[lines.count - 1] = "- " }
      case let name where blocks.contains(name) || name == "hr":
        if lines.last?.isBlank == false { lines += ["", ""] }
      case "a" where !tag.isClosing:
        if let address = address(in: scalars[tag.range]) { lines[lines.count - 1] += "\(address) " }
      default: break
      }
    }
    take(at..<scalars.count)
    return withoutDeclarations(lines.map { $0.trimmingBlank() }).joinedLines.trimmingBlank()
  }

  /// One blank line between paragraphs, and no `<!DOCTYPE html>`.
  private static func withoutDeclarations(_ lines: [String]) -> [String] {
    var kept: [String] = []
    for line in lines where !line.hasPrefix("<!") && !(line.isEmpty && kept.last?.isEmpty ?? true) { kept.append(line) }
    return kept
  }

  private static func withoutInlineTags(_ scalars: [Unicode.Scalar], _ tags: [MarkupTag]) -> String {
    let inline: Set<String> = ["b", "strong", "i", "em", "u", "span", "font", "code", "small", "tt"]
    let opened = Set(tags.filter { !$0.isClosing }.map(\.name))
    let paired = Set(tags.filter(\.isClosing).map(\.name)).intersection(opened).intersection(inline)
    return without(tags.filter { paired.contains($0.name) || $0.name == "br" }, in: scalars)
  }

  /// A line break tag becomes one.
  private static func without(_ tags: [MarkupTag], in scalars: [Unicode.Scalar]) -> String {
    var kept = String.UnicodeScalarView()
    var at = 0
    for tag in tags {
      kept.append(contentsOf: scalars[at..<tag.range.lowerBound])
      if tag.name == "br" { kept.append("\n") }
      at = tag.range.upperBound
    }
    kept.append(contentsOf: scalars[at...])
    return String(kept)
  }

  /// The web address of a link's tag, before the words it stood behind.
  private static func address(in tag: ArraySlice<Unicode.Scalar>) -> String? {
    let text = String(String.UnicodeScalarView(tag))
    guard let start = text.firstRange(of: "href=") else { return nil }
    let value = text[start.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" && $0 != ">" && $0 != " " }
    return value.hasPrefix("https://") || value.hasPrefix("http://") ? String(value) : nil
  }

  // MARK: Markdown

  /// Headings and emphasis without their marks, list items with a hyphen, a link as its words and address.
  static func withoutMarkdown(_ text: String) -> String {
    var lines: [String] = []
    for var line in text.lines {
      var scalars = line.unicodeScalars[...]
      while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
      let indent = scalars.prefix { $0 == " " || $0 == "\t" }
      let rest = scalars.dropFirst(indent.count)
      if rest.starts(with: "```".unicodeScalars), SpokenWords(String(rest)).count <= 1, !rest.dropFirst(3).contains("`")
      {
        continue
      }
      let marks = rest.prefix { $0 == "#" }
      if (1...6).contains(marks.count), rest.dropFirst(marks.count).first == " " {
        line = String(rest.dropFirst(marks.count)).trimmingBlank()
      } else if rest.first == "*", rest.dropFirst().first == " " {
        line = String(indent) + "-" + String(rest.dropFirst())
      } else {
        line = String(scalars)
      }
      lines.append(withoutEmphasis(withoutLinks(line)))
    }
    return lines.joinedLines
  }

  /// `**bold**`, `*slanted*`, `_slanted_`, `~~struck~~` and `` `code` ``: marks of one kind and number around words, with no
  /// letter outside of them, so that `2**3`, `5 * 3` and `a_name` stay.
  private static func withoutEmphasis(_ line: String) -> String {
    let scalars = Array(line.unicodeScalars)
    var dropped: Set<Int> = []
    var open: [String: Int] = [:]
    var at = 0
    func isWordlike(_ index: Int) -> Bool {
      guard scalars.indices.contains(index) else { return false }
      let scalar = scalars[index]
      return scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }
    func isBlank(_ index: Int) -> Bool {
      !scalars.indices.contains(index) || scalars[index].properties.isWhitespace
    }
    func hasWord(_ from: Int, _ to: Int) -> Bool {
      scalars[from..<to].contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
    while at < scalars.count {
      let mark = scalars[at]
      if mark == "\\", at + 1 < scalars.count, "*_#`~".unicodeScalars.contains(scalars[at + 1]) {
        dropped.insert(at)
        at += 2
        continue
      }
      guard let lengths = ["*": 1...3, "_": 1...3, "~": 2...2, "`": 1...1][mark] else {
        at += 1
        continue
      }
      var end = at
      while end < scalars.count, scalars[end] == mark { end += 1 }
      let kind = "\(mark)\(end - at)"
      if lengths.contains(end - at) {
        if let start = open[kind], !isBlank(at - 1), !isWordlike(end), hasWord(start + end - at, at) {
          dropped.formUnion(start..<start + end - at)
          dropped.formUnion(at..<end)
          open[kind] = nil
        } else if !isBlank(end), !isWordlike(at - 1) {
          open[kind] = at
        }
      }
      at = end
    }
    guard !dropped.isEmpty else { return line }
    return String(String.UnicodeScalarView(scalars.indices.filter { !dropped.contains($0) }.map { scalars[$0] }))
  }

  /// `[words](address)` as `words (address)`, when the address is one.
  private static func withoutLinks(_ line: String) -> String {
    let scalars = Array(line.unicodeScalars)
    var kept: [Unicode.Scalar] = []
    var opening: Int?
    var at = 0
    while at < scalars.count {
      if scalars[at] == "[" { opening = kept.count }
      if scalars[at] == "]", let start = opening, at + 1 < scalars.count, scalars[at + 1] == "(",
        let end = scalars[at...].prefix(500).firstIndex(of: ")")
      {
        let address = String(String.UnicodeScalarView(scalars[(at + 2)..<end]))
        if ["https://", "http://", "mailto:"].contains(where: address.hasPrefix) {
          kept.remove(at: start)
          kept += " (\(address))".unicodeScalars
          at = end + 1
          opening = nil
          continue
        }
      }
      kept.append(scalars[at])
      at += 1
    }
    return String(String.UnicodeScalarView(kept))
  }

  // MARK: Character references

  /// `&amp;` and its like, once: the conversation is put to the model with them, and it copies what it reads.
  static func withoutReferences(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var at = 0
    while at < scalars.count {
      if scalars[at] == "&", let end = scalars[at...].prefix(10).firstIndex(of: ";"),
        let meant = meaning(of: String(String.UnicodeScalarView(scalars[(at + 1)..<end])))
      {
        kept.append(meant)
        at = end + 1
      } else {
        kept.append(scalars[at])
        at += 1
      }
    }
    return String(kept)
  }

  private static func meaning(of reference: String) -> Unicode.Scalar? {
    switch reference {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return " "
    default:
      guard reference.hasPrefix("#") else { return nil }
      let digits = reference.dropFirst()
      let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
      return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
    }
  }
}
