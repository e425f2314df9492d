/// Whether a text asks something, as far as marks tell.
enum Questions {
  /// A question mark at the end of a word. Inside one it belongs to an address: `https://shop.example/get?id=4`.
  static func occur(in text: some StringProtocol) -> Bool {
    var before: Unicode.Scalar = " "
    var isOpen = false
    for scalar in text.unicodeScalars {
      if isOpen, isEnd(scalar) { return true }
      switch scalar {
      case "？", "؟", "՞", "፧", "\u{37E}": return true
      case "?": isOpen = true
      // Greek asks with a semicolon, Japanese with か before its full stop.
      case ";": isOpen = (0x370...0x3FF).contains(before.value) || (0x1F00...0x1FFF).contains(before.value)
      case "。": if before == "か" { return true }
      default: isOpen = false
      }
      before = scalar
    }
    return isOpen
  }

  /// What may follow the mark that ends a sentence.
  private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || ends.contains(scalar)
  }

  private static let ends = Set("?!.,:;)]}\"'*_~”“’»«…—–|".unicodeScalars)
}
