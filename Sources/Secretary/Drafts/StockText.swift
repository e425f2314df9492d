/// A text that is always much the same, where no language model writes; as `EmailDraft.writer` names it.
package enum StockText: String, Sendable {
  /// The mail arrived, and an answer comes.
  case holdingReply = "holding-reply"
  /// The user's own question, asked once more.
  case reminder
}

extension EmailDraft {
  /// Nil when a model wrote it.
  package var stockText: StockText? { StockText(rawValue: writer) }
}
