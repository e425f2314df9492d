import Drafting
package import FoundationEssentials
import MailFormat
import Secretary
import StoreRequests

/// What an error means for the check it happened in. This is the one place that decides it.
package enum CheckFailure: Error, Sendable, Equatable {
  /// Somebody asked us to stop.
  case cancelled
  /// Nothing more can be done by this worker.
  case ended(WorkerEnd)
  /// Everything waits until then.
  case paused(until: Date, words: String)
  /// The check cannot go on; a later one may.
  case check(String)
  /// The mailbox failed: over this message or altogether, which shows when it happens again.
  case mailbox(String)
  /// The language model gives nothing at the moment; mail that needs no draft can still be decided.
  case model(String, until: Date?)
  /// What is left of the day's budget is too little for this message. Others may have room, and it has then.
  case noRoom(String, until: Date)
  /// Only this message failed.
  case message(String)

  init(_ error: any Error) {
    switch error {
    case let failure as CheckFailure: self = failure
    case let end as WorkerEnd: self = .ended(end)
    case let error as MailboxError: self.init(error)
    case let error as DraftingError: self.init(error)
    case let error as StorageError: self.init(error)
    case is MailFormatError: self = .message("The reply could not be written as a mail.")
    case is CancellationError: self = .cancelled
    default: self = .check("Something unexpected happened: \(type(of: error)).")
    }
  }

  private init(_ error: MailboxError) {
    switch error {
    case .accessWithdrawn: self = .ended(WorkerEnd(.needsUser, error.description))
    case .misconfigured(let words): self = .check(words)
    case .paused(let until): self = .paused(until: until, words: error.description)
    case .temporary(let words): self = .mailbox(words)
    case .gone, .refused, .changesLost, .answerUnknown: self = .message(error.description)
    case .cancelled: self = .cancelled
    }
  }

  private init(_ error: StorageError) {
    switch error {
    // Without a connection to the store a worker has nothing to go on with, and may be where it can make no other.
    case .leaseLost, .unreachable: self = .ended(WorkerEnd(.temporary, error.description))
    case .unknownUser, .damagedSettings, .secret, .badLocation:
      self = .ended(WorkerEnd(.configuration, error.description))
    case .database where error.isOtherVersion: self = .ended(WorkerEnd(.configuration, error.description))
    case .alreadyDecided, .unknownMessage, .unknownDraft, .draftTooLarge: self = .message(error.description)
    default: self = .check(error.description)
    }
  }

  private init(_ error: DraftingError) {
    switch error {
    case .model(.temporary), .model(.misconfigured): self = .model(error.description, until: nil)
    case .model(.rateLimited(let until)), .model(.unpaid(_, let until)), .model(.budgetUsed(_, let until)):
      self = .model(error.description, until: until)
    case .model(.beyondBudget(let words, let until?)): self = .noRoom(words, until: until)
    case .model(.beyondBudget(let words, nil)): self = .message(words)
    case .model(.unaccounted): self = .check(error.description)
    case .model(.cancelled): self = .cancelled
    case .model(.incomplete), .model(.refused), .unusable, .beyondWriter: self = .message(error.description)
    }
  }

  /// Whether another try may well go better soon, and how often it went wrong in a row counts.
  var isRetried: Bool {
    switch self {
    case .check, .mailbox, .model, .message, .noRoom: true
    case .cancelled, .ended, .paused: false
    }
  }

  /// What stands in the way; nil when nothing does.
  var words: String? {
    switch self {
    case .cancelled: nil
    case .ended(let end): end.status == .finished ? nil : end.words
    case .paused(_, let words), .check(let words), .mailbox(let words), .model(let words, _), .noRoom(let words, _),
      .message(let words):
      words
    }
  }

  /// What it means where there is no next check to wait for: at the start, or after the only one.
  package var end: WorkerEnd {
    switch self {
    case .cancelled: WorkerEnd(.finished, "Asked to stop.")
    case .ended(let end): end
    case .paused(_, let words), .check(let words), .mailbox(let words), .model(let words, _), .noRoom(let words, _),
      .message(let words):
      WorkerEnd(.temporary, words)
    }
  }
}

extension WorkerEnd {
  /// What an error at the start means.
  package init(because error: any Error) { self = CheckFailure(error).end }
}
