package import struct FoundationEssentials.Date

/// One message as triage and prompt see it: headers and addresses decoded, the body as the text a reader would see.
package struct EmailMessage: Sendable, Equatable {
  package var id: MessageID
  package var threadID: ThreadID
  /// Where it lies now.
  package var place: MailPlace
  /// Nil for what is taken for a person's mail.
  package var category: MailCategory?
  /// When the mailbox accepted it, which orders a conversation; the `Date` header is the sender's claim.
  package var receivedAt: Date
  package var headers: MailHeaders
  package var from: [EmailAddress]
  package var replyTo: [EmailAddress]
  package var to: [EmailAddress]
  package var cc: [EmailAddress]
  package var subject: String
  /// Visible text of the body, quoted history and signature included; `text.newText` is what this sender wrote.
  package var text: MessageText
  /// Every leaf and container of the MIME tree, outermost first.
  package var parts: [MessagePart]

  package init(
    id: MessageID, threadID: ThreadID, place: MailPlace = .inbox, category: MailCategory? = nil, receivedAt: Date,
    headers: MailHeaders = MailHeaders(),
    from: [EmailAddress] = [], replyTo: [EmailAddress] = [], to: [EmailAddress] = [], cc: [EmailAddress] = [],
    subject: String = "", text: MessageText = MessageText(visible: ""), parts: [MessagePart] = []
  ) {
    self.id = id
    self.threadID = threadID
    self.place = place
    self.category = category
    self.receivedAt = receivedAt
    self.headers = headers
    self.from = from
    self.replyTo = replyTo
    self.to = to
    self.cc = cc
    self.subject = subject
    self.text = text
    self.parts = parts
  }

  /// The `Message-ID` header with its angle brackets, or nil: what a reply names in `In-Reply-To`.
  package var internetMessageID: String? { headers.first("Message-ID") }

  /// What it is written in; nil when that is not clear.
  package var language: LetterLanguage? { LetterLanguage(of: "\(text.newText)\n\(subject)") }
}

/// The body of a message as text, told apart into what is new and what is repeated.
package struct MessageText: Sendable, Equatable {
  /// All that a reader would see.
  package var visible: String
  /// Without quoted history and signature. What looks quoted but is shown for the first time, such as a mail passed on, is
  /// part of it.
  package var newText: String
  /// What was told apart as the sender's signature, with the closing above it.
  package var signature: String
  /// Whether something the sender hid (invisible HTML, zero-width text) was dropped.
  package var hadHiddenText: Bool
  /// Whether there is an HTML form of it with links, also behind words.
  package var hasLinks: Bool
  /// Whether a text in it was left out, because it is too long to be read.
  package var hadUnreadText: Bool

  package init(
    visible: String, newText: String? = nil, signature: String = "", hadHiddenText: Bool = false,
    hasLinks: Bool = false, hadUnreadText: Bool = false
  ) {
    self.visible = visible
    self.newText = newText ?? visible
    self.signature = signature
    self.hadHiddenText = hadHiddenText
    self.hasLinks = hasLinks
    self.hadUnreadText = hadUnreadText
  }
}

/// One node of the MIME tree.
package struct MessagePart: Sendable, Equatable {
  /// Lower-case `type/subtype`.
  package var type: String
  /// Decoded file name, empty when it is not an attachment.
  package var filename: String
  /// Lower-case `Content-Type` parameters: `method`, `report-type`, `protocol`.
  package var parameters: [String: String]

  package init(type: String, filename: String = "", parameters: [String: String] = [:]) {
    self.type = type
    self.filename = filename
    self.parameters = parameters
  }
}

/// A conversation, oldest message first.
package struct EmailThread: Sendable, Equatable {
  package var id: ThreadID
  package var messages: [EmailMessage]

  package init(id: ThreadID, messages: [EmailMessage]) {
    self.id = id
    self.messages = messages
  }

  /// A message as it reads here, where what was said before it is known; as it is when it is not among these.
  package func reading(_ message: EmailMessage) -> EmailMessage { messages.first { $0.id == message.id } ?? message }
}
