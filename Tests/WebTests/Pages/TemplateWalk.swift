import Foundation

@testable import Web

/// Goes through a template as the engine would, with a page's values, and notes every name that leads nowhere or astray.
struct TemplateWalk {
  /// One `{{…}}` of a file.
  struct Tag: Hashable {
    let file: String
    let offset: Int
    let text: String
  }

  private(set) var seen: Set<Tag> = []
  private(set) var problems: Set<String> = []

  private let files: [String: [Piece]]

  init() {
    files = Templates.files.reduce(into: [:]) { files, entry in
      files[entry.key] = Self.pieces(of: entry.key, String(decoding: entry.value, as: UTF8.self))
    }
  }

  var allTags: Set<Tag> { Set(files.values.joined().map(\.tag)) }

  mutating func walk(_ page: any Web.Page, template: String, for layout: Layout) {
    visit(template, [Document(page, for: layout)])
  }

  private struct Piece {
    let tag: Tag
    /// `#`, `^`, `/`, `>` or a blank for a variable.
    let kind: Character
    let name: String
  }

  private static func pieces(of file: String, _ text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.range(of: "{{"), let close = rest.range(of: "}}", range: open.upperBound..<rest.endIndex) {
      let content = String(rest[open.upperBound..<close.lowerBound])
      let kind = "#^/>".contains(content.first ?? " ") ? content.first ?? " " : " "
      let name = kind == " " ? content : String(content.dropFirst())
      let tag = Tag(file: file, offset: text.distance(from: text.startIndex, to: open.lowerBound), text: content)
      pieces.append(Piece(tag: tag, kind: kind, name: name))
      rest = rest[close.upperBound...]
    }
    return pieces
  }

  private mutating func visit(_ file: String, _ stack: [Any]) {
    guard let pieces = files[file] else {
      problems.insert("There is no template \(file).")
      return
    }
    visit(pieces[...], stack)
  }

  private mutating func visit(_ pieces: ArraySlice<Piece>, _ stack: [Any]) {
    var rest = pieces
    while let piece = rest.popFirst() {
      seen.insert(piece.tag)
      switch piece.kind {
      case ">": visit(piece.name, stack)
      case "#", "^":
        let end = Self.end(of: piece.name, in: rest)
        let inside = rest[rest.startIndex..<end]
        if end < rest.endIndex { seen.insert(rest[end].tag) }
        rest = rest[(end + 1)...]
        enter(piece, inside, stack)
      default: _ = look(up: piece, in: stack)
      }
    }
  }

  private mutating func enter(_ piece: Piece, _ inside: ArraySlice<Piece>, _ stack: [Any]) {
    let value = look(up: piece, in: stack)
    let isInverted = piece.kind == "^"
    switch value {
    case nil: if isInverted { visit(inside, stack) }
    case let truth as Bool: if truth != isInverted { visit(inside, stack) }
    case let list as [Any]:
      if isInverted {
        if list.isEmpty { visit(inside, stack) }
      } else {
        for element in list { visit(inside, stack + [element]) }
      }
    case let value?: if !isInverted { visit(inside, stack + [value]) }
    }
  }

  private static func end(of name: String, in pieces: ArraySlice<Piece>) -> Int {
    var depth = 0
    for index in pieces.indices {
      if "#^".contains(pieces[index].kind), pieces[index].name == name { depth += 1 }
      if pieces[index].kind == "/", pieces[index].name == name {
        if depth == 0 { return index }
        depth -= 1
      }
    }
    return pieces.endIndex - 1
  }

  private mutating func look(up piece: Piece, in stack: [Any]) -> Any? {
    if piece.name == "." { return stack.last }
    let names = piece.name.split(separator: ".").map(String.init)
    let holders = stack.filter { Self.has(names[0], $0) }
    guard let holder = holders.last else {
      problems.insert("\(piece.tag.file): {{\(piece.tag.text)}} is found nowhere.")
      return nil
    }
    guard var value = Self.value(names[0], holder) else {
      if holders.count > 1 {
        problems.insert("\(piece.tag.file): {{\(piece.tag.text)}} is nil and would be looked for further out.")
      }
      return nil
    }
    for name in names.dropFirst() {
      guard Self.has(name, value) else {
        problems.insert("\(piece.tag.file): {{\(piece.tag.text)}} is found nowhere.")
        return nil
      }
      guard let next = Self.value(name, value) else { return nil }
      value = next
    }
    return value
  }

  private static func has(_ name: String, _ object: Any) -> Bool {
    Mirror(reflecting: object).children.contains { $0.label == name }
  }

  private static func value(_ name: String, _ object: Any) -> Any? {
    guard let value = Mirror(reflecting: object).children.first(where: { $0.label == name })?.value else { return nil }
    let mirror = Mirror(reflecting: value)
    return mirror.displayStyle == .optional ? mirror.children.first?.value : value
  }
}
