/// What traits a letter has. It is read for nothing else, and in one pass.
enum LetterTraits {
  /// Scalars that are looked at.
  static let longest = 8_000
  /// Lines at the end, and of the signature, in which a closing is looked for.
  private static let closingLines = (text: 8, signature: 4)
  /// Words of a greeting beside its phrase, and of the line of a closing.
  private static let mostNamed = 4

  /// - Parameter signature: what was told apart from the text, as the closing often is.
  static func traits(of text: String, signature: String = "", in language: LetterLanguage) -> Set<WritingTrait> {
    var lines = written(text.scalars(longest))
    var traits = greeting(lines.first ?? "")
    let inText = lines.suffix(closingLines.text)
    let below = written(signature.scalars(1_000)).prefix(closingLines.signature).reversed().lazy.compactMap(closing)
      .first
    let end = inText.indices.last { closing(lines[$0]) != nil }
    traits.append((.closing, below ?? end.flatMap { closing(lines[$0]) } ?? WritingVocabulary.none))
    // So that a letter is as long whether or not its end was told apart.
    if let end { lines.removeSubrange(end...) }
    let body = lines.joined(separator: "\n")
    traits.append((.length, WritingLength(words: body.split(whereSeparator: \.isWhitespace).count).value))
    if let register = WritingRegister(of: language)?.value(in: body) { traits.append((.register, register)) }
    traits += habits(body, lines, language).map { (.habit, $0.rawValue) }
    return Set(traits.compactMap { WritingTrait($0.0, $0.1) })
  }

  /// Its lines, without blank and quoted ones.
  private static func written(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.trimmed }.filter { !$0.isEmpty && !$0.hasPrefix(">") }
  }

  // MARK: Greeting

  private static func greeting(_ line: String) -> [(WritingTrait.Kind, String)] {
    let head = line.scalars(120).prefix { !",!:–—".contains($0) }
    let named = head.split(whereSeparator: \.isWhitespace)
    let words = named.map(bare)
    guard let (value, count) = WritingVocabulary.greetings.beginning(words), words.count <= count + mostNamed else {
      return [(.greeting, WritingVocabulary.none)]
    }
    return [(.greeting, value), (.naming, naming(words.dropFirst(count)))]
  }

  private static func naming(_ words: ArraySlice<String>) -> String {
    if words.allSatisfy({ WritingVocabulary.groups.contains($0) || $0.unicodeScalars.count < 2 }) {
      return WritingVocabulary.none
    }
    if words.contains(where: WritingVocabulary.titles.contains) { return "full" }
    return words.count == 1 || words.contains(where: WritingVocabulary.conjunctions.contains) ? "given" : "full"
  }

  // MARK: Closing

  /// Of a line that is one: a phrase, and behind it a name at most.
  private static func closing(_ line: String) -> String? {
    let written = line.scalars(80).split(whereSeparator: \.isWhitespace)
    guard let (value, count) = WritingVocabulary.closings.beginning(written.map(bare)),
      written.count <= count + 3, written.dropFirst(count).allSatisfy(isName)
    else { return nil }
    return value
  }

  private static func isName(_ word: Substring) -> Bool {
    guard let first = word.first(where: { $0.isLetter }) else { return true }
    return first.isUppercase
  }

  /// In lower case, without the marks around it.
  private static func bare(_ word: Substring) -> String {
    let start = word.drop { !$0.isLetter && $0 != "&" }
    return String(start.prefix(40).prefix { $0.isLetter || $0 == "-" || $0 == "&" || $0 == "'" }).lowercased()
  }

  // MARK: Habits

  private static func habits(_ body: String, _ lines: [String], _ language: LetterLanguage) -> [WritingHabit] {
    var habits: [WritingHabit] = []
    if body.utf8.contains(UInt8(ascii: "!")) { habits.append(.exclamationMarks) }
    if body.unicodeScalars.contains(where: \.properties.isEmojiPresentation) || hasSmiley(body) {
      habits.append(.emoji)
    }
    if lines.count(where: { line in ["- ", "* ", "• "].contains { line.hasPrefix($0) } }) > 1 {
      habits.append(.bulletLists)
    }
    if language == .english, hasContraction(body) { habits.append(.contractions) }
    return habits
  }

  private static func hasSmiley(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { [":)", ":-)", ";)", ";-)", ":D", ":("].contains($0) }
  }

  private static func hasContraction(_ text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { word in
      guard word.utf8.count < 20, let mark = word.lastIndex(where: { $0 == "'" || $0 == "’" }) else { return false }
      return ["t", "m", "re", "ve", "ll", "d"].contains(bare(word[word.index(after: mark)...]))
    }
  }
}
