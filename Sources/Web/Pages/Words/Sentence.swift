import Secretary

/// Rows keep short words such as "waits for its turn; starts soon". On a page they stand alone, as sentences.
enum Sentence {
  /// With a capital letter and a full stop.
  static func of(_ words: String) -> String {
    guard let first = words.first else { return "" }
    let capital = first.uppercased() + words.dropFirst()
    return ".!?…".contains(capital.last ?? ".") ? capital : capital + "."
  }

  /// The beginning of a longer text on one line, so many Unicode scalars, cut at a word where there is one.
  static func opening(of text: String, scalars limit: Int = 200) -> String {
    let line = text.scalars(limit * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let cut = line.scalars(limit)
    guard cut.utf8.count < line.utf8.count else { return line }
    let end = cut.lastIndex(of: " ") ?? cut.endIndex
    return String(cut[..<end]) + "…"
  }
}
