/// A draft of ours in the mailbox. Its own id is stable; the message inside gets a new one at every edit.
package struct PlacedDraft: Sendable, Equatable {
  package var id: MailboxDraftID
  package var messageID: MessageID
  package var threadID: ThreadID
  /// `.sent` for a draft that the user sent from the mailbox's own page: its id then leads to the *sent* mail, and deleting
  /// it would delete that.
  package var place: MailPlace
  /// Whether it can still be sent or deleted as a draft. So can one in the trash.
  package var isStillDraft: Bool

  package init(
    id: MailboxDraftID, messageID: MessageID, threadID: ThreadID, place: MailPlace = .draft, isStillDraft: Bool = true
  ) {
    self.id = id
    self.messageID = messageID
    self.threadID = threadID
    self.place = place
    self.isStillDraft = isStillDraft
  }
}

/// What a conversation holds of a reply that was prepared earlier.
package enum PlacedReply: Sendable, Equatable {
  case draft(PlacedDraft)
  /// The user has sent it.
  case sent(MessageReference)
}

/// What a conversation shows of a reply that was prepared, and of what the user has sent in it since.
package struct ReplyTrace: Sendable, Equatable {
  package var reply: PlacedReply?
  /// The newest message without our header that was sent in it since the moment that was asked about.
  package var newerSent: MessageReference?

  package init(reply: PlacedReply? = nil, newerSent: MessageReference? = nil) {
    self.reply = reply
    self.newerSent = newerSent
  }
}
