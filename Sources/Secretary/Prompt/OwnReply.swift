/// A mail in which the user answered somebody before: an example of how they write to that person, and of nothing else.
package struct OwnReply: Sendable, Equatable {
  /// Examples that a writer is given.
  package static let most = 3

  /// What the user wrote, without quotes and signature.
  package let text: String

  package init(text: String) { self.text = text }

  /// Nil for what does not show how the user answers this person: mail to others, letters that answer nothing, forwards,
  /// automatic replies, drafts that the secretary wrote, and mail without a word of the user's own.
  package init?(_ message: EmailMessage, to person: EmailAddress, owner: MailboxOwner) {
    let subject = TriageSubject(message, owner: owner)
    let text = message.text.newText.trimmed
    guard message.place.isInConversation, message.place != .chat, owner.wrote(message),
      message.to.contains(where: { $0.canonical == person.canonical }),
      !subject.opensConversation, !subject.isForward, subject.automaticReplyHeader == nil,
      subject.programHeader == nil, subject.value(EmailDraft.header) == nil, !text.isEmpty
    else { return nil }
    self.text = text
  }
}
