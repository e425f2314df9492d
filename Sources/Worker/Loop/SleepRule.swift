package import FoundationEssentials

/// Whether a worker becomes the small program that waits in its place. Pure.
package struct SleepRule: Sendable, Equatable {
  /// A wait of this many seconds, or less, is waited through; nil for every wait.
  private let shortest: Double?

  package init(after shortest: Duration?) { self.shortest = shortest.map { $0 / .seconds(1) } }

  /// Nil when it stays awake.
  /// - Parameter next: when the next check is due, with everything that anybody waits for.
  func sleep(after outcome: CheckOutcome, at now: Date, until next: Date) -> WorkerSleep? {
    guard let shortest, next.timeIntervalSince(now) > shortest else { return nil }
    switch outcome {
    case .failed(.ended), .failed(.cancelled): return nil
    // People open by the wall clock, whatever somebody sets that to meanwhile.
    case .closed(.some, _, _, _): return WorkerSleep(until: next, clock: .wall, outcome: outcome)
    case .completed, .closed, .failed: return WorkerSleep(until: next, clock: .elapsed, outcome: outcome)
    }
  }
}

/// One sleep of a worker, as it is decided.
package struct WorkerSleep: Sendable, Equatable {
  /// What the due moment is told by. Both go on while the machine is suspended.
  package enum Clock: Sendable { case elapsed, wall }

  package let until: Date
  package let clock: Clock
  /// Why it waits: how the last check came out.
  let outcome: CheckOutcome
}
