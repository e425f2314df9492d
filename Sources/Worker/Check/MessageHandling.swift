import Drafting
import FoundationEssentials
import Secretary
import Storage
import Vault

/// One message's way through the house: ledger entry → review → draft text → row → Gmail.
///
/// Every step leaves the ledger telling the truth, and each can be cut off: what was cut off is due again, a row that
/// exists is not written twice, a draft that was placed is found again. What fails stays this message's matter, unless
/// Gmail or the model is down for all of them.
struct MessageHandling {
  /// So many failures in a row may be Gmail's, or the model's, and not the messages'.
  private static let patience = 3

  let review: MessageReview
  let limits: DraftLimits
  let writer: any DraftWriter
  private var placement: DraftPlacement
  let store: MailboxStore
  let userID: UserID
  /// Seal what is kept of mail.
  let keys: UserKeys
  let now: @Sendable () -> Date
  let newDraftID: @Sendable () -> DraftID

  private(set) var tally = CheckTally()
  private var failuresOfMailbox = 0
  private var failuresOfModel = 0
  /// Conversations that the model would not have, since it last had one.
  private var refusals = 0
  /// Why no draft is asked for during the rest of this check.
  private var pause: Pause?

  private struct Pause {
    var words: String
    var until: Date
    /// Nobody could write it; otherwise somebody could, and only what the person asked for by name is written.
    var isForAll: Bool
  }

  init(
    review: MessageReview, limits: DraftLimits, writer: any DraftWriter, placement: DraftPlacement, store: MailboxStore,
    userID: UserID,
    keys: UserKeys, now: @escaping @Sendable () -> Date, newDraftID: @escaping @Sendable () -> DraftID
  ) {
    self.review = review
    self.limits = limits
    self.writer = writer
    self.placement = placement
    self.store = store
    self.userID = userID
    self.keys = keys
    self.now = now
    self.newDraftID = newDraftID
  }

  /// Throws only what concerns the whole check.
  mutating func handle(_ entry: LedgerEntry) async throws {
    if entry.isBegun, case let found = RetrySchedule.interruption(attempts: entry.attempts, at: now()),
      case .failed(_, _, let retryAt) = found, retryAt > now()
    {
      tally.failed += 1
      return try await store.mark(entry.messageID, found)
    }
    // It was read before, and there is nobody to write: reading it again would be wasted.
    if let pause = pause(for: entry), case .failed = entry.state { return try await wait(entry, pause) }
    try await store.begin(entry, at: now())
    do {
      switch try await review.answer(
        entry.messageID, isWanted: entry.isWanted,
        fetched: { message in
          try await store.describe(
            message.id, sender: message.from.first?.full.text ?? "", subject: ShownText(message.subject).text,
            receivedAt: message.receivedAt, showing: review.triage.owner.sighting(in: message))
        },
        drafts: { thread, sender in
          try await store.draftActivity(around: entry.messageID, in: thread, to: sender, at: now())
        })
      {
      case .setAside(let reason):
        try await store.mark(entry.messageID, .setAside(reason))
        tally.setAside += 1
      case .deserves(let task):
        failuresOfMailbox = 0
        try await answer(task, of: entry)
      }
      failuresOfMailbox = 0
    } catch {
      try await settle(error, of: entry)
    }
  }

  private mutating func answer(_ task: ReplyTask, of entry: LedgerEntry) async throws {
    try await store.mark(entry.messageID, .drafting(reason: task.reason))
    try await respectDailyLimit()
    if let pause = pause(for: entry) { return try await wait(entry, pause) }
    let text = try await writer.write(task.prompt)
    if refusals >= Self.patience { tally.problem = nil }
    (failuresOfModel, refusals) = (0, 0)
    let isPlaced = review.settings.draftMode == .gmail
    let draft = task.draft(text, id: newDraftID(), for: userID, at: now())
    switch try await store.propose(
      draft, placing: isPlaced, showing: task.conversation, sealedWith: keys, alongside: entry.isWanted)
    {
    case .saved:
      tally.drafted += 1
      // The message is done; what goes wrong from here on is the placement's own matter.
      if isPlaced { try await placement.attempt(DraftRecord(draft: draft), parent: task.message, &tally) }
    case .alreadyThere:
      break  // placed, if it is to be, with the others that wait for it
    case .held:
      try await store.mark(entry.messageID, .setAside(.draftWaiting))
      tally.setAside += 1
    case .switchedOff:
      throw WorkerEnd(.finished, "The secretary was switched off, so nothing more is written.")
    }
  }

