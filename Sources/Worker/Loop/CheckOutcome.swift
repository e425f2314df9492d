package import FoundationEssentials
import Secretary

/// How one check came out, and so what comes next.
package enum CheckOutcome: Sendable, Equatable {
  /// Everything that was due was dealt with. Some mail may wait for another attempt, because of `problem`.
  case completed(nextRetry: Date?, words: String, problem: String?)
  /// Outside business hours; nil when none are ever open. What a person waits for was done, if there was anything (`words`,
  /// `problem`), and may be due before they open.
  case closed(minutesUntilOpen: Int?, nextTask: Date? = nil, words: String? = nil, problem: String? = nil)
  case failed(CheckFailure)

  /// What the worker is about, for the status row.
  var activity: WorkerActivity {
    switch self {
    case .completed: .waiting
    case .closed(nil, _, _, _): .neverOpen
    case .closed: .closed
    case .failed(.paused): .paused
    case .failed(.ended), .failed(.cancelled): .ended
    case .failed: .retrying
    }
  }

  /// The same in words, for the log and for whoever started us.
  var words: String {
    switch self {
    case .completed(_, let words, _): "Waiting for the next check; the last found \(words)."
    case .closed(_, _, let words?, _): "Outside business hours; the last check found \(words)."
    case .closed(nil, _, _, _): "Outside business hours, and none are set."
    case .closed: "Outside business hours."
    case .failed(.paused): "Waiting until \(MailService.name) answers again."
    case .failed(.ended(let end)): end.words
    case .failed(.cancelled): "Stopped."
    case .failed: "Waiting to try again."
    }
  }

  /// The same of somebody who sleeps until the next check: what is said after "asleep until 14:05".
  var sleepWords: String {
    switch self {
    case .completed(_, let words, _): "the last check found \(words)"
    case .closed(_, _, let words?, _): "outside business hours; the last check found \(words)"
    case .closed(nil, _, _, _): "outside business hours, and none are set"
    case .closed: "outside business hours"
    case .failed(.paused): "then \(MailService.name) is asked again"
    case .failed: "then the check is tried again"
    }
  }

  /// What stands in the way, nil when nothing does.
  var problem: String? {
    switch self {
    case .completed(_, _, let problem), .closed(_, _, _, let problem): problem
    case .failed(let failure): failure.words
    }
  }
}
