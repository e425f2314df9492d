/// The words of a line, for looking phrases up: small letters, one blank between two words, nothing else but digits and
/// apostrophes. So `**Here’s** the reply:` and `here's the reply` are the same.
struct SpokenWords {
  /// With a blank at both ends.
  private let padded: String
  let count: Int
  /// Without a blank at the ends.
  var text: String { String(padded.dropFirst().dropLast()) }

  init(_ line: some StringProtocol) {
    var padded = String.UnicodeScalarView(" ".unicodeScalars)
    var count = 0
    var isInWord = false
    for scalar in line.lowercased().unicodeScalars {
      let isMark = scalar == "'" || scalar == "’"
      let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.value == 0x301
      if isWord || (isMark && isInWord) {
        if !isInWord { count += 1 }
        isInWord = true
        padded.append(isMark ? "'" : scalar)
      } else if isInWord {
        isInWord = false
        padded.append(" ")
      }
    }
    if isInWord { padded.append(" ") }
    self.padded = String(padded)
    self.count = count
  }

  /// A phrase ending in `*` is the beginning of a word.
  func has(_ phrases: [String]) -> Bool { phrases.contains { padded.contains(Self.pattern($0)) } }

  func begins(with phrases: [String]) -> Bool { phrases.contains { padded.hasPrefix(Self.pattern($0)) } }

  /// Whether these are all its words.
  func isOne(of phrases: [String]) -> Bool {
    phrases.contains { phrase in
      phrase.hasSuffix("*")
        ? count == 1 && padded.hasPrefix(Self.pattern(phrase)) : padded == Self.pattern(phrase)
    }
  }

  private static func pattern(_ phrase: String) -> String {
    phrase.hasSuffix("*") ? " " + phrase.dropLast() : " " + phrase + " "
  }
}
