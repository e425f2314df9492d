/// The beginning, or the end, of a text that may be of any length. Counted in Unicode scalars or in bytes, never in characters: to Swift a
/// letter with a million marks on it is one character.
extension String {
  /// The first so many Unicode scalars, and `ending` after them when something was cut.
  package func scalars(_ most: Int, ending: String = "") -> String {
    guard utf8.count > most,
      let end = unicodeScalars.index(startIndex, offsetBy: most, limitedBy: endIndex), end < endIndex
    else { return self }
    return String(unicodeScalars[..<end]) + ending
  }

  /// The last so many.
  package func lastScalars(_ most: Int) -> String {
    utf8.count <= most ? self : String(String.UnicodeScalarView(unicodeScalars.suffix(most)))
  }

  /// As many whole scalars as have so many bytes in UTF-8, `ending` included when something was cut.
  package func bytes(_ most: Int, ending: String = "") -> String {
    guard utf8.count > most else { return self }
    var end = utf8.index(startIndex, offsetBy: max(0, most - ending.utf8.count))
    while end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
    return String(unicodeScalars[..<end]) + ending
  }
}
