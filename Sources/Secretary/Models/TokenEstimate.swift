/// How many tokens a text is, reckoned without any model's own list of them. Models cut text differently, so there are three
/// numbers: one that is never exceeded, for budgets; one that hardly is, for what a server does not count; and one that is hardly
/// fallen short of, to notice a server that cut the prompt. One pass over the text.
package struct TokenEstimate: Sendable, Equatable {
  /// Never exceeded: a token for each byte in UTF-8. A model's list of tokens has at least one for every byte, and longer ones
  /// only make them fewer. Some models read the text in Unicode's form NFC, which makes few characters longer, and none of them
  /// more than three times as long.
  package private(set) var bound = 0
  /// Hardly exceeded: the larger of a token for 3.2 bytes and 1.4 for a word; long words without a vowel's rhythm, such as
  /// addresses and base64, a token for two bytes; and one for each character of scripts beyond the alphabets.
  package private(set) var most = 0
  /// Hardly fallen short of: a token for 5.3 bytes of an alphabet, for two and a half characters of Chinese, Japanese and Korean, for four
  /// of other scripts. Rules of dashes and the like, which are one token each, are left out, and so are long words, of which
  /// nobody knows.
  package private(set) var least = 0

  /// Bytes from which a word is none that somebody speaks.
  private static let longWord = 32

  package init(_ text: String) {
    var counts = Counts()
    for scalar in text.unicodeScalars { counts.add(scalar) }
    counts.endWord()
    bound = counts.bytes
    // In whole numbers, always up for the one and down for the other.
    most = max((counts.spelled * 10 + 31) / 32, (counts.words * 14 + 9) / 10) + counts.dense + (counts.long + 1) / 2
    least = counts.varied * 10 / 53 + counts.ideographic * 2 / 5 + (counts.dense - counts.ideographic) / 4
  }

  /// Whether a scalar is of the scripts of East Asia, in which a token is seldom more than two of them.
  private static func isIdeographic(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2E80...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF: true
    default: false
    }
  }

  private struct Counts {
    /// All of them, as many as they can become.
    var bytes = 0
    /// Bytes of alphabets, blanks among them.
    var spelled = 0
    /// Of these, bytes that do not repeat the one before.
    var varied = 0
    var words = 0
    /// Bytes of long words.
    var long = 0
    /// Characters of scripts that are not alphabets of the West.
    var dense = 0
    /// Of these, characters of East Asia that do not repeat the one before.
    var ideographic = 0
    private var word = (bytes: 0, varied: 0)
    private var last: Unicode.Scalar?

    mutating func add(_ scalar: Unicode.Scalar) {
      defer { last = scalar }
      let width = UTF8.width(scalar)
      bytes += scalar.value >= 0x300 && scalar.properties.isFullCompositionExclusion ? 3 * width : width
      // Latin, Greek, Cyrillic and Armenian are below, with their marks; the quotation marks and dashes of print are words' own.
      guard scalar.value < 0x590 || (0x2000...0x206F).contains(scalar.value) else {
        endWord()
        dense += 1
        if scalar != last, TokenEstimate.isIdeographic(scalar) { ideographic += 1 }
        return
      }
      if scalar.properties.isWhitespace {
        endWord()
        spelled += width
        if scalar != last { varied += width }
      } else {
        word.bytes += width
        if scalar != last { word.varied += width }
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
