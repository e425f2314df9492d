extension StringProtocol {
  /// Without white space at either end. By scalars: going back over flags character by character takes square time.
  package var trimmed: String {
    let scalars = unicodeScalars.drop(while: \.properties.isWhitespace)
    let end = scalars.lastIndex { !$0.properties.isWhitespace }.map(scalars.index(after:)) ?? scalars.endIndex
    return String(String.UnicodeScalarView(scalars[..<end]))
  }
}
