/// What a draft writer is asked: composed once, purely, and sent as it stands.
package struct Prompt: Sendable, Equatable {
  /// The rules of the house and the user's own instructions.
  package var system: String
  /// The conversation, escaped and marked as untrusted.
  package var user: String
  /// Facts the built-in holding reply needs without reading the text above.
  package var addressee: EmailAddress
  package var owner: EmailAddress
  package var subject: String
  package var signature: String
  /// What the message to answer is written in; nil when that is not clear.
  package var language: LetterLanguage?
  /// Whether an earlier text is to be written again by an instruction, which the texts above hold.
  package var isRewriting: Bool
  /// Whose address the stand-ins in the texts above stand for.
  package var names: PromptNames

  package init(
    system: String, user: String, addressee: EmailAddress, owner: EmailAddress, subject: String, signature: String,
    language: LetterLanguage? = nil, isRewriting: Bool = false, names: PromptNames = PromptNames()
  ) {
    self.system = system
    self.user = user
    self.addressee = addressee
    self.owner = owner
    self.subject = subject
    self.signature = signature
    self.language = language
    self.isRewriting = isRewriting
    self.names = names
  }
}

/// What the owner thinks of a draft: the text they read, and what they want changed, in their own words.
package struct RewriteWish: Sendable, Equatable {
  package var earlier: String
  package var instruction: String

  package init(earlier: String, instruction: String) {
    self.earlier = earlier
    self.instruction = instruction
  }
}

/// What a writer gave back: the body of a reply, and who wrote it, honestly.
package struct DraftText: Sendable, Equatable {
  package var body: String
  /// Goes to the `writer` column: `holding-reply`, or the model's name.
  package var writer: String
  /// What it took; nil without a model, or when the model does not say.
  package var usage: TokenUsage?

  package init(body: String, writer: String, usage: TokenUsage? = nil) {
    self.body = body
    self.writer = writer
    self.usage = usage
  }
}

/// What one request took of a language model, in its tokens.
package struct TokenUsage: Sendable, Equatable {
  /// More than any model takes in one request; what is said beyond is no count.
  package static let most = 100_000_000

  package let prompt: Int
  package let completion: Int

  /// Nil for numbers that cannot be counts.
  package init?(prompt: Int, completion: Int) {
    guard (0...Self.most).contains(prompt), (0...Self.most).contains(completion) else { return nil }
    self.prompt = prompt
    self.completion = completion
  }
}
