import Secretary

/// Turns what a model wrote into the body of a reply, or refuses it. Only wrapping and marks are taken off; words are never
/// changed. What is no letter, or would have to be finished by hand, is refused: a person would have to find and delete it.
///
/// Every step is one pass over the text, and looks at scalars: a character may be megabytes of marks.
enum ReplyCleaning {
  /// Scalars. A reply is a letter, not a book.
  static let longest = 8_000
  /// Scalars of an answer, thoughts included. Longer ones are not looked at.
  static let longestAnswer = 200_000

  /// - Parameters:
  ///   - owner: whose name the model may have put below the letter although the signature brings it.
  ///   - addressee: whom it answers.
  static func reply(
    from answer: String, signature: String, owner: EmailAddress = EmailAddress(address: ""),
    addressee: EmailAddress = EmailAddress(address: "")
  ) throws(DraftingError) -> String {
    guard answer.utf8.count <= 4 * longestAnswer, answer.unicodeScalars.count <= longestAnswer else {
      throw .unusable("it is longer than \(longest) characters")
    }
    let wrapped = try visible(withoutChannels(withSpelledBreaks(withoutEscapes(answer))))
    var text = ReplyWrapping.removed(from: try ReasoningTrace.removed(from: wrapped))
    guard text.unicodeScalars.count <= 4 * longest else { throw .unusable("it is longer than \(longest) characters") }
    text = try visible(ReplyMarkup.withoutReferences(ReplyMarkup.withoutMarkdown(text))).trimmingBlank()
    try check(text)
    if let complaint = LetterRoles(owner: owner, addressee: addressee).complaint(about: text) {
      throw .unusable(complaint)
    }
    return LetterClose(text).signed(signature, by: owner) + "\n"
  }

  private static func check(_ text: String) throws(DraftingError) {
    guard !text.isEmpty else { throw .unusable("it is empty") }
    guard text.unicodeScalars.count <= longest else { throw .unusable("it is longer than \(longest) characters") }
    guard text.unicodeScalars.contains(where: \.properties.isAlphabetic) else { throw .unusable("it holds no words") }
    guard !isDialogue(text) else { throw .unusable("it is a dialogue, not a letter") }
    guard !isData(text) else { throw .unusable("it is data, not a letter") }
    guard !hasControlTokens(text) else { throw .unusable("it holds the model's own control marks") }
    guard !copiesMarks(text) else { throw .unusable("it copies marks of the conversation it was given") }
    guard !declines(text) else { throw .unusable("it declines to write a reply") }
    guard !Repetition.isEndless(text) else { throw .unusable("it repeats itself without end") }
    guard DraftGaps(text).fields.count < DraftGaps.most else { throw .unusable("it leaves too much open") }
    guard !Placeholder.isLeft(in: text) else { throw .unusable("it leaves a placeholder to be filled in") }
    guard !holdsSeveral(text) else { throw .unusable("it holds more than one letter to choose from") }
  }

  /// Without what nobody sees. What spells something there is no slip.
  private static func visible(_ text: String) throws(DraftingError) -> String {
    let read = InvisibleText(text)
    guard !read.spells else { throw .unusable("it hides a message in characters that nobody sees") }
    return read.visible
  }

  /// Line ends become line feeds; terminal sequences (ECMA-48: escape, bracket, parameters, a letter) go whole.
  private static func withoutEscapes(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var last: Unicode.Scalar?
    var isInSequence = false
    for scalar in text.unicodeScalars {
      defer { last = scalar }
      if isInSequence {
        isInSequence = (0x20...0x3F).contains(scalar.value)
      } else if last == "\u{1B}", scalar == "[" {
        isInSequence = true
      } else if scalar == "\r" {
        kept.append("\n")
      } else if scalar != "\n" || last != "\r" {
        kept.append(scalar)
      }
    }
    return String(kept)
  }

  /// Line feeds that are spelled out, as in a text that was taken out of JSON, where there are no others.
  private static func withSpelledBreaks(_ text: String) -> String {
    guard !text.unicodeScalars.contains("\n"), text.first != "{", text.first != "[", text[...].holds("\\n\\n") else {
      return text
    }
    return text.replacing("\\n", with: "\n")
  }

  /// What stands after the last name of a channel, where a server has dropped the marks around the names.
  private static func withoutChannels(_ text: String) -> String {
    guard text.hasPrefix("analysis") || text.hasPrefix("commentary"), let mark = text.ranges(of: "assistantfinal").last
    else { return text }
    return String(text[mark.upperBound...])
  }

  /// Who speaks stands before what is said, as in what models are trained on.
  private static func isDialogue(_ text: String) -> Bool {
    text.lines.contains { line in
      ["User:", "Human:", "Assistant:", "AI:", "System:"].contains { line.trimmingDecoration().hasPrefix($0) }
    }
  }

  /// Two texts or the same twice: each begins with a greeting on a line of its own.
  private static func holdsSeveral(_ text: String) -> Bool {
    text.lines.count(where: LetterWords.opensLetter) > 1
  }

  /// A refusal of the model's own, or its word that no letter is wanted. A letter that declines something greets first.
  private static func declines(_ text: String) -> Bool {
    let words = SpokenWords(text)
    let paragraph = text.lines.prefix { !$0.isBlank }.joinedLines
    let opening = SpokenWords(paragraph)
    let nothing = ModelSpeech.nothing
    let sentences = nothing.filter { SpokenWords($0).count >= 3 }
    if words.count <= 12, words.isOne(of: nothing) || words.begins(with: sentences) { return true }
    if words.has(ModelSpeech.machine) { return true }
    let isCode = text.unicodeScalars.contains("_") && !text.unicodeScalars.contains { $0.properties.isLowercase }
    if isCode, text.split(whereSeparator: \.isWhitespace).count == 1 { return true }
    guard !text.lines.contains(where: LetterWords.isGreeting), paragraph.unicodeScalars.count <= 400 else {
      return false
    }
    let small = paragraph.lowercased()
    if ModelSpeech.refusals.contains(where: small[...].holds) { return true }
    let begins =
      opening.begins(with: ModelSpeech.regretting)
      || opening.begins(with: ModelSpeech.unable)
    return begins && opening.has(ModelSpeech.refusing) || opening.has(ModelSpeech.asking) && opening.count <= 60
  }

  /// JSON that holds no letter.
  private static func isData(_ text: String) -> Bool {
    text.hasPrefix("{") && text.hasSuffix("}") || text.hasPrefix("[{") && text.hasSuffix("}]")
      || text.hasPrefix("{\"") || text.hasPrefix("[TOOL_CALLS]") || text.hasPrefix("functions.")
      || text.lines.contains { ["body: |", "body: >", "reply: |", "text: |"].contains($0.trimmingBlank()) }
  }

  private static func copiesMarks(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    return MarkupTag.all(in: scalars).contains { $0.isConversation && scalars[$0.range.lowerBound] == "<" }
  }

  /// Marks such as `<|im_end|>` that belong between a model and its server.
  private static func hasControlTokens(_ text: String) -> Bool {
    ["<|", "|>", "[INST]", "[/INST]", "<s>", "</s>", "<<SYS>>", "<start_of_turn>", "<end_of_turn>"].contains {
      text[...].holds($0)
    }
  }
}
