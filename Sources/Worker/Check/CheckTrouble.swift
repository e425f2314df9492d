import Drafting
import FoundationEssentials
import MailFormat
import Secretary
import Storage

/// What an error means for the check it happened in. This is the one place that decides it.
enum CheckTrouble: Equatable {
  /// Somebody asked us to stop.
  case cancelled
  /// Nothing more can be done by this worker.
  case ended(WorkerEnd)
  /// Everything waits until then.
  case paused(until: Date, words: String)
  /// The check cannot go on; a later one may.
  case checkFailed(String)
  /// The mailbox stumbled: over this message or altogether, which shows when it happens again.
  case mailbox(String)
  /// The language model gives nothing at the moment; mail that needs no draft can still be decided.
  case model(String, until: Date?)
  /// Only this message failed.
  case message(String)

  init(_ error: any Error) {
    switch error {
    case let error as MailboxError: self.init(error)
    case let error as DraftingError: self.init(error)
    case let error as StorageError: self.init(error)
    case let error as CheckAbandoned: self = .checkFailed(error.words)
    case let end as WorkerEnd: self = .ended(end)
    case is MailFormatError: self = .message("The reply could not be written as a mail.")
    case is CancellationError: self = .cancelled
    default: self = .checkFailed("Something unexpected happened: \(type(of: error)).")
    }
  }

  private init(_ error: MailboxError) {
    switch error {
    case .accessWithdrawn: self = .ended(WorkerEnd(.needsUser, error.description))
    case .misconfigured(let words): self = .checkFailed(words)
    case .paused(let until): self = .paused(until: until, words: error.description)
    case .temporary(let words): self = .mailbox(words)
    case .gone, .refused, .changesLost, .answerUnknown: self = .message(error.description)
    case .cancelled: self = .cancelled
    }
  }

  private init(_ error: StorageError) {
    switch error {
    case .leaseLost: self = .ended(WorkerEnd(.temporary, error.description))
    case .unknownUser, .damagedSettings, .secret, .badLocation:
      self = .ended(WorkerEnd(.configuration, error.description))
    case .database where error.isOtherVersion: self = .ended(WorkerEnd(.configuration, error.description))
    case .alreadyDecided, .unknownMessage, .unknownDraft, .illegalMove, .draftTooLarge:
      self = .message(error.description)
    default: self = .checkFailed(error.description)
    }
  }

  private init(_ error: DraftingError) {
    switch error {
    case .temporary, .operatorProblem: self = .model(error.description, until: nil)
    case .rateLimited(let until): self = .model(error.description, until: until)
    case .unusable, .refused, .beyondWriter: self = .message(error.description)
    case .cancelled: self = .cancelled
    }
  }
}
