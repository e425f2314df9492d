package import MailFormat
package import Secretary

/// What was said in a conversation before a message, and by whom.
package struct ConversationSoFar {
  private var earlier = EarlierText()
  private var people = Participants()

  package init() {}

  package mutating func add(_ message: EmailMessage) {
    // A draft was said to nobody, and quotes what it answers.
    guard message.place != .draft else { return }
    earlier.add(message.text.visible, by: message.from.first?.address ?? "")
    for person in message.from + message.to + message.cc { people.insert(person.mailAddress) }
  }

  /// What the body of the next message is read with: of that message, only the header fields count.
  package func context(of message: EmailMessage) -> ReplyContext {
    let isReferring = ["In-Reply-To", "References"].contains { message.headers.first($0)?.contains("<") == true }
    let sender = message.from.first?.mailAddress ?? MailAddress(address: "")
    var people = self.people
    for person in message.to + message.cc { people.insert(person.mailAddress) }
    people.remove(sender)
    return ReplyContext(
      purpose: ReplyContext.purpose(subject: message.subject, isReferring: isReferring), sender: sender,
      people: people, earlier: earlier)
  }
}

extension EmailAddress {
  fileprivate var mailAddress: MailAddress { MailAddress(name: name, address: address) }
}
