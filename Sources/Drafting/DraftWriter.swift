package import Secretary

package import struct FoundationEssentials.Date

/// Writes the body of a reply. Gets text, gives text: it has no tools and cannot choose recipients.
package protocol DraftWriter: Sendable {
  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText
}

/// Why there is no draft text. Never carries mail or model text.
package enum DraftingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The model could not be asked, or was too busy or ill to answer.
  case temporary(String)
  /// The model asks for a pause.
  case rateLimited(until: Date)
  /// The model answered with something that must not be offered as a reply. Another try may go better.
  case unusable(String)
  /// The model will not have this conversation, as a content filter says it. Others are no better or worse for that.
  case refused(String)
  /// The installation is at fault: address, key or model name.
  case operatorProblem(String)
  /// This writer cannot do it, however often it is asked: there is no model to follow an instruction.
  case beyondWriter
  case cancelled

  package var description: String {
    switch self {
    case .temporary(let words): "The language model gave no answer: \(words)."
    case .rateLimited: "The language model asks us to slow down."
    case .unusable(let words): "The language model's text is not usable as a reply: \(words)."
    case .refused(let words): "The language model does not accept this conversation: \(words)."
    case .operatorProblem(let words): "The language model is not set up properly: \(words)."
    case .beyondWriter:
      "Without a language model nothing can be written anew. Change the text yourself, or have a model set up."
    case .cancelled: "Drafting was cancelled."
    }
  }
}
