/// A reply that does not go to the address its message came from, because the message asks for that (`Reply-To`). Forms and
/// help desks do so every day, and so does whoever wants an answer meant for somebody else: the person should know.
package struct ReplyToElsewhere: Sendable, Equatable {
  package let sender: EmailAddress
  package let recipients: [EmailAddress]

  /// Nil when the sender is among the recipients, or not known.
  package init?(_ recipients: ReplyRecipients, answering message: Conversation.Message?) {
    guard let message, !message.isOwn, let sender = message.from,
      !recipients.to.contains(where: { $0.canonical == sender.canonical })
    else { return nil }
    self.sender = sender
    self.recipients = recipients.to
  }
}

extension ReplyRecipients {
  /// Whether the message went to so many that nobody is copied.
  package func leavesOutCrowd(of message: Conversation.Message?) -> Bool {
    guard let message, cc.isEmpty else { return false }
    return message.to.count + message.cc.count > Self.mostCopied
  }
}