  private mutating func settle(_ error: any Error, of entry: LedgerEntry) async throws {
    let attempts = entry.attempts
    switch CheckTrouble(error) {
    case .message(let words):
      try await fail(entry, words)
      noteRefusal(error)
    case .mailbox(let words):
      failuresOfMailbox += 1
      try await fail(entry, words)
      if failuresOfMailbox >= Self.patience {
        try await review.mailbox.probe()
        failuresOfMailbox = 0
      }
    case .model(let words, let until):
      failuresOfModel += 1
      tally.problem = words
      if failuresOfModel >= Self.patience || until != nil {
        pause = Pause(
          words: words, until: until ?? now().addingTimeInterval(RetrySchedule.pauseOfModel), isForAll: true)
      }
      if until != nil, let pause { try await wait(entry, pause) } else { try await fail(entry, words) }
    case .paused(let until, let words):
      try await store.mark(entry.messageID, RetrySchedule.waiting(for: words, attempts: attempts, until: until))
      throw error
    case .cancelled, .ended, .checkFailed:
      // Not this message's doing: it is next when work goes on. When the store is the trouble, it stays counted.
      try? await store.mark(
        entry.messageID, RetrySchedule.waiting(for: "Its turn was interrupted.", attempts: attempts, until: now()))
      throw error
    }
  }

  private mutating func fail(_ entry: LedgerEntry, _ words: String) async throws {
    tally.failed += 1
    try await store.mark(
      entry.messageID, RetrySchedule.failure(words, attempts: entry.attempts + 1, at: now()))
  }

  /// What the model refuses is that message's matter, so the others are asked about; but nobody should have to wonder why
  /// nothing is written at all.
  private mutating func noteRefusal(_ error: any Error) {
    guard let error = error as? DraftingError, case .refused = error else { return }
    refusals += 1
    if refusals >= Self.patience {
      tally.problem =
        "\(error) So it was with the last \(refusals); if it is so with all, the model is not set up properly."
    }
  }

  // MARK: Pauses

  private func pause(for entry: LedgerEntry) -> Pause? {
    pause.flatMap { $0.isForAll || !entry.isWanted ? $0 : nil }
  }

  private mutating func respectDailyLimit() async throws {
    guard pause == nil, try await store.draftCount(since: now().addingTimeInterval(-86_400)) >= limits.perMailboxAndDay
    else { return }
    let words =
      "This mailbox was given \(limits.perMailboxAndDay) drafts within a day, which is the limit. Other mail waits for its"
      + " turn."
    tally.problem = words
    pause = Pause(
      words: words, until: now().addingTimeInterval(RetrySchedule.pauseOfFullMailbox), isForAll: false)
  }

  /// Postponed without being counted: nothing was asked for this message.
  private mutating func wait(_ entry: LedgerEntry, _ pause: Pause) async throws {
    tally.failed += 1
    try await store.mark(
      entry.messageID, RetrySchedule.waiting(for: pause.words, attempts: entry.attempts, until: pause.until))
  }
}

extension MailboxStore {
  /// Writes that an attempt begins, as it shall be read if nobody lives to write how it ended.
  fileprivate func begin(_ entry: LedgerEntry, at moment: Date) async throws(StorageError) {
    let died = RetrySchedule.interruption(attempts: entry.attempts + 1, at: moment)
    guard case .failed(let problem, let attempts, _) = died else { return }
    try await begin(entry.messageID, attempts: attempts, problem: problem, at: moment)
  }

  /// Writes what became of a message.
  func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError) {
    switch state {
    case .setAside(let reason): try await setAside(message, because: reason)
    case .drafting(let reason): try await markDrafting(message, because: reason)
    case .failed(let problem, let attempts, let retryAt):
      try await markFailed(message, problem: problem, attempts: attempts, retryAt: retryAt)
    // The first belongs to intake, the second to `propose`.
    case .seen, .drafted: break
    }
  }
}
