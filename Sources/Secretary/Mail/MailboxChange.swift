/// One thing that happened to one message of a mailbox, by whose hand ever. Nothing is filtered: drafts, own writes and repeats are
/// the worker's to judge.
package struct MailboxChange: Sendable, Equatable {
  package enum Kind: Sendable, Hashable {
    /// It arrived, was sent, or was begun as a draft.
    case added
    /// For good, or because a draft was saved again, which gives it another message. Throwing away is `entered(.trash)`.
    case deleted
    case entered(MailPlace)
    case left(MailPlace)
    /// The person says that it is no mail to many.
    case leftCategory
    /// The person put the label on it that asks for a draft.
    case asked
  }

  package var kind: Kind
  package var messageID: MessageID
  package var threadID: ThreadID
  /// Where the message lies now, not at the time of the change; nil when the mailbox did not say.
  package var place: MailPlace?
  /// As it is now; nil also for what is taken for a person's mail.
  package var category: MailCategory?

  package init(
    kind: Kind, messageID: MessageID, threadID: ThreadID, place: MailPlace? = nil, category: MailCategory? = nil
  ) {
    self.kind = kind
    self.messageID = messageID
    self.threadID = threadID
    self.place = place
    self.category = category
  }
}

/// Everything that happened since a cursor, oldest first, and the cursor to keep once it is safely stored.
package struct MailboxChanges: Sendable, Equatable {
  package var changes: [MailboxChange]
  /// How the mailbox stands now, which is not where the last change left it.
  package var cursor: MailboxCursor

  package init(changes: [MailboxChange], cursor: MailboxCursor) {
    self.changes = changes
    self.cursor = cursor
  }
}
