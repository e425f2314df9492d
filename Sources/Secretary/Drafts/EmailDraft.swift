package import struct FoundationEssentials.Date

/// One row of `email_drafts`: the reply proposed to one Gmail message. There is one per message, ever.
package struct EmailDraft: Sendable, Equatable {
  package var id: DraftID
  package var userID: UserID
  /// The message it answers.
  package var messageID: MessageID
  package var threadID: ThreadID
  /// The draft in Gmail, once placed.
  package var gmailDraftID: GmailDraftID?
  package var recipients: ReplyRecipients
  package var subject: String
  package var body: String
  package var status: DraftStatus
  /// Why it was drafted, in words.
  package var reason: String
  /// Who wrote it: `holding-reply`, or a model's name.
  package var writer: String
  package var createdAt: Date

  package init(
    id: DraftID, userID: UserID, messageID: MessageID, threadID: ThreadID, gmailDraftID: GmailDraftID? = nil,
    recipients: ReplyRecipients, subject: String, body: String, status: DraftStatus = .proposed, reason: String,
    writer: String, createdAt: Date
  ) {
    self.id = id
    self.userID = userID
    self.messageID = messageID
    self.threadID = threadID
    self.gmailDraftID = gmailDraftID
    self.recipients = recipients
    self.subject = subject
    self.body = body
    self.status = status
    self.reason = reason
    self.writer = writer
    self.createdAt = createdAt
  }
}

/// Who a reply goes to and from whom. Taken from headers only; neither body nor model can add anybody.
package struct ReplyRecipients: Sendable, Equatable, Codable {
  package var from: EmailAddress
  package var to: [EmailAddress]
  package var cc: [EmailAddress]

  package init(from: EmailAddress, to: [EmailAddress], cc: [EmailAddress] = []) {
    self.from = from
    self.to = to
    self.cc = cc
  }
}

/// The life of a draft. `undecided` is a send whose outcome could not be settled: the person must look.
package enum DraftStatus: String, Sendable, Codable, CaseIterable {
  case proposed, approved, sending, sent, dismissed, undecided

  /// The moves that are legal; everything else is refused by the store.
  package func mayBecome(_ next: DraftStatus) -> Bool {
    switch (self, next) {
    case (.proposed, .approved), (.proposed, .dismissed), (.proposed, .sent): true
    case (.approved, .sending), (.approved, .proposed), (.approved, .dismissed): true
    case (.sending, .sent), (.sending, .approved), (.sending, .undecided): true
    case (.undecided, .sent), (.undecided, .proposed), (.undecided, .dismissed): true
    default: false
    }
  }
}
