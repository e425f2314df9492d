/// Where on a page a word stands: whether something around it keeps its direction from spreading to its neighbours (`bdi`, or an
/// element with `dir="auto"`), or it stands where there are no neighbours (a title, a field).
enum IsolationWalk {
  /// The text around each place where the word stands without being kept apart.
  static func open(_ word: String, in html: String) -> [String] {
    var problems: [String] = []
    var around: [(name: String, isApart: Bool)] = []
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      let text = rest[..<start]
      if text.contains(word), !around.contains(where: \.isApart) { problems.append(String(text.suffix(60))) }
      guard let end = rest[start...].firstIndex(of: ">") else { break }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
      if tag.hasPrefix("/") {
        if let last = around.lastIndex(where: { $0.name == name }) { around.removeSubrange(last...) }
      } else if !tag.hasPrefix("!"), !empty.contains(name) {
        let isApart = ["bdi", "title", "textarea", "option"].contains(name) || tag.contains("dir=\"auto\"")
        around.append((name, isApart))
      }
    }
    return problems
  }

  private static let empty: Set<String> = ["meta", "link", "input", "br", "hr", "img"]
}
