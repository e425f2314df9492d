import Secretary

/// Turns what a model wrote into the body of a reply, or refuses it. Only wrapping is taken off; words are never changed.
/// What looks like the model talking about its work is refused: a person would have to find and delete it.
enum ReplyCleaning {
  /// Characters. A reply is a letter, not a book.
  static let longest = 8000

  static func reply(from answer: String, signature: String) throws(DraftingError) -> String {
    var text = try withoutThinking(answer.replacing("\r\n", with: "\n").trimmingBlank())
    text = withoutFence(text)
    text = withoutPreamble(text)
    text = withoutSubject(text)
    text = text.trimmingBlank()
    guard !text.isEmpty else { throw .unusable("it is empty") }
    guard text.count <= longest else { throw .unusable("it is longer than \(longest) characters") }
    guard text.contains(where: \.isLetter) else { throw .unusable("it holds no words") }
    guard !repeats(text) else { throw .unusable("it repeats itself without end") }
    guard !hasPlaceholder(text) else { throw .unusable("it leaves a placeholder to be filled in") }
    guard !hasControlTokens(text) else { throw .unusable("it holds the model's own control marks") }
    let signature = signature.trimmingBlank()
    if !signature.isEmpty, !text.hasSuffix(signature) { text += "\n\n" + signature }
    return text + "\n"
  }

  /// Reasoning models put their thoughts before the answer. A closed trace is taken off; one that never closes means
  /// that there is no answer.
  static func withoutThinking(_ text: String) throws(DraftingError) -> String {
    var rest = text
    for name in ["think", "thinking", "reasoning"] {
      let (opening, closing) = ("<\(name)>", "</\(name)>")
      while let end = rest.firstRange(of: closing) {
        let start = rest.firstRange(of: opening)
        // Some servers swallow the opening mark: all before the closing one is thought then.
        let from = start.map { $0.lowerBound < end.lowerBound ? $0.lowerBound : rest.startIndex } ?? rest.startIndex
        rest.removeSubrange(from..<end.upperBound)
      }
      if rest.contains(opening) { throw .unusable("it holds reasoning without an end") }
    }
    return rest.trimmingBlank()
  }

  /// A code fence around the whole text, and nothing else.
  static func withoutFence(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 2, let first = lines.first, first.hasPrefix("```"), lines.last == "```",
      lines.filter({ $0.hasPrefix("```") }).count == 2
    else { return text }
    lines.removeFirst()
    lines.removeLast()
    return lines.joined(separator: "\n").trimmingBlank()
  }

  /// A first line such as "Here is a draft reply:" that announces the letter instead of beginning it.
  static func withoutPreamble(_ text: String) -> String {
    guard let end = text.firstIndex(of: "\n") else { return text }
    let line = text[..<end].trimmingBlank().lowercased()
    let openings = [
      "here is", "here's", "here’s", "sure", "certainly", "of course", "below is", "draft reply", "reply",
    ]
    let nouns = ["reply", "draft", "response", "email", "e-mail", "message"]
    guard line.hasSuffix(":"), line.count <= 120, openings.contains(where: line.hasPrefix),
      nouns.contains(where: line.contains)
    else { return text }
    return withoutFence(String(text[end...]).trimmingBlank())
  }

  /// The subject is not the model's to choose.
  static func withoutSubject(_ text: String) -> String {
    guard text.prefix(9).lowercased().hasPrefix("subject:") else { return text }
    guard let end = text.firstIndex(of: "\n") else { return "" }
    return String(text[end...]).trimmingBlank()
  }

  /// Fifty times the same character, or a line said ten times over: a model that has lost its way.
  static func repeats(_ text: String) -> Bool {
    var run = 0
    var last: Character?
    for character in text {
      run = character == last ? run + 1 : 1
      last = character
      if run >= 50 { return true }
    }
    var counts: [Substring: Int] = [:]
    for line in text.split(separator: "\n") where line.count >= 8 {
      counts[line, default: 0] += 1
      if counts[line] == 10 { return true }
    }
    return false
  }

  /// `[Your Name]`, `[insert date]`, `{{name}}`, `<your name>`: a gap the model left for somebody to fill.
  static func hasPlaceholder(_ text: String) -> Bool {
    if text.contains("{{") { return true }
    for (opening, closing) in [("[", "]"), ("<", ">"), ("{", "}")] as [(Character, Character)] {
      var rest = text[...]
      while let start = rest.firstIndex(of: opening) {
        rest = rest[rest.index(after: start)...]
        guard let end = rest.firstIndex(of: closing) else { break }
        if asksToBeFilled(rest[..<end]) { return true }
      }
    }
    return false
  }

  private static func asksToBeFilled(_ inside: Substring) -> Bool {
    guard inside.count <= 60, !inside.contains("\n"), !inside.contains("@"), !inside.contains("/") else { return false }
    let words = inside.lowercased().split { !$0.isLetter }
    guard let first = words.first else { return false }
    let asking: Set<Substring> = ["your", "insert", "recipient", "sender", "placeholder", "fill", "company", "enter"]
    return asking.contains(first)
      || (words.count <= 3 && (words.last == "name" || words == ["date"] || words == ["time"]))
  }

  /// Marks such as `<|im_end|>` that belong between a model and its server.
  private static func hasControlTokens(_ text: String) -> Bool {
    ["<|", "|>", "[INST]", "[/INST]", "<s>", "</s>", "<<SYS>>"].contains { text.contains($0) }
  }
}
