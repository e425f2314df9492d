import Drafting
import FoundationEssentials
import Secretary
import StoreRequests

/// Asks once more, in a draft, what the user asked and nobody answered in time. Whether a reminder is wanted is looked up when it
/// is due; from then on it is a draft like any other. Nobody waits for it, so what fails is left for later.
struct FollowUpWriting {
  /// Questions looked at in one check; the others wait for the next.
  static let most = 10
  /// Seconds until one that failed is tried again, and until a mailbox or model that is away is asked again.
  static let retry: (failed: Double, away: Double) = (6 * 3_600, 900)

  let check: CheckContext
  let writer: any DraftWriter
  let limits: DraftLimits
  let newDraftID: @Sendable () -> DraftID

  func run() async throws {
    guard let days = check.settings.followUpDays else { return }
    let due = try await check.store.followUps.due(at: check.now(), limit: Self.most)
    guard !due.isEmpty else { return }
    let owner = try await check.owner()
    for followUp in due {
      if Task.isCancelled { throw CancellationError() }
      check.madeProgress()
      let dayAgo = check.now().addingTimeInterval(-86_400)
      guard try await check.store.drafts.count(since: dayAgo) < limits.perMailboxAndDay,
        try await attempt(followUp, after: days, owner)
      else { return }
    }
  }

  /// False when the next would fare no better now.
  private func attempt(_ followUp: FollowUp, after days: Int, _ owner: MailboxOwner) async throws -> Bool {
    let (id, store) = (followUp.message.id, check.store.followUps)
    try await store.begin(id, retryAt: check.now().addingTimeInterval(Self.retry.failed))
    do {
      if followUp.attempts < FollowUp.mostAttempts { try await write(followUp, after: days, owner) }
      try await store.forget(id)
      check.mailboxAnswered()
    } catch MailboxError.gone {
      try await store.forget(id)
    } catch {
      let later = check.now().addingTimeInterval(Self.retry.away)
      switch CheckFailure(error) {
      case .message: break
      case .mailbox:
        try await store.postpone(id, until: later)
        try await check.mailboxFailed()
      case .noRoom(_, let until): try await store.postpone(id, until: until)
      case .model(_, let until):
        try await store.postpone(id, until: max(later, until ?? later))
        return false
      default:
        try? await store.postpone(id, until: later)
        throw error
      }
    }
    return true
  }

  private func isAnsweredElsewhere(_ asked: EmailMessage, _ recipients: ReplyRecipients) async throws -> Bool {
    let reference = MessageReference(id: asked.id, threadID: asked.threadID)
    let later = try await check.store.followUps.subjects(after: reference, from: recipients.to + recipients.cc)
    return FollowUp.isAnswered(asked.subject, by: later)
  }

  /// Nothing is written when none is wanted any more, or the message has its draft already.
  private func write(_ followUp: FollowUp, after days: Int, _ owner: MailboxOwner) async throws {
    let id = followUp.message.id
    guard try await check.store.drafts.draft(answering: id) == nil else { return }
    let asked = try await check.mailbox.message(id)
    // What came after it is found by when it was sent, which the ledger does not know of own mail.
    try await check.store.ledger.describe(
      MessageDescription(
        id, sender: asked.from.first?.full.text ?? "", subject: ShownText(asked.subject).text,
        receivedAt: asked.receivedAt))
    let thread = try await check.mailbox.thread(followUp.message.threadID)
    let drafts = try await check.store.drafts.activity(
      around: id, in: followUp.message.threadID, to: owner.primary, at: check.now())
    guard let recipients = followUp.recipients(in: thread, drafts: drafts, owner: owner),
      try await !isAnsweredElsewhere(asked, recipients)
    else { return }
    let message = thread.reading(asked)
    let facts = try await check.facts()
    let background = try await BackgroundReading(mailbox: check.mailbox, store: check.store, owner: owner, facts: facts)
      .background(for: message, to: recipients, writer: writer)
    let text = try await writer.write(
      check.composer(owner: owner).prompt(
        for: message, in: thread, to: recipients, background: background, kind: .followUp))
    let task = ReplyTask(
      message: message, kind: .followUp, recipients: recipients, reason: FollowUp.reason(after: days), judgement: nil,
      thread: thread, conversation: Conversation(of: thread, answering: id, owner: owner))
    let proposing = DraftProposing(check: check)
    let (draft, _) = proposing.draft(task, saying: text, id: newDraftID(), facts, owner: owner)
    // One that another draft keeps back is not wanted any more.
    _ = try await proposing.propose(draft, for: task)
  }
}
