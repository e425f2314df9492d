package import Secretary

/// Writes the body of a reply. It cannot choose recipients.
package protocol DraftWriter: Sendable {
  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText

  /// Whether it reads the texts of a prompt, so that it pays to ask the mailbox for examples.
  var readsTexts: Bool { get }

  /// Finds out what the mail asks before this one writes; nil for a writer that does both at once.
  var asker: MailJudge? { get }
}

extension DraftWriter {
  package var readsTexts: Bool { true }
  package var asker: MailJudge? { nil }
}

/// Why there is no draft text. Never carries mail or model text.
package enum DraftingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The model gave nothing.
  case model(LanguageModelError)
  /// The model answered with something that must not be offered as a reply. Another try may go better.
  case unusable(String)
  /// This writer cannot do it, however often it is asked: there is no model to follow an instruction.
  case beyondWriter

  package var description: String {
    switch self {
    case .model(let error): error.description
    case .unusable(let words): "The language model's text is not usable as a reply: \(words)."
    case .beyondWriter:
      "Without a language model nothing can be written anew. Change the text yourself, or have a model set up."
    }
  }
}
