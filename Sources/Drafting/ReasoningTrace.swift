/// What a reasoning model thought before it answered. A trace that is closed is taken off; one that never closes means that
/// there is no answer.
enum ReasoningTrace {
  static func removed(from text: String) throws(DraftingError) -> String {
    var text = lastChannel(of: text)
    text = try withoutTagged(text)
    text = withoutLeadingElement(text)
    return try withoutHeaded(text)
  }

  /// Servers that leave the marks of a model's channels in the text: the last channel called `final` is the answer.
  private static func lastChannel(of text: String) -> String {
    let mark = "<|channel|>final<|message|>"
    guard let start = text[...].lastRange(of: mark) else { return text }
    var answer = text[start.upperBound...]
    for end in ["<|return|>", "<|end|>"] where answer.trimmingBlank().hasSuffix(end) {
      answer = answer.lastRange(of: end).map { answer[..<$0.lowerBound] } ?? answer
    }
    return answer.trimmingBlank()
  }

  /// Thoughts in tags of their own, anywhere. Some servers swallow the opening tag: all before the closing one is thought then.
  private static func withoutTagged(_ text: String) throws(DraftingError) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var depth = 0
    var from = 0
    for tag in MarkupTag.all(in: scalars) where tag.isThought {
      if depth == 0 { kept.append(contentsOf: scalars[from..<tag.range.lowerBound]) }
      if !tag.isClosing {
        depth += tag.isEmpty ? 0 : 1
      } else if depth > 0 {
        depth -= 1
      } else {
        kept.removeAll()
      }
      from = tag.range.upperBound
    }
    guard depth == 0 else { throw .unusable("it holds reasoning without an end") }
    guard from > 0 else { return text.trimmingBlank() }
    kept.append(contentsOf: scalars[from...])
    return String(kept).trimmingBlank()
  }

  /// A letter does not begin with an element of any other name, so that is the model's own; the letter comes after it.
  private static func withoutLeadingElement(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let tags = MarkupTag.all(in: scalars)
    guard let first = tags.first, first.range.lowerBound == 0, scalars[0] != "[", !first.isClosing, !first.isHTML,
      !first.isAnswer, let close = tags.first(where: { $0.isClosing && $0.name == first.name })
    else { return text }
    let rest = String(String.UnicodeScalarView(scalars[close.range.upperBound...])).trimmingBlank()
    if !rest.isEmpty { return rest }
    return String(String.UnicodeScalarView(scalars[first.range.upperBound..<close.range.lowerBound])).trimmingBlank()
  }

  /// Thoughts under a heading such as "Thinking process:", and the letter under "Final answer:".
  private static func withoutHeaded(_ text: String) throws(DraftingError) -> String {
    let lines = text.lines
    guard let first = lines.first(where: { !$0.isBlank }), heads(first, ModelSpeech.thoughts) != nil else {
      return text
    }
    for (index, line) in lines.enumerated().reversed() {
      guard let rest = heads(line, ModelSpeech.results) else { continue }
      return ([rest] + lines[(index + 1)...]).joinedLines.trimmingBlank()
    }
    let beginsParagraph = { index in index > 0 && lines[index - 1].isBlank }
    guard let start = lines.indices.last(where: { beginsParagraph($0) && LetterWords.isGreeting(lines[$0]) }) else {
      throw .unusable("it holds reasoning without an end")
    }
    return lines[start...].joinedLines.trimmingBlank()
  }

  /// What stands after the colon of such a heading; nil for any other line.
  private static func heads(_ line: String, _ headings: [String]) -> String? {
    let plain = line.trimmingDecoration()
    if let colon = plain.unicodeScalars.firstIndex(where: { $0 == ":" || $0 == "：" }) {
      guard SpokenWords(plain[..<colon]).isOne(of: headings) else { return nil }
      return plain[plain.unicodeScalars.index(after: colon)...].trimmingDecoration()
    }
    let isHeading = line.trimmingBlank().unicodeScalars.first.map { $0 == "#" || $0 == "*" } ?? false
    return isHeading && SpokenWords(plain).isOne(of: headings) ? "" : nil
  }
}
