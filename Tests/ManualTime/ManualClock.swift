import Dispatch
import Synchronization

/// A clock that stands still until a test moves it. A test waits for the code to have gone to sleep
/// (`sleepers(count:)`), then lets the time pass (`advance(by:)`): no test ever waits for real time.
///
/// Code that sleeps once more than the test expects, as when a busy machine let a request time out, would never be woken,
/// and the whole run would stand still without saying where. So a sleeper gives up when nobody has moved the clock to its
/// deadline after five real minutes, and the test fails under its name.
package final class ManualClock: Clock {
  package struct Instant: InstantProtocol {
    package var offset: Duration

    package func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    package func duration(to other: Instant) -> Duration { other.offset - offset }
    package static func < (left: Instant, right: Instant) -> Bool { left.offset < right.offset }
  }

  private struct Sleeper {
    var deadline: Instant
    var wake: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var now = Instant(offset: .zero)
    var nextID = 0
    var sleepers: [Int: Sleeper] = [:]
    var cancelled: Set<Int> = []
  }

  /// How long a sleeper waits for the test to move the clock, in real seconds.
  private static let patience = 300.0

  private let state = Mutex(State())

  package init() {}

  package var now: Instant { state.withLock { $0.now } }
  package var minimumResolution: Duration { .nanoseconds(1) }

  package func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (wake: CheckedContinuation<Void, any Error>) in
        state.withLock { state in
          if state.cancelled.remove(id) != nil {
            wake.resume(throwing: CancellationError())
          } else if deadline <= state.now {
            wake.resume()
          } else {
            state.sleepers[id] = Sleeper(deadline: deadline, wake: wake)
          }
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience) { [weak self] in
          let sleeper = self?.state.withLock { $0.sleepers.removeValue(forKey: id) }
          sleeper?.wake.resume(throwing: NeverBecameSo(limit: .seconds(Self.patience)))
        }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        let sleeper = state.sleepers.removeValue(forKey: id)
        if sleeper == nil { state.cancelled.insert(id) }
        return sleeper
      }
      sleeper?.wake.resume(throwing: CancellationError())
    }
  }

  /// Returns when at least `count` sleepers wait on this clock.
  package func sleepers(count: Int = 1) async throws {
    try await eventually { state.withLock { $0.sleepers.count >= count } }
  }

  /// Moves the time and wakes everybody whose deadline has come.
  package func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now = state.now.advanced(by: duration)
      let due = state.sleepers.filter { $0.value.deadline <= state.now }
      for id in due.keys { state.sleepers[id] = nil }
      return due.values.sorted { $0.deadline < $1.deadline }
    }
    for sleeper in due { sleeper.wake.resume() }
  }
}
