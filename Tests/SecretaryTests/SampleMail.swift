import FoundationEssentials

@testable import Secretary

/// Ada's mailbox, and the plain question from Ben that every test varies.
extension MailboxOwner {
  static let ada = MailboxOwner(
    primary: EmailAddress(name: "Ada Lovelace", address: "ada@example.com"),
    sendAs: [
      EmailAddress(name: "Ada Lovelace", address: "ada@example.com"),
      EmailAddress(name: "Countess", address: "countess@engine.example"),
    ])
}

extension EmailAddress {
  static let ben = EmailAddress(name: "Ben", address: "ben@friends.example")
  static let cleo = EmailAddress(name: "Cleo", address: "cleo@friends.example")
}

extension EmailMessage {
  static func question(
    id: String = "m1", from: [EmailAddress] = [.ben], to: [EmailAddress]? = nil, cc: [EmailAddress] = [],
    replyTo: [EmailAddress] = [], subject: String = "Lunch", text: String = "Are you free for lunch on Friday?",
    headers: KeyValuePairs<String, String> = [:], place: MailPlace = .inbox, category: MailCategory? = nil,
    minute: Int = 0,
    parts: [MessagePart] = [MessagePart(type: "text/plain")]
  ) -> EmailMessage {
    EmailMessage(
      id: MessageID(id), threadID: ThreadID("t1"), place: place, category: category,
      receivedAt: Date(timeIntervalSince1970: 1_760_000_000 + Double(minute) * 60), headers: MailHeaders(headers),
      from: from, replyTo: replyTo, to: to ?? [MailboxOwner.ada.primary], cc: cc, subject: subject,
      text: MessageText(visible: text), parts: parts)
  }
}

extension EmailThread {
  static func of(_ messages: EmailMessage...) -> EmailThread { EmailThread(id: ThreadID("t1"), messages: messages) }
}
