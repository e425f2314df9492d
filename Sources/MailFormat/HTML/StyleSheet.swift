/// The rules of a message's `<style>` elements that name one class, one id or one element, without conditions.
/// `@media` and the like are left out: they speak of other screens.
struct StyleSheet {
  private var rules: [String: [StyleDeclaration]] = [:]
  private static let maximumRules = 2_000
  /// Declarations that all rules together put in place while the sheet is read.
  private static let maximumDeclarations = 100_000

  init(_ text: String) {
    var rest = Self.withoutComments(text)[...]
    var declarationsLeft = Self.maximumDeclarations
    while let open = rest.firstIndex(of: UInt8(ascii: "{")), rules.count < Self.maximumRules,
      declarationsLeft > 0
    {
      var selectors = rest[..<open]
      // A statement such as @import ends with a semicolon and stands before the next rule's selectors.
      if let statement = selectors.lastIndex(of: UInt8(ascii: ";")) {
        selectors = selectors[selectors.index(after: statement)...]
      }
      let close = Self.closing(rest, from: open)
      let body = rest[rest.index(after: open)..<close]
      rest = close < rest.endIndex ? rest[rest.index(after: close)...] : rest[close...]
      let head = String(decoding: selectors, as: UTF8.self).lowercased()
      guard !head.contains("@") else { continue }
      let declarations = StyleDeclaration.parse(String(decoding: body, as: UTF8.self))
      guard !declarations.isEmpty else { continue }
      for key in Set(head.split(separator: ",").compactMap(Self.simple))
      where declarationsLeft > 0 && (rules[key] != nil || rules.count < Self.maximumRules) {
        // A later declaration of a property replaces an earlier one, so a rule stays short however often it is written.
        let all = rules[key].map { StyleDeclaration.lastOfEach($0 + declarations) } ?? declarations
        rules[key] = all
        declarationsLeft -= all.count
      }
    }
  }

  /// Declarations for an element, weakest first.
  func declarations(for element: HTMLElement) -> [StyleDeclaration] {
    guard !rules.isEmpty else { return [] }
    var found = rules[element.name] ?? []
    var seen: Set<Substring> = []
    for name in (element["class"] ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(20)
    where seen.insert(name).inserted {
      found += rules["." + name] ?? []
      found += rules[element.name + "." + name] ?? []
    }
    if let id = element["id"]?.lowercased() {
      found += rules["#" + id] ?? []
      found += rules[element.name + "#" + id] ?? []
    }
    return found
  }

  /// `.name`, `#name`, `element`, `element.name`; nil for anything with a condition or a relation.
  private static func simple(_ selector: Substring) -> String? {
    var key = selector.drop(while: \.isWhitespace)
    // Old mail programs put the sheet into an HTML comment.
    for mark in ["<!--", "-->"] where key.hasPrefix(mark) {
      key = key.dropFirst(mark.count).drop(while: \.isWhitespace)
    }
    let end = key.lastIndex { !$0.isWhitespace }
    guard let end else { return nil }
    let text = key[...end]
    let plain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
        UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "#"):
        true
      default: byte >= 0x80
      }
    }
    return plain && text.utf8.count < 100 ? String(text) : nil
  }

  /// The brace that closes the one at `open`, or the end.
  private static func closing(_ text: ArraySlice<UInt8>, from open: Int) -> Int {
    var depth = 0
    for index in open..<text.endIndex {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return text.endIndex
  }

  /// Without `/* … */`.
  private static func withoutComments(_ text: String) -> [UInt8] {
    var kept: [UInt8] = []
    var inComment = false
    var last: UInt8 = 0
    for byte in text.utf8 {
      if inComment {
        if last == UInt8(ascii: "*"), byte == UInt8(ascii: "/") {
          inComment = false
          last = 0
          continue
        }
      } else if last == UInt8(ascii: "/"), byte == UInt8(ascii: "*") {
        inComment = true
        kept.removeLast()
        last = 0
        continue
      } else {
        kept.append(byte)
      }
      last = byte
    }
    return kept
  }
}
