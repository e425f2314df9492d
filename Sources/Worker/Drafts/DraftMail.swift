import FoundationEssentials
import MailFormat
import Secretary

extension EmailDraft {
  /// The draft as a mail: a reply in its thread for every mail program (RFC 5322 §3.6.4), and marked as ours.
  ///
  /// - Parameter text: `body` to be sent, `placedBody` to lie among the drafts.
  func mail(saying text: String, answering parent: EmailMessage, at now: Date) throws -> [UInt8] {
    let references = MessageIDs.references(
      parentMessageID: parent.internetMessageID, parentReferences: parent.headers.first("References"),
      parentInReplyTo: parent.headers.first("In-Reply-To"))
    func mail(_ address: EmailAddress) -> MailAddress { MailAddress(name: address.name, address: address.onTheWire) }
    return try ReplyMessage(
      from: mail(recipients.from), to: recipients.to.map(mail), cc: recipients.cc.map(mail), subject: subject,
      body: text, date: now, inReplyTo: MessageIDs.own(parent.internetMessageID), references: references,
      extraHeaders: [ReplyMessage.Field(name: EmailDraft.header, value: id.rawValue)]
    ).compose()
  }
}
