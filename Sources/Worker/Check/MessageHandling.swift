import Drafting
import FoundationEssentials
import Gmail
import Secretary
import Storage
import Vault

/// One message's way through the house: ledger entry → review → draft text → row → Gmail.
///
/// Every step leaves the ledger telling the truth, and each can be cut off: what was cut off is due again, a row that
/// exists is not written twice, a draft that was placed is found again. What fails stays this message's matter, unless
/// Gmail or the model is down for all of them.
struct MessageHandling {
  /// So many failures in a row are Gmail's, or the model's, and not the messages'.
  private static let patience = 3

  let review: MessageReview
  let writer: any DraftWriter
  private var placement: DraftPlacement
  let store: MailboxStore
  let userID: UserID
  /// Seal what is kept of mail.
  let keys: UserKeys
  let now: @Sendable () -> Date
  let newDraftID: @Sendable () -> DraftID

  private(set) var tally = CheckTally()
  private var failuresOfGmail = 0
  private var failuresOfModel = 0
  /// Why no draft is asked for during the rest of this check, and until when.
  private var modelTrouble: (words: String, until: Date?)?

  init(
    review: MessageReview, writer: any DraftWriter, placement: DraftPlacement, store: MailboxStore, userID: UserID,
    keys: UserKeys, now: @escaping @Sendable () -> Date, newDraftID: @escaping @Sendable () -> DraftID
  ) {
    self.review = review
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
    // Known to deserve a draft, and there is nobody to write it: reading it again would be wasted.
    if let modelTrouble, entry.attempts > 0 {
      return try await wait(entry, for: modelTrouble.words, until: modelTrouble.until)
    }
    try await store.mark(
      entry.messageID, RetrySchedule.interruption(attempts: entry.attempts + 1, at: now()))
    do {
      switch try await review.answer(
        entry.messageID, isWanted: entry.isWanted,
        fetched: { message in
          try await store.describe(
            message.id, sender: message.from.first?.inFull ?? "", subject: message.subject,
            receivedAt: message.receivedAt)
        },
        drafts: { thread, sender in
          try await store.draftActivity(around: entry.messageID, in: thread, to: sender, at: now())
        })
      {
      case .setAside(let reason):
        try await store.mark(entry.messageID, .setAside(reason))
        tally.setAside += 1
      case .deserves(let task):
        failuresOfGmail = 0
        try await answer(task, of: entry)
      }
      failuresOfGmail = 0
    } catch {
      try await settle(error, of: entry)
    }
  }

  private mutating func answer(_ task: ReplyTask, of entry: LedgerEntry) async throws {
    try await store.mark(entry.messageID, .drafting(reason: task.reason))
    if let modelTrouble { return try await wait(entry, for: modelTrouble.words, until: modelTrouble.until) }
    let text = try await writer.write(task.prompt)
    failuresOfModel = 0
    let isPlaced = review.settings.draftMode == .gmail
    let draft = task.draft(text, id: newDraftID(), for: userID, at: now())
    switch try await store.propose(draft, placing: isPlaced, showing: task.conversation, sealedWith: keys) {
    case .saved:
      tally.drafted += 1
      // The message is done; what goes wrong from here on is the placement's own matter.
      if isPlaced { try await placement.attempt(DraftRecord(draft: draft), parent: task.message, &tally) }
    case .alreadyThere:
      break  // placed, if it is to be, with the others that wait for it
    case .switchedOff:
      throw WorkerEnd(.finished, "The secretary was switched off, so nothing more is written.")
    }
  }

  private mutating func settle(_ error: any Error, of entry: LedgerEntry) async throws {
    let attempts = entry.attempts
    switch CheckTrouble(error) {
    case .message(let words):
      try await fail(entry, words)
    case .gmail(let words):
      failuresOfGmail += 1
      try await fail(entry, words)
      if failuresOfGmail >= Self.patience { throw CheckAbandoned(words: words) }
    case .model(let words, let until):
      failuresOfModel += 1
      tally.problem = words
      if failuresOfModel >= Self.patience || until != nil { modelTrouble = (words, until) }
      if let until {
        try await wait(entry, for: words, until: until)
      } else {
        try await fail(entry, words)
      }
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

  /// Postponed without being counted when a time was named, else like a failure, so that waits grow.
  private mutating func wait(_ entry: LedgerEntry, for words: String, until: Date?) async throws {
    tally.failed += 1
    let state =
      until.map { RetrySchedule.waiting(for: words, attempts: entry.attempts, until: $0) }
      ?? RetrySchedule.failure(words, attempts: entry.attempts + 1, at: now())
    try await store.mark(entry.messageID, state)
  }
}

extension EmailAddress {
  /// `Ben <ben@friends.example>`, as a person knows it.
  fileprivate var inFull: String { name.isEmpty ? address : "\(name) <\(address)>" }
}

extension MailboxStore {
  /// Writes what became of a message.
  fileprivate func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError) {
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
