import FoundationEssentials
import Gmail
import MailFormat
import Secretary
import Storage

/// Puts a proposed draft into its Gmail conversation, once.
///
/// Gmail has no idempotency key. So the row says "placing" before the call and "placed" after it; whoever finds a row
/// at "placing" knows that the answer got lost, and looks in the conversation for our header before doing it again.
struct DraftPlacement {
  /// Gmail may still be at work on a request whose answer got lost. What it has not done after this, it will not do.
  private static let settling = Duration.seconds(5)

  let gmail: GmailMailbox
  let mailbox: MailboxStore
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date

  /// Places a draft or leaves it for the next check. Throws only what concerns the whole check.
  /// - Parameter parent: the message it answers, when it is at hand.
  func attempt(_ draft: EmailDraft, isInDoubt: Bool, parent: EmailMessage?, _ tally: inout CheckTally) async throws {
    do {
      if try await place(draft, isInDoubt: isInDoubt, parent: parent) { tally.placed += 1 }
    } catch GmailError.answerUnknown {
      tally.unplaced += 1
    } catch {
      switch CheckTrouble(error) {
      case .message(let words):
        // Asking again will not help: the thread is gone, or Gmail refuses the mail. The draft stays for review.
        try await mailbox.abandonPlacing(draft.id, because: words)
      case .gmail:
        tally.unplaced += 1
      default:
        throw error
      }
    }
  }

  /// False when it is not to be placed any more.
  private func place(_ draft: EmailDraft, isInDoubt: Bool, parent known: EmailMessage?) async throws -> Bool {
    if isInDoubt, let found = try await lookTwice(for: draft) {
      switch found {
      case .draft(let placed):
        try await mailbox.markPlaced(draft.id, gmailDraftID: placed.id)
      case .sent:
        try await mailbox.markSent(draft.id)
      }
      return true
    }
    let parent: EmailMessage
    if let known { parent = known } else { parent = try await gmail.message(draft.messageID) }
    let mime = try Self.mime(draft, answering: parent, at: now())
    guard try await mailbox.markPlacing(draft.id) else { return false }
    let placed = try await gmail.createDraft(mime, in: draft.threadID)
    try await mailbox.markPlaced(draft.id, gmailDraftID: placed.id)
    return true
  }

  private func lookTwice(for draft: EmailDraft) async throws -> PlacedReply? {
    if let found = try await gmail.reply(draft.id, in: draft.threadID) { return found }
    try await clock.sleep(for: Self.settling)
    return try await gmail.reply(draft.id, in: draft.threadID)
  }

  /// The draft as a mail: a reply in its thread for every mail program (RFC 5322 §3.6.4), and marked as ours.
  static func mime(_ draft: EmailDraft, answering parent: EmailMessage, at now: Date) throws -> [UInt8] {
    let references = MessageIDs.references(
      parentMessageID: parent.internetMessageID, parentReferences: parent.headers.first("References"),
      parentInReplyTo: parent.headers.first("In-Reply-To"))
    func mail(_ address: EmailAddress) -> MailAddress { MailAddress(name: address.name, address: address.address) }
    return try ReplyMessage(
      from: mail(draft.recipients.from), to: draft.recipients.to.map(mail), cc: draft.recipients.cc.map(mail),
      subject: draft.subject, body: draft.body, date: now,
      inReplyTo: MessageIDs.parse(parent.internetMessageID ?? "").first, references: references,
      extraHeaders: [ReplyMessage.Field(name: EmailDraft.header, value: draft.id.rawValue)]
    ).compose()
  }
}
