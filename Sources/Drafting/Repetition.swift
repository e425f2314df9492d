/// A model that has lost its way says the same again and again.
enum Repetition {
  /// The same few scalars on and on; or so much of the same words in the same order that little else is left.
  static func isEndless(_ text: String) -> Bool {
    hasLongRun(text) || repeats(text, from: 40, share: 0.6, sameNumbers: false)
      || repeats(text, from: 400, share: 0.9, sameNumbers: true)
  }

  /// `!!!!`, `hahaha`: up to four scalars over and over, fifty times the length of a scalar and more for longer ones.
  private static func hasLongRun(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return (1...4).contains { period in
      var run = period
      for index in scalars.indices.dropFirst(period) {
        run = scalars[index] == scalars[index - period] ? run + 1 : period
        if run >= 50 + 10 * (period - 1) { return true }
      }
      return false
    }
  }

  /// Whether of `from` or more groups of four words `share` came before. With `sameNumbers` one number is like another, and
  /// "Sentence 7 about colours." repeats "Sentence 6 about colours."
  private static func repeats(_ text: String, from least: Int, share: Double, sameNumbers: Bool) -> Bool {
    let words = words(of: text, sameNumbers: sameNumbers)
    guard words.count >= least else { return false }
    var seen: Set<ArraySlice<String>> = []
    let groups = words.count - 3
    for start in 0..<groups { seen.insert(words[start..<start + 4]) }
    return Double(groups - seen.count) > share * Double(groups)
  }

  /// A letter of a script that sets no blanks between words counts as one.
  private static func words(of text: String, sameNumbers: Bool) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    func end() {
      if !word.isEmpty { words.append(String(word)) }
      word.removeAll()
    }
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
        || (0xE00...0xEFF).contains(scalar.value)
      {
        end()
        words.append(String(scalar))
      } else if scalar.properties.numericType != nil {
        if !sameNumbers || word.last != "0" { word.append(sameNumbers ? "0" : scalar) }
      } else if scalar.properties.isAlphabetic {
        word.append(scalar)
      } else {
        end()
      }
    }
    end()
    return words
  }
}
