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
  package var kind: DraftKind
  /// Whether an earlier text is to be written again by an instruction, which the texts above hold.
  package var isRewriting: Bool
  /// Whose address the stand-ins in the texts above stand for.
  package var names: PromptNames

  package init(
    system: String, user: String, addressee: EmailAddress, owner: EmailAddress, subject: String, signature: String,
    language: LetterLanguage? = nil, isRewriting: Bool = false, names: PromptNames = PromptNames(),
    kind: DraftKind = .reply
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
    self.kind = kind
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
package struct DraftText: Sendable, Equatable, Codable {
  package var body: String
  /// Goes to the `writer` column: `holding-reply`, `reminder`, or the model's name.
  package var writer: String
  /// What it took; nil without a model.
  package var usage: DraftUsage?
  /// What kept the model away that should have written it, when another one did; nil mostly.
  package var trouble: String?

  package init(body: String, writer: String, usage: DraftUsage? = nil, trouble: String? = nil) {
    self.body = body
    self.writer = writer
    self.usage = usage
    self.trouble = trouble
  }
}
