package import FoundationEssentials
import Synchronization

/// A wall clock that tests move.
package final class TestTime: Sendable {
  private let moment: Mutex<Date>

  package init(_ start: Date = Date(timeIntervalSince1970: 1_790_000_000)) { moment = Mutex(start) }

  package var now: Date { moment.withLock { $0 } }
  package func advance(by seconds: Double) { moment.withLock { $0 = $0.addingTimeInterval(seconds) } }
}

/// A clock on which every sleep is over at once and the wall clock has moved.
package struct HastyClock: Clock {
  package let time: TestTime
  private let clock = ContinuousClock()

  package init(time: TestTime) { self.time = time }

  package var now: ContinuousClock.Instant { clock.now }
  package var minimumResolution: Duration { clock.minimumResolution }

  package func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
    try Task.checkCancellation()
    let wait = clock.now.duration(to: deadline)
    time.advance(by: max(0, Double(wait.components.seconds) + Double(wait.components.attoseconds) * 1e-18))
  }
}
