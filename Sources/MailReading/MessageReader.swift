package import MailFormat
package import Secretary

/// Reads a message out of its MIME tree, wherever that came from. Parts that a mailbox keeps apart are asked for on the way.
package struct MessageReader {
  private let head: EmailMessage
  private var body: BodyReader

  /// - Parameter conversation: what was said before it, without which quotes are hard to tell from what is shown.
  package init(_ root: MIMEPart, _ attributes: MessageAttributes, in conversation: ConversationSoFar) {
    head = EmailMessage(headOf: root, attributes)
    body = BodyReader(root, in: conversation.context(of: head))
  }

  /// Positions of the parts that are needed and not here (`BodyReader.missing`).
  package var missing: [Int] { body.missing }

  /// Reads on with the texts of such parts, empty for those that exist no more.
  package mutating func supply(_ texts: [Int: String]) { body.supply(texts) }

  /// As far as its parts are here.
  package var message: EmailMessage {
    var message = head
    message.text = MessageText(
      visible: body.text.visible, newText: body.text.newText, signature: body.text.signature,
      hadHiddenText: body.text.hadHiddenText, hasLinks: body.text.hasLinks,
      hadUnreadText: body.text.hadUnreadText)
    return message
  }
}

extension EmailMessage {
  /// All of a message but its text.
  package init(headOf root: MIMEPart, _ attributes: MessageAttributes) {
    let headers = MailHeaders(root.headers.map { MailHeaders.Field(name: $0.name, value: $0.value) })
    self.init(
      id: attributes.id, threadID: attributes.threadID, place: attributes.place, category: attributes.category,
      receivedAt: attributes.receivedAt, headers: headers, from: root.addresses("From"),
      replyTo: root.addresses("Reply-To"), to: root.addresses("To"), cc: root.addresses("Cc"),
      subject: headers.first("Subject") ?? "", parts: root.withDescendants.map(MessagePart.init))
  }
}

extension MIMEPart {
  /// From the values as they were sent: decoding first could turn a comma in a name into a separator.
  fileprivate func addresses(_ name: String) -> [EmailAddress] {
    let wanted = name.lowercased()
    return headers.filter { $0.name.lowercased() == wanted }.flatMap { AddressList.parse($0.raw) }
      .map { EmailAddress(name: $0.name, address: $0.address) }
  }
}

extension MessagePart {
  fileprivate init(_ part: MIMEPart) {
    self.init(type: part.type, filename: part.filename, parameters: part.parameters.mapValues { $0.lowercased() })
  }
}
