/// A text that others quote. A quotation is compared without regard to case, and with every run of blanks and line ends as one
/// blank.
struct QuotedText: Sendable {
  private let scalars: [Unicode.Scalar]

  init(_ text: String) { scalars = Self.folded(text) }

  /// Whether the quotation stands in it; nothing is not quoted. In linear time (Knuth, Morris and Pratt), for both were written
  /// by others.
  func holds(_ quotation: String) -> Bool {
    let sought = Self.folded(quotation)
    guard !sought.isEmpty, sought.count <= scalars.count else { return false }
    let borders = Self.borders(of: sought)
    var matched = 0
    for scalar in scalars {
      while matched > 0, sought[matched] != scalar { matched = borders[matched - 1] }
      if sought[matched] == scalar { matched += 1 }
      if matched == sought.count { return true }
    }
    return false
  }

  /// For each beginning of the text how much of it is also its end.
  private static func borders(of text: [Unicode.Scalar]) -> [Int] {
    var borders = [0]
    var length = 0
    for scalar in text.dropFirst() {
      while length > 0, text[length] != scalar { length = borders[length - 1] }
      if text[length] == scalar { length += 1 }
      borders.append(length)
    }
    return borders
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] {
    var folded: [Unicode.Scalar] = []
    for scalar in text.trimmed.unicodeScalars {
      if !scalar.properties.isWhitespace {
        folded += scalar.properties.lowercaseMapping.unicodeScalars
      } else if folded.last != " " {
        folded.append(" ")
      }
    }
    return folded
  }
}
