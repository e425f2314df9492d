package import Secretary

/// The built-in writer, which needs no model: a short, non-committal note that the message was seen. It promises
/// nothing but to come back, and the `writer` column says what it is.
package struct HoldingReply: DraftWriter {
  package static let name = "holding-reply"

  package init() {}

  package func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    guard !prompt.isRewriting else { throw .beyondWriter }
    let greeting = Self.greeting(prompt.addressee)
    let subject = Self.topic(prompt.subject)
    let about = subject.isEmpty ? "your message" : "your message about \"\(subject)\""
    var paragraphs = [greeting, "Thank you for \(about). I have seen it and will get back to you."]
    let signature = prompt.signature.trimmingBlank()
    if !signature.isEmpty { paragraphs.append(signature) }
    return DraftText(body: paragraphs.joined(separator: "\n\n") + "\n", writer: Self.name)
  }
}

extension HoldingReply {
  /// By display name when there is a plausible one. A sender chooses it, so only what looks like a name is repeated.
  static func greeting(_ addressee: EmailAddress) -> String {
    let name = addressee.name.trimmingBlank()
    let isName =
      !name.isEmpty && name.count <= 40 && name.contains(where: \.isLetter)
      && name.allSatisfy { $0.isLetter || $0 == " " || $0 == "-" || $0 == "." || $0 == "'" || $0 == "’" }
    return isName ? "Hello \(name)," : "Hello,"
  }

  /// The subject without its "Re:", on one line and not too long to quote.
  static func topic(_ subject: String) -> String {
    var topic = subject.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    while let colon = topic.firstIndex(of: ":"), ["re", "fwd", "fw", "aw", "sv"].contains(topic[..<colon].lowercased())
    {
      topic = topic[topic.index(after: colon)...].trimmingBlank()
    }
    topic = topic.filter { $0 != "\"" && $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format } }
    return topic.count <= 100 ? topic : topic.prefix(99).trimmingBlank() + "…"
  }
}
