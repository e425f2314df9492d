/// A tag as models write them: `<think>`, `</THINK>`, `<seed:think>`, `<think time=3>`, `◁think▷`, `[THINK]`,
/// `<|begin_of_thought|>`. Read in one pass; a mark without a name and an end within reach is text.
struct MarkupTag {
  let name: String
  let isClosing: Bool
  /// Closes itself: `<br/>`.
  let isEmpty: Bool
  /// In the scalars it was read from.
  let range: Range<Int>

  /// Scalars between the marks.
  private static let longest = 200
  private static let marks: [Unicode.Scalar: Unicode.Scalar] = ["<": ">", "◁": "▷", "[": "]"]

  static func all(in scalars: [Unicode.Scalar]) -> [MarkupTag] {
    var tags: [MarkupTag] = []
    var index = 0
    while index < scalars.count {
      if let tag = read(scalars, at: index) {
        tags.append(tag)
        index = tag.range.upperBound
      } else {
        index += 1
      }
    }
    return tags
  }

  private static func read(_ scalars: [Unicode.Scalar], at start: Int) -> MarkupTag? {
    guard let end = marks[scalars[start]] else { return nil }
    let limit = min(scalars.count, start + longest)
    var at = start + 1
    var isClosing = false
    while at < limit, scalars[at] == "/" || scalars[at] == "|" {
      if scalars[at] == "/" { isClosing = true }
      at += 1
    }
    var name = String.UnicodeScalarView()
    while at < limit, isNamePart(scalars[at]) {
      name.append(scalars[at])
      at += 1
    }
    guard let first = name.first, first.properties.isAlphabetic, at < limit else { return nil }
    // After the name: its end, or attributes, which have blanks before them.
    guard scalars[at] == end || scalars[at].properties.isWhitespace || scalars[at] == "/" || scalars[at] == "|" else {
      return nil
    }
    // A bracket of that form holds words; only a bare name may be a tag.
    if end == "]", scalars[at] != end { return nil }
    while at < limit, scalars[at] != end {
      if scalars[at] == "<" { return nil }
      at += 1
    }
    guard at < limit else { return nil }
    var text = String(name).lowercased()
    for (prefix, closes) in [("begin_of_", false), ("end_of_", true)] where text.hasPrefix(prefix) {
      text.removeFirst(prefix.count)
      isClosing = closes
    }
    return MarkupTag(name: text, isClosing: isClosing, isEmpty: scalars[at - 1] == "/", range: start..<at + 1)
  }

  private static func isNamePart(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "_", "-", ":": true
    default: false
    }
  }

  /// The words the name is made of.
  private var words: [Substring] { name.split { "_-:".contains($0) } }

  /// A model's thoughts, wherever they stand.
  var isThought: Bool {
    words.contains { Self.thoughts.contains($0) }
  }

  /// What holds the letter itself.
  var isAnswer: Bool { !isThought && !isHTML && words.contains { Self.answers.contains($0) } }

  /// An element of HTML that is found in mail.
  var isHTML: Bool { Self.elements.contains(name) }

  /// An element of the conversation that a model was given (`PromptComposer`), and no letter's.
  var isConversation: Bool { Self.conversation.contains(name) }

  private static let conversation: Set<String> = [
    "attachment", "conversation", "left-out", "message-to-answer", "now", "own-reply",
  ]
  private static let thoughts: Set<Substring> = [
    "think", "thinking", "thought", "thoughts", "reasoning", "reflection", "reflections", "analysis", "scratchpad",
    "cot", "rationale", "monologue", "deliberation",
  ]
  private static let answers: Set<Substring> = [
    "answer", "final", "reply", "response", "email", "mail", "letter", "draft", "output", "result", "message",
    "solution",
    "text", "content",
  ]
  private static let elements: Set<String> = [
    "a", "abbr", "article", "b", "big", "blockquote", "body", "br", "center", "code", "div", "em", "font", "footer",
    "h1",
    "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i", "img", "li", "main", "meta", "ol", "p", "pre",
    "s",
    "section", "small", "span", "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "thead", "title", "tr",
    "tt",
    "u", "ul",
  ]
}
