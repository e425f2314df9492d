package import struct FoundationEssentials.Date

/// What went wrong between us and Google, sorted by what has to happen next.
package enum GmailError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The user must connect the account again: the grant is dead, or an administrator withdrew it.
  case reconnectNeeded(String)
  /// The account is connected without the Gmail permission: the user must tick the box.
  case missingScope
  /// The installation is at fault (client id, secret, API not enabled). Says nothing about any user's grant.
  case operatorProblem(String)
  /// Refused before anything was done; the same request may be made again at that time.
  case rateLimited(until: Date)
  /// The message, thread or draft is gone.
  case notFound
  /// The history cursor is older than what Gmail keeps: resynchronise.
  case historyExpired
  /// Nothing was done, or only reading; may be made again.
  case temporary(String)
  /// A write went out and no answer came back: it may or may not have been done. Look before doing it again.
  case answerUnknown
  /// Google understood and will not do it; asking again will not help.
  case rejected(String)
  case cancelled

  static let unreadable = GmailError.temporary("Gmail's answer could not be read.")
  static let endlessList = GmailError.temporary("Gmail's list does not come to an end.")

  package var description: String {
    switch self {
    case .reconnectNeeded(let words): words
    case .missingScope: "The account is connected without permission to read and draft mail; connect it again."
    case .operatorProblem(let words): words
    case .rateLimited: "Gmail asks us to slow down."
    case .notFound: "Gmail no longer has it."
    case .historyExpired: "Gmail no longer keeps the changes since the last check."
    case .temporary(let words): words
    case .answerUnknown: "Gmail did not answer a change we asked for; it may have been made."
    case .rejected(let words): words
    case .cancelled: "The request was cancelled."
    }
  }
}
