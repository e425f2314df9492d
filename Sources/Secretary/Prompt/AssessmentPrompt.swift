/// What a model is asked that judges a message and writes nothing.
package struct AssessmentPrompt: Sendable, Equatable {
  package var system: String
  /// The conversation, escaped and marked as untrusted, as a writer gets it.
  package var user: String
  /// Subject and words of the message before they were escaped: what an ask has to stand in.
  package var message: String
  /// Whose address the stand-ins in all of them stand for.
  package var names: PromptNames

  package init(system: String, user: String, message: String, names: PromptNames) {
    self.system = system
    self.user = user
    self.message = message
    self.names = names
  }
}
