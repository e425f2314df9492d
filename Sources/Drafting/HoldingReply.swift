package import Secretary

/// The built-in writer, which needs no model: a short, non-committal note that the message was seen, in its language. It
/// promises nothing but to come back, and the `writer` column says what it is. A question of the user's own it asks once more.
package struct HoldingReply: DraftWriter {
  package var readsTexts: Bool { false }

  package init() {}

  package func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    guard !prompt.isRewriting else { throw .beyondWriter }
    let language = prompt.language ?? .english
    let isReminder = prompt.kind == .followUp
    let phrases = HoldingPhrases(in: language)
    let topic = Self.topic(prompt.subject)
    // A subject that looks like a gap would have to be filled in.
    let isPlain = topic.isEmpty || !DraftGaps(topic).isEmpty
    let seen = isPlain ? phrases.plain : phrases.about(topic)
    var paragraphs = [
      phrases.greeting(GivenName(of: prompt.addressee)?.text),
      isReminder ? ReminderPhrases.sentence(in: language) : seen,
    ]
    let signature = prompt.signature.trimmingBlank()
    if !signature.isEmpty { paragraphs.append(signature) }
    return DraftText(
      body: paragraphs.joined(separator: "\n\n") + "\n",
      writer: (isReminder ? StockText.reminder : .holdingReply).rawValue)
  }

  /// The subject without its "Re:", without quotation marks, on one line and not too long to quote.
  static func topic(_ subject: String) -> String {
    let topic = InvisibleText(String(SubjectLine.topic(of: subject))).visible.unicodeScalars
      .filter { !"\"“”„«»".unicodeScalars.contains($0) }
    guard topic.count > 100 else { return String(String.UnicodeScalarView(topic)) }
    return String(String.UnicodeScalarView(topic.prefix(99))).trimmingBlank() + "…"
  }
}
