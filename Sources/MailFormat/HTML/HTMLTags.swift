/// HTML source made harmless for libxml2: tags as a browser reads them (WHATWG HTML §13.2.5), written again with only the
/// attributes that say whether text is shown. Scripts and comments are gone, style sheets are set apart.
///
/// libxml2 takes time that grows with the square of a tag's attributes and of unmatched end tags; here both are
/// bounded, whatever the source does with quotes and comments.
struct HTMLTags {
  private(set) var cleaned: [UInt8] = []
  private(set) var sheet: [UInt8] = []

  private let source: ArraySlice<UInt8>
  private var at: Int
  private var openCounts: [String: Int] = [:]

  private static let maximumSheetBytes = 256 << 10
  private static let maximumValueBytes = 8 << 10
  private static let keptAttributes: Set<String> = [
    "style", "class", "id", "hidden", "color", "bgcolor", "background", "text", "alt", "type", "cite", "start",
    "open", "popover", "fill", "fill-opacity", "width", "height",
  ]
  private static let rawElements: Set<String> = ["script", "style", "xmp", "iframe", "noembed", "noframes", "title"]

  init(_ source: ArraySlice<UInt8>) {
    self.source = source
    at = source.startIndex
    cleaned.reserveCapacity(source.count)
    while at < source.endIndex { readNext() }
  }

  private mutating func readNext() {
    let byte = source[at]
    guard byte == UInt8(ascii: "<") else {
      at += 1
      emit(text: byte)
      return
    }
    let next = peek(1)
    if Self.isLetter(next) {
      readStartTag()
    } else if next == UInt8(ascii: "/"), Self.isLetter(peek(2)) {
      readEndTag()
    } else if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") {
      skipComment()
    } else {
      at += 1
      cleaned += "&lt;".utf8
    }
  }

  /// A byte of text; NUL and other controls, at which libxml2 would stop, are left out.
  private mutating func emit(text byte: UInt8) {
    if byte >= 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09 { cleaned.append(byte) }
  }

  private mutating func readStartTag() {
    at += 1
    let name = readName()
    var attributes: [(name: String, value: ArraySlice<UInt8>)] = []
    while let attribute = readAttribute() {
      guard Self.keptAttributes.contains(attribute.name), !attributes.contains(where: { $0.name == attribute.name })
      else { continue }
      attributes.append(attribute)
    }
    if Self.rawElements.contains(name) { return skipContent(of: name) }
    guard Self.isPlain(name) else { return }
    openCounts[name, default: 0] += 1
    cleaned += "<\(name)".utf8
    for attribute in attributes {
      cleaned += " \(attribute.name)=\"".utf8
      for byte in attribute.value.prefix(Self.maximumValueBytes) { emit(value: byte) }
      cleaned.append(UInt8(ascii: "\""))
    }
    cleaned.append(UInt8(ascii: ">"))
  }

  private mutating func emit(value byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): cleaned += "&quot;".utf8
    case UInt8(ascii: "<"): cleaned += "&lt;".utf8
    case UInt8(ascii: ">"): cleaned += "&gt;".utf8
    default: emit(text: byte)
    }
  }

  private mutating func readEndTag() {
    at += 2
    let name = readName()
    while readAttribute() != nil {}
    guard Self.isPlain(name), let count = openCounts[name], count > 0 else {
      // A `</br>` or `</p>` that closes nothing still ends the line.
      if name == "br" || name == "p" { cleaned += "<br>".utf8 }
      return
    }
    openCounts[name] = count - 1
    cleaned += "</\(name)>".utf8
  }

  /// The next attribute of the tag, or nil once the tag is over.
  private mutating func readAttribute() -> (name: String, value: ArraySlice<UInt8>)? {
    while at < source.endIndex, Self.isBlank(source[at]) || source[at] == UInt8(ascii: "/") { at += 1 }
    guard at < source.endIndex else { return nil }
    if source[at] == UInt8(ascii: ">") {
      at += 1
      return nil
    }
    let start = at
    at += 1
    skip { !Self.isBlank($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "=") }
    let name = Self.lowercased(source[start..<at])
    skip(Self.isBlank)
    guard peek(0) == UInt8(ascii: "=") else { return (name, source[at..<at]) }
    at += 1
    skip(Self.isBlank)
    let quote = peek(0)
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      at += 1
      let begin = at
      skip { $0 != quote }
      let value = source[begin..<at]
      if at < source.endIndex { at += 1 }
      return (name, value)
    }
    let begin = at
    skip { !Self.isBlank($0) && $0 != UInt8(ascii: ">") }
    return (name, source[begin..<at])
  }

  private mutating func readName() -> String {
    let start = at
    skip { !Self.isBlank($0) && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    return Self.lowercased(source[start..<at])
  }

  /// Content up to the end tag; that of `style` is kept apart.
  private mutating func skipContent(of name: String) {
    let start = at
    var end = source.endIndex
    while at < source.endIndex {
      if source[at] == UInt8(ascii: "<"), peek(1) == UInt8(ascii: "/"), matches(name, at: at + 2) {
        end = at
        at += 2 + name.utf8.count
        while readAttribute() != nil {}
        break
      }
      at += 1
    }
    if name == "style", sheet.count + end - start < Self.maximumSheetBytes {
      sheet += source[start..<end]
      sheet.append(UInt8(ascii: "\n"))
    }
  }

  private mutating func skipComment() {
    guard matches("!--", at: at + 1) else {
      skip { $0 != UInt8(ascii: ">") }
      at = min(at + 1, source.endIndex)
      return
    }
    at += 4
    if peek(0) == UInt8(ascii: ">") {
      at += 1
      return
    }
    while at < source.endIndex {
      if source[at] == UInt8(ascii: "-"), matches("->", at: at + 1) || matches("-!>", at: at + 1) {
        at += source[at + 2] == UInt8(ascii: ">") ? 3 : 4
        return
      }
      at += 1
    }
  }

  private func matches(_ text: String, at index: Int) -> Bool {
    guard index + text.utf8.count <= source.endIndex else { return false }
    return zip(source[index...], text.utf8).allSatisfy { Self.lower($0) == $1 }
  }

  private mutating func skip(_ belongs: (UInt8) -> Bool) {
    while at < source.endIndex, belongs(source[at]) { at += 1 }
  }

  private func peek(_ distance: Int) -> UInt8 { at + distance < source.endIndex ? source[at + distance] : 0 }

  private static func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix(64).map(lower), as: UTF8.self)
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    Self.lower(byte) >= UInt8(ascii: "a") && Self.lower(byte) <= UInt8(ascii: "z")
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0d).contains(byte) && byte != 0x0b }

  /// A name that means the same to every parser.
  private static func isPlain(_ name: String) -> Bool {
    name.utf8.count < 64
      && name.utf8.allSatisfy {
        Self.isLetter($0) || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: ":")) || $0 == UInt8(ascii: "-")
      }
  }
}
