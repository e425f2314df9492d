extension StringProtocol {
  /// Without blanks and empty lines at both ends.
  func trimmingBlank() -> String { trimmingScalars { $0.properties.isWhitespace } }

  /// Without blanks and the marks that make a line bold, a heading or a quotation.
  func trimmingDecoration() -> String {
    trimmingScalars { $0.properties.isWhitespace || "*_#`\"“”„>".unicodeScalars.contains($0) }
  }

  /// Cut at line feeds, scalar by scalar: to Swift, a line feed with an accent after it is another character.
  var lines: [String] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var text = String.UnicodeScalarView()
      text.append(contentsOf: line)
      return String(text)
    }
  }

  /// Whether only blanks are in it.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  private func trimmingScalars(_ isOutside: (Unicode.Scalar) -> Bool) -> String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !isOutside($0) }) else { return "" }
    var end = scalars.endIndex
    while end > first, isOutside(scalars[scalars.index(before: end)]) { end = scalars.index(before: end) }
    return String(self[first..<end])
  }
}

extension Sequence where Element: StringProtocol {
  var joinedLines: String { joined(separator: "\n") }
}
