import Drafting
import FoundationEssentials
import Secretary
import StoreRequests

/// One check of one mailbox, step by step: what a person approved first, then new mail, drafts, and every message that is due.
final class MailboxCheck {
  enum Scope {
    case everything
    /// Only what a person has asked for about drafts: outside business hours.
    case draftTasks
  }

  /// In the order in which they are done.
  enum Step: CaseIterable {
    /// What a person approved goes out before any mail is read that could be in its way.
    case send
    /// New mail and other changes come to the ledger.
    case intake
    /// What happened in the mailbox around drafts of ours is noticed.
    case watch
    /// Drafts that are not wanted any more leave the mailbox.
    case remove
    /// Drafts are written again, as the person asked.
    case rewrite
    /// Drafts that wait for it are put into the mailbox.
    case place
    /// Every message that is due is judged, and answered when it deserves that.
    case messages
    /// Reminders are taken back that what has just come answers from another conversation.
    case withdraw
    /// Questions of the user's own that nobody answered in time are asked once more, in a draft.
    case followUp
    /// What asked for a draft in the mailbox is taken off messages that have been decided.
    case answerRequests
    /// Drafts that new ones superseded leave the mailbox in the same check.
    case removeSuperseded
    /// What the user wrote themselves teaches whom they answer.
    case learn
    /// So does mail from before the watch began, a part of it in each check.
    case readPast
  }

  /// Messages taken from the ledger at a time.
  private static let batch = 50

  private let context: CheckContext
  private let judge: MailJudge?
  private let writer: any DraftWriter
  private let limits: DraftLimits
  private let since: Date?
  private let newDraftID: @Sendable () -> DraftID
  /// Whether any draft may want something. Nearly every check finds that none does, asks the store so once, and is spared a
  /// question for each kind of task.
  private(set) var mayHaveDraftTasks = false
  /// Mail from before this is not ours to answer; known from intake on.
  private var watchedSince: Date?

  init(
    _ context: CheckContext, judge: MailJudge?, writer: any DraftWriter, limits: DraftLimits, since: Date?,
    newDraftID: @escaping @Sendable () -> DraftID
  ) {
    self.context = context
    self.judge = judge
    self.writer = writer
    self.limits = limits
    self.since = since
    self.newDraftID = newDraftID
  }

  /// Throws what ends or breaks off the check; `CheckFailure` says what it means. The context's counts are right in any case.
  func run(_ scope: Scope) async throws {
    mayHaveDraftTasks = try await context.store.drafts.hasTasks()
    for step in Step.allCases where step.belongs(to: scope) && (mayHaveDraftTasks || !step.isForDrafts) {
      try await perform(step)
    }
    if context.counts != CheckCounts() { mayHaveDraftTasks = true }
  }

  private func perform(_ step: Step) async throws {
    switch step {
    case .send: try await DraftDelivery(check: context).run()
    case .intake: try await takeIn()
    case .watch: try await DraftWatch(check: context).run()
    case .remove: try await DraftRemoval(check: context).run()
    case .rewrite: try await DraftRewrite(check: context, writer: writer).run()
    case .place: try await DraftPlacement(check: context).run()
    case .messages: try await handleMessages()
    case .withdraw: try await FollowUpWithdrawal(check: context).run()
    case .followUp:
      try await FollowUpWriting(check: context, writer: writer, limits: limits, newDraftID: newDraftID).run()
    case .answerRequests: try await RequestAnswering(check: context).run()
    case .learn: try await OwnMailLearning(check: context).run()
    case .readPast: try await PastMailReading(check: context).run()
    case .removeSuperseded: if context.counts.drafted > 0 { try await DraftRemoval(check: context).run() }
    }
  }

  private func takeIn() async throws {
    let label = try await context.requestLabel()
    let arrival = try await MailboxIntake(
      mailbox: context.mailbox, store: context.store, now: context.now, label: label
    ).run(since: since)
    context.counts.seen = arrival.new
    if !arrival.isQuiet { mayHaveDraftTasks = true }
    watchedSince = arrival.watchedSince
    context.madeProgress()
  }

  private func handleMessages() async throws {
    guard var due = try await nextBatch() else { return }
    let triage = Triage(owner: try await context.owner(), limits: limits)
    let handling = MessageHandling(
      context, triage: triage, watchedSince: watchedSince, judge: judge, writer: writer, limits: limits,
      newDraftID: newDraftID)
    while true {
      for entry in due {
        if Task.isCancelled { throw CancellationError() }
        try await sendWhatIsDue()
        try await handling.handle(entry)
        context.madeProgress()
      }
      guard let more = try await nextBatch() else { return }
      due = more
    }
  }

  private func nextBatch() async throws -> [LedgerEntry]? {
    let due = try await context.store.ledger.due(at: context.now(), limit: Self.batch)
    return due.isEmpty ? nil : due
  }

  /// Drafts become due while others are written: approved by now, or past the time in which the person could take it back.
  private func sendWhatIsDue() async throws {
    guard try await !context.store.delivery.due(at: context.now()).isEmpty else { return }
    try await DraftDelivery(check: context).run()
    context.madeProgress()
  }
}

extension MailboxCheck.Step {
  /// Whether it finds nothing to do when no draft had a task as the check began. What the messages before it gave rise to is
  /// not among that.
  var isForDrafts: Bool {
    switch self {
    case .intake, .messages, .followUp, .removeSuperseded, .learn, .readPast: false
    case .send, .watch, .remove, .rewrite, .place, .withdraw, .answerRequests: true
    }
  }

  func belongs(to scope: MailboxCheck.Scope) -> Bool {
    switch self {
    case .send, .remove, .rewrite: true
    case .intake, .watch, .place, .messages, .withdraw, .followUp, .answerRequests, .removeSuperseded, .learn,
      .readPast:
      scope == .everything
    }
  }
}
