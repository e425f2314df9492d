/// Lines below a message that its sender did not write this time.
enum SignatureLines {
  /// “Sent from my …” in the words of phones and mail programs.
  static func isDeviceLine(_ look: LineLook) -> Bool {
    var line = look.bare[...]
    let marks: Set<Character> = ["<", "(", "[", "*", "_", "-", " "]
    while let first = line.first, marks.contains(first) { line.removeFirst() }
    guard line.utf8.count < 200 else { return false }
    if line.hasSuffix(" from mobile"), line.split(separator: " ").count <= 4 { return true }
    if line.hasSuffix("gesendet."), line.contains("android") || line.contains("iphone") { return true }
    guard ReplyVocabulary.deviceOpeners.contains(where: { line.hasPrefix($0) }) else { return false }
    let words = withoutLinks(line)
    let end =
      words.firstIndex { $0 == "," || $0 == ";" || $0 == "." || $0 == "!" || $0 == "\u{2013}" } ?? words.endIndex
    guard words[..<end].split(separator: " ").count <= 9 else { return false }
    let rest = words[end...].drop { !$0.isLetter }
    return rest.isEmpty || ReplyVocabulary.excuses.contains { rest.hasPrefix($0) }
  }

  /// “-Ann Example” as the last line.
  static func isDashedName(_ look: LineLook) -> Bool {
    let name = look.trimmed.drop { $0 == "-" }
    guard look.trimmed.first == "-", let first = name.first, first.isLetter, first.isUppercase else { return false }
    let words = name.split(separator: " ")
    return words.count <= 3 && name.count <= 40 && words.allSatisfy { $0.allSatisfy { $0.isLetter || $0 == "." } }
  }

  /// Whether a closing block starts here: the sender's name on a short line of its own.
  static func namesSender(_ look: LineLook, words: [String]) -> Bool {
    guard let first = words.first, (1...50).contains(look.bare.count) else { return false }
    let found = look.bare.split { !$0.isLetter }.map(String.init)
    return found.count <= 6 && (found.first == first || words.count > 1 && words.allSatisfy(found.contains))
  }

  private static func withoutLinks(_ line: Substring) -> Substring {
    for mark in ["http", "<", "("] {
      if let start = position(of: mark, in: line), start > line.startIndex {
        let tail = line[start...].drop { $0 != ">" && $0 != ")" && $0 != " " }.drop { $0 == ">" || $0 == ")" }
        return line[..<start] + tail
      }
    }
    return line
  }

  private static func position(of mark: String, in line: Substring) -> Substring.Index? {
    line.indices.first { line[$0...].hasPrefix(mark) }
  }
}
