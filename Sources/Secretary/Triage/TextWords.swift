/// A text as its words in lower case, without what stands between them, so that `Out-of-Office` and `out of office`
/// are the same. In scripts that put no blanks between words, and in Hangul with its particles, every character counts
/// as a word. One pass, whatever the text.
struct TextWords: Sendable {
  private(set) var words: [String] = []

  init(_ text: some StringProtocol) {
    var word = String.UnicodeScalarView()
    func finish() {
      if !word.isEmpty { words.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    for scalar in text.lowercased().unicodeScalars {
      switch Self.kind(of: scalar) {
      case .letter: word.append(scalar)
      case .invisible: continue
      case .gap: finish()
      case .wholeWord:
        finish()
        words.append(String(scalar))
      }
    }
    finish()
  }

  private enum Kind { case letter, invisible, gap, wholeWord }

  private static func kind(of scalar: Unicode.Scalar) -> Kind {
    if scalar.isASCII {
      return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value) ? .letter : .gap
    }
    if isUnspaced(scalar.value) { return .wholeWord }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .decimalNumber:
      return .letter
    // Soft hyphens and joiners, with which newsletters hide words from filters.
    case .format: return .invisible
    default: return .gap
    }
  }

  /// Thai to Myanmar, kana, Han and Hangul syllables.
  private static func isUnspaced(_ value: UInt32) -> Bool {
    (0x0E01...0x0EFF).contains(value) || (0x1000...0x109F).contains(value) || (0x1780...0x17FF).contains(value)
      || (0x3041...0x30FF).contains(value) || (0x3400...0x9FFF).contains(value) || (0xAC00...0xD7A3).contains(value)
      || (0xF900...0xFAFF).contains(value) || (0x20000...0x3FFFF).contains(value)
  }
}

/// Phrases to look for among words, found by their first word: a text is passed over once, however long the list.
struct PhraseList: Sendable {
  private let byFirstWord: [String: [[String]]]

  init(_ phrases: [String]) {
    byFirstWord = Dictionary(grouping: phrases.map { TextWords($0).words }.filter { !$0.isEmpty }) { $0[0] }
  }

  func occurs(in text: TextWords) -> Bool { first(in: text.words[...]) != nil }

  /// Whether a text begins with one of them.
  func starts(_ text: TextWords) -> Bool {
    text.words.first.flatMap { byFirstWord[$0] }?.contains { text.words.starts(with: $0) } ?? false
  }

  /// Where the first of the phrases that occurs stands.
  func first(in words: ArraySlice<String>) -> Range<Int>? {
    for index in words.indices {
      guard let candidates = byFirstWord[words[index]] else { continue }
      if let phrase = candidates.first(where: { words[index...].starts(with: $0) }) {
        return index..<(index + phrase.count)
      }
    }
    return nil
  }
}
