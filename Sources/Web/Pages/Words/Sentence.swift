/// Rows keep short words such as "waits for its turn; starts soon". On a page they stand alone, as sentences.
enum Sentence {
  /// With a capital letter and a full stop.
  static func of(_ words: String) -> String {
    guard let first = words.first else { return "" }
    let capital = first.uppercased() + words.dropFirst()
    return ".!?…".contains(capital.last ?? ".") ? capital : capital + "."
  }

  /// "a", "a and b", "a, b and c".
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The beginning of a longer text on one line, cut at a word where there is one.
  static func opening(of text: String, characters limit: Int = 200) -> String {
    let line = text.prefix(limit * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard line.count > limit else { return line }
    let cut = line.prefix(limit)
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return String(cut[..<end]) + "…"
  }
}
