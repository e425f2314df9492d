import Drafting
import FoundationEssentials
import Secretary
import StoreRequests

/// One message's way: ledger entry → review → draft text → row → mailbox.
///
/// Every step leaves the ledger telling the truth, and each can be cut off: what was cut off is due again, a row that
/// exists is not written twice, a draft that was placed is found again. What fails stays this message's matter, unless
/// the mailbox or the model is down for all of them.
final class MessageHandling {
  private let check: CheckContext
  private let review: MessageReview
  private let writer: any DraftWriter
  private let limits: DraftLimits
  private let newDraftID: @Sendable () -> DraftID
  private var pause = DraftingPause()

  init(
    _ check: CheckContext, triage: Triage, watchedSince: Date?, judge: MailJudge?, writer: any DraftWriter,
    limits: DraftLimits,
    newDraftID: @escaping @Sendable () -> DraftID
  ) {
    self.check = check
    review = MessageReview(
      mailbox: check.mailbox, triage: triage, composer: check.composer(owner: triage.owner), watchedSince: watchedSince,
      judge: judge)
    self.writer = writer
    self.limits = limits
    self.newDraftID = newDraftID
  }

  /// Throws only what concerns the whole check.
  func handle(_ entry: LedgerEntry) async throws {
    defer { (check.counts.problem, check.counts.problemUntil) = (pause.problem, pause.problemUntil) }
    if let found = interruption(of: entry) { return try await postpone(entry, as: found) }
    // It was read before, and there is nobody to write: reading it again would be wasted.
    if let reason = pause.reason(for: entry), case .failed = entry.state { return try await wait(entry, reason) }
    try await begin(entry)
    do {
      let (answer, lesson) = try await answer(to: entry)
      switch answer {
      case .setAside(let reason, _):
        try await setAside(entry, because: reason)
        try await learn(lesson, answer.judgement, from: entry)
      case .deserves(let task):
        check.mailboxAnswered()
        if try await write(task, for: entry) { try await learn(lesson, answer.judgement, from: entry) }
      }
      check.mailboxAnswered()
    } catch {
      try await settle(error, of: entry)
    }
  }

  // MARK: Steps

  /// The worker died of it more than once, and it has not waited for that yet.
  private func interruption(of entry: LedgerEntry) -> MessageState? {
    guard entry.isBegun else { return nil }
    let found = RetrySchedule.interruption(attempts: entry.attempts, at: check.now())
    guard case .failed(_, _, let retryAt) = found, retryAt > check.now() else { return nil }
    return found
  }

  /// Writes that an attempt begins, as it shall be read if nobody lives to write how it ended.
  private func begin(_ entry: LedgerEntry) async throws {
    let died = RetrySchedule.interruption(attempts: entry.attempts + 1, at: check.now())
    guard case .failed(let problem, let attempts, _) = died else { return }
    try await check.store.ledger.begin(entry.messageID, attempts: attempts, problem: problem, at: check.now())
  }

  /// What becomes of it, and what it teaches about whom the user answers: nothing when its headers settle it.
  private func answer(to entry: LedgerEntry) async throws -> (MessageReview.Answer, Lesson?) {
    guard let message = try await review.message(entry.messageID) else { return (.setAside(.deleted), nil) }
    let owner = review.triage.owner
    let sender = owner.correspondent(of: message)
    try await check.store.ledger.describe(
      MessageDescription(
        message.id, sender: message.from.first?.full.text ?? "", correspondent: owner.wrote(message) ? nil : sender,
        subject: ShownText(message.subject).text,
        receivedAt: message.receivedAt, showing: owner.sighting(in: message)))
    let candidate: MessageReview.Candidate
    switch try await review.screen(
      message, isWanted: entry.isWanted, choice: check.store.correspondents.choice)
    {
    case .setAside(let reason): return (.setAside(reason), nil)
    case .candidate(let found): candidate = found
    }
    let answer = try await review.answer(candidate, correspondent: check.store.correspondents.correspondent) { sender in
      try await check.store.drafts.activity(
        around: message.id, in: message.threadID, to: sender, at: check.now())
    } trouble: {
      pause.judgeFailed($0)
    }
    return (answer, owner.lesson(of: message))
  }

