extension PromptComposer {
  /// Counts the wordings of the rules and of how a conversation is shown, so that drafts of different ones can be told apart.
  /// Whoever changes either adds one.
  package static let version = 4
}
