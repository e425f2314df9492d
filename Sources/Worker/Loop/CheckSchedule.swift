package import FoundationEssentials
package import Secretary

/// When the mailbox is looked at next. Pure: chance comes in as `jitter`, a number from 0 to 1.
package struct CheckSchedule: Sendable, Equatable {
  /// Seconds between two checks, before jitter.
  package var interval: Double

  package init(interval: Double) { self.interval = interval }

  /// Seconds from the start to the first check. By hand it is at once. Under a supervisor hundreds of workers start
  /// together, so each waits its own part, by a hash of its user, of a tenth of the interval: long enough that the mailbox
  /// and the processors see a stream instead of a wave, short enough (ten seconds at most) to feel immediate.
  package func firstDelay(of user: UserID, isSupervised: Bool) -> Double {
    guard isSupervised else { return 0 }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a: the same in every process, unlike Swift's own hashes
    for byte in user.rawValue.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd  // ids that differ in their last letter only end far apart, too
    return min(interval / 10, 10) * Double((hash ^ hash >> 33) >> 40) / Double(1 << 24)
  }

  /// When the next check begins.
  /// - Parameter failures: how many checks in a row could not be completed, this one included.
  func next(after outcome: CheckOutcome, at now: Date, failures: Int, jitter: Double) -> Date {
    switch outcome {
    case .completed(let nextRetry, _, _): afterSuccess(at: now, nextRetry: nextRetry, jitter: jitter)
    case .closed(let minutes, let task, _, _): whileClosed(at: now, minutesUntilOpen: minutes, nextTask: task)
    case .failed(.paused(let until, _)): afterPause(until: until, now: now, jitter: jitter)
    case .failed(.ended), .failed(.cancelled): now
    case .failed: afterFailure(at: now, failures: failures, jitter: jitter)
    }
  }

  /// After a check that went through: an interval later, give or take a tenth; earlier when a message waits for another
  /// attempt, though never at once.
  package func afterSuccess(at now: Date, nextRetry: Date?, jitter: Double) -> Date {
    let regular = now.addingTimeInterval(interval * (0.9 + 0.2 * jitter))
    guard let nextRetry else { return regular }
    return min(regular, max(nextRetry, now.addingTimeInterval(5)))
  }

  /// After a check that could not be completed: soon at first, then ever later, never later than an interval.
  package func afterFailure(at now: Date, failures: Int, jitter: Double) -> Date {
    let pause = min(interval, 15 * Double(1 << min(max(failures, 1) - 1, 10)))
    return now.addingTimeInterval(pause * (0.8 + 0.4 * jitter))
  }

  /// When the mailbox or the model named a time: then, and a little later each so that not everybody comes at once.
  package func afterPause(until: Date, now: Date, jitter: Double) -> Date {
    max(until, now.addingTimeInterval(1)).addingTimeInterval(jitter)
  }

  /// Outside business hours: at their beginning, but the settings are read again in between; and earlier for a draft that
  /// a person waits for.
  package func whileClosed(at now: Date, minutesUntilOpen: Int?, nextTask: Date? = nil) -> Date {
    let regular = now.addingTimeInterval(min(interval, Double(minutesUntilOpen ?? .max) * 60))
    guard let nextTask else { return regular }
    return min(regular, max(nextTask, now.addingTimeInterval(5)))
  }

  /// Whether to give back connection and statements until the next check. Keeping them over a short pause halves the work
  /// of a check; over a longer one Google would close the connection anyway, and the memory is better used elsewhere.
  package static func rests(from now: Date, until next: Date) -> Bool { next.timeIntervalSince(now) > 120 }
}
