package import Secretary

/// What happened in a mailbox that may concern drafts of ours.
package enum DraftTraces: Sendable, Equatable, Codable {
  package struct Trace: Sendable, Hashable, Codable {
    package var threadID: ThreadID
    package var messageID: MessageID
    /// A draft or sent mail came; otherwise this message was deleted, or is no longer what it was.
    package var isArrival: Bool

    package init(threadID: ThreadID, messageID: MessageID, isArrival: Bool) {
      self.threadID = threadID
      self.messageID = messageID
      self.isArrival = isArrival
    }
  }

  case known([Trace])
  /// The mailbox does not tell any more: every draft has to be looked at.
  case lost
}
