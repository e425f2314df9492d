/// A text that programs of ours print, without what a terminal obeys.
///
/// Lines of ours carry strangers' words, and what cleans those (`ShownText`) is up to whoever writes the line; this is the last look
/// before the terminal. Control characters (C0 and C1, ECMA-48) but line ends and tabs become `U+FFFD`.
package struct PrintableText: Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text.unicodeScalars.contains(where: Self.isControl) ? Self.cleaned(text) : text
  }

  private static func cleaned(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F: true
    default: false
    }
  }
}
