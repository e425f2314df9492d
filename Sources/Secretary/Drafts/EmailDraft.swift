package import struct FoundationEssentials.Date

/// One row of `email_drafts`: the reply proposed to one message, or the reminder of one. There is one per message, ever.
package struct EmailDraft: Sendable, Equatable, Codable {
  /// Seconds after which one that nobody has touched is of no use any more.
  package static let shelfLife: Double = 30 * 86_400

  package var id: DraftID
  package var kind: DraftKind
  package var userID: UserID
  /// The message it answers, or of a reminder the one that asks.
  package var messageID: MessageID
  package var threadID: ThreadID
  package var recipients: ReplyRecipients
  package var subject: String
  package var body: String
  /// Counts every change of the body. Whoever approves names the version they saw.
  package var version: Int
  package var status: DraftStatus
  /// Why it is `retired`; nil in every other status.
  package var retirement: DraftRetirement?
  /// The person changed, approved or restored it: no event takes it from them any more.
  package var isTouched: Bool
  /// Why it was drafted, in words.
  package var reason: String
  /// Who wrote it: `holding-reply`, `reminder`, or a model's name.
  package var writer: String
  package var createdAt: Date
  /// When the row changed last; of a closed draft, when it was closed.
  package var updatedAt: Date
  /// What the person should know before deciding: why it could not be sent, or what was seen in the mailbox. Nil mostly.
  package var notice: String?
  /// What happened in the conversation since the person could last have seen it there.
  package var threadNews: ThreadNews?
  /// The newest message of the conversation that is kept beside the draft. Whoever approves names it; nil when none is kept.
  package var newestMessageID: MessageID?
  /// Of an approved draft: when it is sent, at the earliest.
  package var sendAfter: Date?
  package var placement: PlacementState
  /// The person changed the text in the mailbox. We then never update, send or delete it there.
  package var isEditedInMailbox: Bool
  /// The person asked to have it written again, with this instruction, which may be empty; nil when nothing is asked.
  package var rewriteInstruction: String?
  /// The message it became when it was sent.
  package var sentMessageID: MessageID?
  /// How likely the judge found it that the user answers the message, from 0 to 1; nil when it was not asked.
  package var score: Double?
  /// What was found in the text as its writer left it; nil once the person has changed it.
  package var checks: DraftChecks?
  /// How its writer wrote it; nil when the language is not clear.
  package var proposedStyle: LetterStyle?
  /// What the person wrote into it or asked for (`ownWords(adding:)`).
  package var ownWords: String
  /// What its text took to write; nil without a model.
  package var usage: DraftUsage?
  /// The text as its writer left it, once the person has changed it here; nil while `body` is that.
  package var proposedBody: String?
  /// How far what was sent is from that; nil before it was compared.
  package var sentChanges: SentChanges?

  /// - Parameter updatedAt: nil means as old as `createdAt`.
  package init(
    id: DraftID, userID: UserID, messageID: MessageID, threadID: ThreadID, recipients: ReplyRecipients, subject: String,
    body: String, version: Int = 1, status: DraftStatus = .proposed,
    retirement: DraftRetirement? = nil, isTouched: Bool = false, reason: String, writer: String, createdAt: Date,
    updatedAt: Date? = nil, notice: String? = nil, threadNews: ThreadNews? = nil, newestMessageID: MessageID? = nil,
    sendAfter: Date? = nil, placement: PlacementState = .none, isEditedInMailbox: Bool = false,
    rewriteInstruction: String? = nil, sentMessageID: MessageID? = nil, score: Double? = nil,
    checks: DraftChecks? = nil, proposedStyle: LetterStyle? = nil, ownWords: String = "", usage: DraftUsage? = nil,
    kind: DraftKind = .reply, proposedBody: String? = nil, sentChanges: SentChanges? = nil
  ) {
    self.id = id
    self.userID = userID
    self.messageID = messageID
    self.threadID = threadID
    self.recipients = recipients
    self.subject = subject
    self.body = body
    self.version = version
    self.status = status
    self.retirement = retirement
    self.isTouched = isTouched
    self.reason = reason
    self.writer = writer
    self.createdAt = createdAt
    self.updatedAt = updatedAt ?? createdAt
    self.notice = notice
    self.threadNews = threadNews
    self.newestMessageID = newestMessageID
    self.sendAfter = sendAfter
    self.placement = placement
    self.isEditedInMailbox = isEditedInMailbox
    self.rewriteInstruction = rewriteInstruction
    self.sentMessageID = sentMessageID
    self.score = score
    self.checks = checks
    self.proposedStyle = proposedStyle
    self.ownWords = ownWords
    self.usage = usage
    self.kind = kind
    self.proposedBody = proposedBody
    self.sentChanges = sentChanges
  }

  /// The draft in the mailbox, while it is placed there.
  package var place: MailboxPlacement? {
    if case .placed(let place) = placement { place } else { nil }
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
