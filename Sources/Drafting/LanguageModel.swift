package import Secretary

package import struct FoundationEssentials.Date

/// A language model, wherever it runs: text in, text out. It has no tools.
package protocol LanguageModel: Sendable {
  /// The model's own name, which a draft's row keeps.
  var name: String { get }

  /// One request and its whole answer.
  func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion
}

/// What a model is asked.
package struct CompletionRequest: Sendable, Equatable {
  /// The rules that it is to follow.
  package var system: String
  /// What it is to work on.
  package var user: String
  /// The form of the answer; nil for text.
  package var form: AnswerForm?
  /// Tokens of the answer; nil for as many as the server's settings allow, which is never exceeded.
  package var maximumTokens: Int?

  package init(system: String, user: String, form: AnswerForm? = nil, maximumTokens: Int? = nil) {
    self.system = system
    self.user = user
    self.form = form
    self.maximumTokens = maximumTokens
  }

  /// The rules as they are sent: the form in words among them, for servers that hold no model to it.
  var rules: String { form.map { "\(system)\n\n\($0.instruction)" } ?? system }
}

/// What a model answered, as it came.
package struct Completion: Sendable, Equatable {
  package var text: String
  /// What it took, reckoned when the answer does not say.
  package var usage: TokenUsage?
  /// What that cost; nil where nobody said what the model costs.
  package var cost: Cost?
  package var currency: String?
  /// Which model it was, where several take each other's place.
  package var model: String?
  /// What somebody should know although it answered, as a sentence.
  package var trouble: String?

  package init(text: String, usage: TokenUsage? = nil) {
    self.text = text
    self.usage = usage
  }
}

/// Why a model gave nothing. Never carries mail or model text.
package enum LanguageModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// It could not be asked, or was too busy or ill to answer.
  case temporary(String)
  /// It asks for a pause.
  case rateLimited(until: Date)
  /// Its answer did not come to its own end. Another try may go better.
  case incomplete(String)
  /// It will not have this conversation, as a content filter says it. Others are no better or worse for that.
  case refused(String)
  /// The installation is at fault: address, key or model name.
  case misconfigured(String)
  /// Somebody has to pay first. Asked again at that moment.
  case unpaid(String, until: Date)
  /// The user's day has had what it may take of models; in words.
  case budgetUsed(String, until: Date)
  /// What is left of it has no room for this request, and may have for a shorter one; in words. Without a moment no day has.
  case beyondBudget(String, until: Date?)
  /// What it takes could not be written down, so it was not asked, or its answer is not used.
  case unaccounted(String)
  case cancelled

  package var description: String {
    switch self {
    case .temporary(let words): "The language model gave no answer: \(words)."
    case .rateLimited: "The language model asks us to slow down."
    case .incomplete(let words): "The language model's text is not usable as a reply: \(words)."
    case .refused(let words): "The language model does not accept this conversation: \(words)."
    case .misconfigured(let words): "The language model is not set up properly: \(words)."
    case .unpaid(let words, _): "The language model's provider wants to be paid first: \(words)."
    case .budgetUsed(let words, _), .beyondBudget(let words, _): words
    case .unaccounted(let words): "What the language model takes could not be recorded: \(words)"
    case .cancelled: "Drafting was cancelled."
    }
  }
}
