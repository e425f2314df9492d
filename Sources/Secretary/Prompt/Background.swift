/// What is known of the owner beside a conversation, for a writer that can make use of it.
package struct Background: Sendable, Equatable {
  /// How they answered the same person before.
  package var examples: [OwnReply]
  /// How they write in the language of the mail; nil when it is not clear which that is.
  package var voice: Voice?

  /// What they had remembered, newest first.
  package var facts: [RememberedFact]

  package init(examples: [OwnReply] = [], voice: Voice? = nil, facts: [RememberedFact] = []) {
    self.examples = examples
    self.voice = voice
    self.facts = facts
  }
}
