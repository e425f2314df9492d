package import FoundationEssentials
import Secretary
import Storage

/// How one check came out, and so what comes next.
package enum CheckOutcome: Sendable, Equatable {
  /// Everything that was due was dealt with. Some mail may wait for another attempt, because of `problem`.
  case completed(nextRetry: Date?, words: String, problem: String?)
  /// Gmail named a time before which nothing may be asked.
  case paused(until: Date, words: String)
  case failed(words: String)
  /// Outside business hours; nil when none are ever open. A draft that a person waits for may be due before.
  case closed(minutesUntilOpen: Int?, nextErrand: Date? = nil)
  case ended(WorkerEnd)
  case cancelled

  /// What the worker is about, for the status row.
  var activity: WorkerActivity {
    switch self {
    case .completed: .waiting
    case .paused: .paused
    case .failed: .retrying
    case .closed(nil, _): .neverOpen
    case .closed: .closed
    case .ended, .cancelled: .ended
    }
  }

  /// The same in words, for the log and for whoever started us.
  var words: String {
    switch self {
    case .completed(_, let words, _): "Waiting for the next check; the last found \(words)."
    case .paused: "Waiting until Gmail answers again."
    case .failed: "Waiting to try again."
    case .closed(nil, _): "Outside business hours, and none are set."
    case .closed: "Outside business hours."
    case .ended(let end): end.words
    case .cancelled: "Stopped."
    }
  }

  /// What stands in the way, nil when nothing does.
  var problem: String? {
    switch self {
    case .completed(_, _, let problem): problem
    case .paused(_, let words), .failed(let words): words
    case .ended(let end): end.code == .finished ? nil : end.words
    case .closed, .cancelled: nil
    }
  }
}
