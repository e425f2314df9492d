/// What a message says, as its reader sees it.
package struct BodyText: Sendable, Equatable {
  /// All that a reader would see, quoted history and signature included.
  package var visible: String
  /// What its sender wrote this time (`ReplyText`).
  package var newText: String
  /// What was told apart below it as theirs but not of this letter.
  package var signature: String
  /// Whether something a reader would not have seen was dropped.
  package var hadHiddenText = false
  /// Whether one of its forms is HTML with links in it, also where another form is shown.
  package var hasLinks = false
  /// Whether a text in it was left out, because it is too long to be read.
  package var hadUnreadText = false

  static let empty = BodyText(visible: "", newText: "")

  init(visible: String, newText: String, signature: String = "", hadHiddenText: Bool = false) {
    self.visible = visible
    self.newText = newText
    self.signature = signature
    self.hadHiddenText = hadHiddenText
  }

  init(plain source: String, in context: ReplyContext) {
    let visible = VisibleText.fromPlain(source)
    let split = ReplyText.split(visible.text, in: context)
    self.init(
      visible: visible.text, newText: split.newText, signature: split.signature, hadHiddenText: visible.hadHidden)
  }

  /// HTML is split by its own marks (quote containers and the like), which its text no longer shows.
  init(html source: String, in context: ReplyContext) {
    let (visible, split) = ReplyText.read(html: source, in: context)
    self.init(
      visible: visible.text, newText: split.newText, signature: split.signature, hadHiddenText: visible.hadHidden)
    hasLinks = MarkupLinks.occur(in: source)
  }

  /// Parts that are shown one below the other.
  init(joining parts: [BodyText]) {
    self.init(
      visible: parts.map(\.visible).joined(separator: "\n\n"),
      newText: parts.map(\.newText).filter { !$0.isEmpty }.joined(separator: "\n\n"),
      signature: parts.map(\.signature).filter { !$0.isEmpty }.joined(separator: "\n\n"),
      hadHiddenText: parts.contains { $0.hadHiddenText })
    hasLinks = parts.contains { $0.hasLinks }
  }

  /// Whether it has no words, or only says that there is an HTML part.
  var isPlaceholder: Bool {
    guard visible.utf8.count < 300 else { return !visible.contains { $0.isLetter || $0.isNumber } }
    let words = visible.lowercased()
    return !words.contains { $0.isLetter || $0.isNumber } || words.contains("html") && !words.contains("?")
  }

  /// Whether it has at least half of the words of another.
  func covers(_ other: BodyText) -> Bool {
    func words(_ text: String) -> Set<Substring> { Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }) }
    let wanted = words(other.visible)
    return wanted.intersection(words(visible)).count * 2 >= wanted.count
  }
}
