/// How many tokens a text is, reckoned without any model's own list of them. Models cut text differently, so there are two
/// numbers: one that is hardly exceeded, for budgets, and one that is hardly fallen short of, to notice a server that cut the
/// prompt. One pass over the text.
package struct TokenEstimate: Sendable, Equatable {
  /// Hardly exceeded: the larger of a token for 3.2 bytes and 1.4 for a word; long words without a vowel's rhythm, such as
  /// addresses and base64, a token for two bytes; and one for each character of scripts beyond the alphabets.
  package private(set) var most = 0
  /// Hardly fallen short of: a token for 5.3 bytes of an alphabet, for four characters of other scripts. Rules of dashes and
  /// the like, which are one token each, are left out, and so are long words, of which nobody knows.
  package private(set) var least = 0

  /// Bytes from which a word is none that somebody speaks.
  private static let longWord = 32

  package init(_ text: String) {
    var counts = Counts()
    for scalar in text.unicodeScalars { counts.add(scalar) }
    counts.endWord()
    // In whole numbers, always up for the one and down for the other.
    most = max((counts.spelled * 10 + 31) / 32, (counts.words * 14 + 9) / 10) + counts.dense + (counts.long + 1) / 2
    least = counts.varied * 10 / 53 + counts.dense / 4
  }

  private struct Counts {
    /// Bytes of alphabets, blanks among them.
    var spelled = 0
    /// Of these, bytes that do not repeat the one before.
    var varied = 0
    var words = 0
    /// Bytes of long words.
    var long = 0
    /// Characters of scripts that are not alphabets of the West.
    var dense = 0
    private var word = (bytes: 0, varied: 0)
    private var last: Unicode.Scalar?

    mutating func add(_ scalar: Unicode.Scalar) {
      defer { last = scalar }
      // Latin, Greek, Cyrillic and Armenian are below, with their marks; the quotation marks and dashes of print are words' own.
      guard scalar.value < 0x590 || (0x2000...0x206F).contains(scalar.value) else {
        endWord()
        dense += 1
        return
      }
      let bytes = UTF8.width(scalar)
      if scalar.properties.isWhitespace {
        endWord()
        spelled += bytes
        if scalar != last { varied += bytes }
      } else {
        word.bytes += bytes
        if scalar != last { word.varied += bytes }
      }
    }

    mutating func endWord() {
      guard word.bytes > 0 else { return }
      if word.bytes >= TokenEstimate.longWord {
        long += word.bytes
      } else {
        spelled += word.bytes
        varied += word.varied
        words += 1
      }
      word = (0, 0)
    }
  }
}
