/// A page without its texts: every tag with the names of its attributes, as a browser's tokenizer sees them (WHATWG HTML
/// §13.2.5). Two pages that differ in texts alone have the same skeleton; a text that became markup changes it.
struct PageSkeleton: Equatable, Sendable {
  struct Tag: Equatable, Sendable, CustomStringConvertible {
    var name: String
    var attributes: [Attribute]

    var description: String { "<\(([name] + attributes.map(\.name)).joined(separator: " "))>" }
  }

  struct Attribute: Equatable, Sendable {
    var name: String
    var value: String

    static func == (left: Attribute, right: Attribute) -> Bool { left.name == right.name }
  }

  private(set) var tags: [Tag] = []
  /// What no template of ours writes: an unquoted value, a tag or comment that does not end, a stray `<`.
  private(set) var faults: [String] = []

  static func == (left: PageSkeleton, right: PageSkeleton) -> Bool {
    left.tags == right.tags && left.faults == right.faults
  }

  init(_ html: String) {
    // By code points, as a browser reads: an accent must not hide the mark before it.
    var rest = Substring(String(String.UnicodeScalarView(html.unicodeScalars.map { $0.isASCII ? $0 : "?" })))
    while let open = rest.firstIndex(of: "<") {
      rest = rest[rest.index(after: open)...]
      if rest.hasPrefix("!") {
        if !rest.lowercased().hasPrefix("!doctype") { faults.append("comment: \(rest.prefix(20))") }
        rest = rest.drop { $0 != ">" }
        continue
      }
      guard let first = rest.first, first.isASCII, first.isLetter || first == "/" else {
        faults.append("stray <: \(rest.prefix(20))")
        continue
      }
      let tag = readTag(&rest)
      tags.append(tag)
      // Their contents hold no tags but the one that ends them.
      if ["title", "textarea", "script", "style"].contains(tag.name) {
        let end = "</\(tag.name)"
        rest = rest.drop { $0 != "<" }
        while !rest.isEmpty, rest.prefix(end.count).lowercased() != end { rest = rest.dropFirst().drop { $0 != "<" } }
      }
    }
  }

  private mutating func readTag(_ rest: inout Substring) -> Tag {
    let name = rest.prefix { !$0.isWhitespace && $0 != ">" }
    rest = rest.dropFirst(name.count)
    var tag = Tag(name: name.lowercased(), attributes: [])
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      guard let next = rest.first else {
        faults.append("tag without end: \(name)")
        return tag
      }
      if next == ">" {
        rest = rest.dropFirst()
        return tag
      }
      let attribute = rest.prefix { !$0.isWhitespace && !"=>/".contains($0) }
      rest = rest.dropFirst(max(1, attribute.count))
      var value = Substring()
      if rest.first == "=" {
        rest = rest.dropFirst()
        if let quote = rest.first, quote == "\"" || quote == "'" {
          value = rest.dropFirst().prefix { $0 != quote }
          rest = rest.dropFirst(value.count + 2)
        } else {
          value = rest.prefix { !$0.isWhitespace && $0 != ">" }
          rest = rest.dropFirst(value.count)
          faults.append("unquoted: \(attribute)=\(value)")
        }
      }
      tag.attributes.append(Attribute(name: attribute.lowercased(), value: String(value)))
    }
  }

  /// Attributes that would run something or lead somewhere we did not write.
  var dangers: [String] {
    tags.flatMap { tag in
      tag.attributes.compactMap { attribute in
        let value = attribute.value.lowercased()
        if attribute.name.hasPrefix("on") || ["style", "srcdoc", "formtarget", "ping"].contains(attribute.name) {
          return "\(tag) \(attribute.name)"
        }
        guard ["href", "src", "action", "formaction"].contains(attribute.name) else { return nil }
        let isOurs = value.hasPrefix("/") && !value.hasPrefix("//") || value.hasPrefix("#") || value.hasPrefix("?")
        let isKnown = ["https://mail.google.com/", "https://myaccount.google.com/"].contains { value.hasPrefix($0) }
        return isOurs || isKnown ? nil : "\(tag) \(attribute.name)=\(attribute.value)"
      }
    }
  }
}
