package import struct FoundationEssentials.Date

/// What went wrong between us and a mailbox, sorted by what has to happen next. The words are for the mailbox's owner, or, of
/// `misconfigured`, for the operator.
package enum MailboxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The user must connect the account again: the grant is dead, too small, or was withdrawn.
  case accessWithdrawn(String)
  /// The installation is at fault. Says nothing about any user's grant.
  case misconfigured(String)
  /// Refused before anything was done; the same request may be made again at that time.
  case paused(until: Date)
  /// The message, conversation or draft is not there any more.
  case gone
  /// The cursor is older than what the mailbox remembers: list anew.
  case changesLost
  /// Nothing was done, or only reading; may be made again.
  case temporary(String)
  /// A write went out and no answer came back: it may or may not have been done. Look before doing it again.
  case answerUnknown
  /// It was understood and will not be done; asking again will not help.
  case refused(String)
  case cancelled

  package var description: String {
    switch self {
    case .accessWithdrawn(let words), .misconfigured(let words), .temporary(let words), .refused(let words): words
    case .paused: "The mailbox asks us to slow down."
    case .gone: "It is no longer in the mailbox."
    case .changesLost: "The mailbox no longer remembers what changed since the last check."
    case .answerUnknown: "No answer came to a change we asked for; it may have been made."
    case .cancelled: "The request was cancelled."
    }
  }
}