  /// Only once it is decided: a message that is tried again shall be judged by the mail before it, as the first time.
  private func learn(_ lesson: Lesson?, _ judgement: Judgement?, from entry: LedgerEntry) async throws {
    guard lesson != nil || judgement != nil else { return }
    try await check.store.correspondents.learn(lesson, from: entry.messageID, score: judgement?.score)
  }

  /// False when it waits instead.
  private func write(_ task: ReplyTask, for entry: LedgerEntry) async throws -> Bool {
    try await check.store.ledger.mark(entry.messageID, .drafting(reason: task.reason))
    try await respectDailyLimit()
    if let reason = pause.reason(for: entry) {
      try await wait(entry, reason)
      return false
    }
    let facts = try await check.facts()
    let text = try await writer.write(try await review.prompt(for: task, to: writer, check.store, facts))
    pause.modelAnswered(inspiteOf: text.trouble)
    let proposing = DraftProposing(check: check)
    let (draft, checked) = proposing.draft(
      task, saying: text, id: newDraftID(), facts, owner: review.triage.owner)
    if !entry.isWanted, checked.grounding.isSensitive, try await isDoubtful(task) {
      try await setAside(entry, because: .doubtfulSender)
    } else if try await !proposing.propose(draft, for: task, alongside: entry.isWanted) {
      try await setAside(entry, because: .draftWaiting)
    }
    return true
  }

  /// Whether it may not be from whom it seems to be from. Having answered somebody before vouches for them, unless it may be
  /// another who writes in their name.
  private func isDoubtful(_ task: ReplyTask) async throws -> Bool {
    guard let doubts = task.conversation.answered?.doubts else { return false }
    if doubts.contains(where: \.isAboutIdentity) { return true }
    guard let person = review.triage.owner.correspondent(of: task.message) else { return true }
    return (try await check.store.correspondents.correspondent(person)?.answered ?? 0) == 0
  }

  private func respectDailyLimit() async throws {
    let (limit, now) = (limits.perMailboxAndDay, check.now())
    guard pause.reason == nil, try await check.store.drafts.count(since: now.addingTimeInterval(-86_400)) >= limit
    else {
      return
    }
    pause.shareIsUsed(limit, at: now)
  }

  // MARK: What became of it

  private func settle(_ error: any Error, of entry: LedgerEntry) async throws {
    switch CheckFailure(error) {
    case .message(let words):
      try await fail(entry, words)
      switch error as? DraftingError {
      case .model(.refused): pause.modelRefused(words)
      case .model(.beyondBudget): pause.hadNoRoom(words)
      default: break
      }
    case .mailbox(let words):
      try await fail(entry, words)
      try await check.mailboxFailed()
    case .model(let words, let until):
      pause.modelFailed(words, until: until, at: check.now())
      if until != nil, let reason = pause.reason {
        try await wait(entry, reason)
      } else {
        try await fail(entry, words)
      }
    case .noRoom(let words, let until):
      pause.hadNoRoom(words, until: until)
      try await wait(entry, DraftingPause.Reason(words: words, until: until, isForAll: true))
    case .paused(let until, let words):
      try await check.store.ledger.mark(
        entry.messageID, RetrySchedule.waiting(for: words, attempts: entry.attempts, until: until))
      throw error
    case .cancelled, .ended, .check:
      // Not this message's doing: it is next when work goes on. When the store is the trouble, it stays counted.
      try? await check.store.ledger.mark(
        entry.messageID,
        RetrySchedule.waiting(for: "Its turn was interrupted.", attempts: entry.attempts, until: check.now()))
      throw error
    }
  }

  private func setAside(_ entry: LedgerEntry, because reason: SetAsideReason) async throws {
    try await check.store.ledger.mark(entry.messageID, .setAside(reason))
    check.counts.setAside += 1
  }

  private func fail(_ entry: LedgerEntry, _ words: String) async throws {
    try await postpone(entry, as: RetrySchedule.failure(words, attempts: entry.attempts + 1, at: check.now()))
  }

  /// Postponed without being counted: nothing was asked for this message.
  private func wait(_ entry: LedgerEntry, _ reason: DraftingPause.Reason) async throws {
    try await postpone(
      entry, as: RetrySchedule.waiting(for: reason.words, attempts: entry.attempts, until: reason.until))
  }

  private func postpone(_ entry: LedgerEntry, as state: MessageState) async throws {
    check.counts.failed += 1
    try await check.store.ledger.mark(entry.messageID, state)
  }
}
