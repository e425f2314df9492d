/// Words of a stranger as they may be shown: on a page, in a terminal, in a log. A name, a subject or an address is one line
/// without anything that a reader does not see, so that it can neither turn around what stands beside it nor look like
/// another. Whoever shows such words takes them in this type; a plain string does not compile in their place.
///
/// A page also isolates them with `<bdi>`, as letters that are written from right to left reorder their neighbours by
/// themselves.
package struct ShownText: Sendable, Hashable, CustomStringConvertible {
  /// Scalars of a line; longer ones are cut.
  package static let longest = 1_000
  /// Marks above and below one letter. Real writing has up to five; towers of them cover the lines around.
  private static let mostMarks = 6

  package let text: String

  /// One line: blanks and line ends become single blanks.
  package init(_ line: String) {
    guard !Self.isPlain(line) else {
      text = line
      return
    }
    var shown = String.UnicodeScalarView()
    var count = 0
    var isAfterBlank = true
    for scalar in Self.withoutTowers(InvisibleText(Self.bounded(line)).visible) {
      let isBlank = scalar.properties.isWhitespace || scalar.value == 0x2800
      if isBlank, isAfterBlank { continue }
      isAfterBlank = isBlank
      if count == Self.longest {
        shown.append("…")
        break
      }
      shown.append(isBlank ? " " : scalar)
      count += 1
    }
    if shown.last == " " { shown.removeLast() }
    text = String(shown)
  }

  /// A text of several lines, where direction marks belong to how a language is typed.
  package init(letter: String) {
    text = String(Self.withoutTowers(InvisibleText(letter, keepsDirectionMarks: true).visible))
  }

  package var description: String { text }

  /// Most lines: letters of ASCII with single blanks between.
  private static func isPlain(_ line: String) -> Bool {
    guard line.utf8.count <= longest, line.utf8.first != 0x20 else { return false }
    var last: UInt8 = 0
    for byte in line.utf8 {
      guard (0x20..<0x7F).contains(byte), byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20
  }

  /// Before anything is done with it: a line of megabytes is shown by its beginning only.
  private static func bounded(_ line: String) -> String {
    line.utf8.count <= 20 * longest ? line : line.scalars(8 * longest)
  }

  private static func withoutTowers(_ text: String) -> String.UnicodeScalarView {
    var kept = String.UnicodeScalarView()
    var marks = 0
    for scalar in text.unicodeScalars {
      let isMark =
        scalar.value >= 0x300
        && [.nonspacingMark, .enclosingMark].contains(scalar.properties.generalCategory)
      marks = isMark ? marks + 1 : 0
      if marks <= mostMarks { kept.append(scalar) }
    }
    return kept
  }
}

/// Only what stands in the source is written this way.
extension ShownText: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) { self.init(value) }
}
