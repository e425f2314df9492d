import Synchronization

/// When something should have happened by now. It is told by the clock that the waiting is done with, so that setting the
/// machine's time makes nothing late.
final class OverdueMark: Sendable {
  /// What a busy machine may add to a wait.
  private static let grace = Duration.seconds(600)

  private let elapsed: @Sendable () -> Duration
  private let due = Mutex<Duration?>(nil)

  init(_ clock: some Clock<Duration>) {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
  }

  func expect(in pause: Duration) {
    let moment = elapsed() + pause
    due.withLock { $0 = moment }
  }

  func expectNothing() { due.withLock { $0 = nil } }

  var isOverdue: Bool {
    guard let due = due.withLock({ $0 }) else { return false }
    return elapsed() - due > Self.grace
  }
}
