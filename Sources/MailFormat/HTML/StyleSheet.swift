/// The rules of a message's `<style>` elements that name a class, an id or an element, perhaps inside of others, without
/// conditions. Of `@media` and the like those count that hold on every screen; the others speak of some.
struct StyleSheet {
  /// Of an element inside others, by the keys of the others.
  private struct InnerRule {
    let around: [String]
    var declarations: [StyleDeclaration]
  }

  private var rules: [String: [StyleDeclaration]] = [:]
  private var innerRules: [String: [InnerRule]] = [:]
  private static let maximumInnerRules = 20
  private static let maximumAround = 4
  private static let maximumRules = 2_000
  /// Declarations that all rules together put in place while the sheet is read.
  private static let maximumDeclarations = 100_000

  private static let maximumNesting = 3

  init(_ text: String) {
    var declarationsLeft = Self.maximumDeclarations
    read(CSSText.withoutComments(text.utf8)[...], nesting: 0, &declarationsLeft)
  }

  private mutating func read(_ text: ArraySlice<UInt8>, nesting: Int, _ declarationsLeft: inout Int) {
    var rest = text
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
      let head = Self.plain(String(decoding: CSSText.unescaped(selectors), as: UTF8.self).lowercased())
      guard !head.contains("@") else {
        if nesting < Self.maximumNesting, Self.holdsEverywhere(head) {
          read(body, nesting: nesting + 1, &declarationsLeft)
        }
        continue
      }
      let declarations = StyleDeclaration.parse(String(decoding: body, as: UTF8.self))
      guard !declarations.isEmpty else { continue }
      for key in Set(head.split(separator: ",").compactMap(Self.simple))
      where declarationsLeft > 0 && (rules[key] != nil || rules.count < Self.maximumRules) {
        // A later declaration of a property replaces an earlier one, so a rule stays short however often it is written.
        let all = rules[key].map { StyleDeclaration.lastOfEach($0 + declarations) } ?? declarations
        rules[key] = all
        declarationsLeft -= all.count
      }
      for selector in head.split(separator: ",") where declarationsLeft > 0 {
        declarationsLeft -= addInnerRule(selector, declarations)
      }
    }
  }

  /// `:is(.a, .b)` is either, and `:where` as well.
  private static func plain(_ head: String) -> String {
    guard head.holds(":is(") || head.holds(":where("), !head.holds(":not(") else { return head }
    return head.replacing(":is(", with: "").replacing(":where(", with: "").replacing(")", with: "")
  }

  /// Whether a group of rules counts on any screen: `@media screen`, `@media (min-width: 1px)`, `@supports`, `@layer`.
  private static func holdsEverywhere(_ head: String) -> Bool {
    let words = head.split { $0.isWhitespace || $0 == "{" }
    if words.contains("not") { return false }
    switch words.first {
    case "@supports", "@layer": return true
    case "@media":
      return head.drop { $0 != "@" }.dropFirst("@media".count).split(separator: ",").contains { query in
        guard !query.contains("print"), !query.contains("speech") else { return false }
        return query.split(separator: "(").dropFirst().allSatisfy { feature in
          let parts = feature.prefix { $0 != ")" }.split { $0 == ":" || $0 == " " }
          return parts.count == 2 && parts[0] == "min-width" && CSSLength(parts[1]).map { $0.pixels <= 320 } ?? false
        }
      }
    default: return false
    }
  }

  /// - Returns: how many declarations it put in place.
  private mutating func addInnerRule(_ selector: Substring, _ declarations: [StyleDeclaration]) -> Int {
    // Whether something stands directly inside is not asked.
    let compounds = selector.split { $0.isWhitespace || $0 == ">" }
    guard (2...Self.maximumAround + 1).contains(compounds.count) else { return 0 }
    let keys = compounds.compactMap(Self.simple)
    guard keys.count == compounds.count, let own = keys.last else { return 0 }
    guard innerRules[own] != nil || innerRules.count < Self.maximumRules,
      innerRules[own]?.count ?? 0 < Self.maximumInnerRules
    else { return 0 }
    innerRules[own, default: []].append(InnerRule(around: keys.dropLast(), declarations: declarations))
    return declarations.count
  }

  /// Whether a rule asks what an element stands in.
  var looksAround: Bool { !innerRules.isEmpty }

  /// Declarations for an element, weakest first.
  /// - Parameter around: how many elements around it have a key.
  func declarations(for element: HTMLElement, around: [String: Int]) -> [StyleDeclaration] {
    guard !rules.isEmpty || looksAround else { return [] }
    let keys = Self.keys(of: element)
    let inner = looksAround ? keys.flatMap { innerRules[$0] ?? [] } : []
    return keys.flatMap { rules[$0] ?? [] }
      + inner.filter { $0.around.allSatisfy { around[$0] ?? 0 > 0 } }.flatMap(\.declarations)
  }

  /// What a rule may call an element, the least certain first.
  static func keys(of element: HTMLElement) -> [String] {
    var keys = ["*", element.name]
    var seen: Set<Substring> = []
    for name in (element["class"] ?? "").lowercased().split(whereSeparator: \.isWhitespace).prefix(20)
    where seen.insert(name).inserted {
      keys += ["." + name, element.name + "." + name]
    }
    if let id = element["id"]?.lowercased() { keys += ["#" + id, element.name + "#" + id] }
    return keys
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
    if text == "*" { return "*" }
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
}
