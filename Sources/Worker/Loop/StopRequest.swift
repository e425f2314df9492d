import Synchronization

/// Holds the first reason to end and lets one task wait for it.
final class StopRequest: Sendable {
  private let wake = WakeSignal()
  private let reason = Mutex<WorkerEnd?>(nil)

  func request(_ end: WorkerEnd) {
    reason.withLock { $0 = $0 ?? end }
    wake.send()
  }

  var isMade: Bool { reason.withLock { $0 != nil } }

  /// Nil when the task is cancelled first.
  func wait() async -> WorkerEnd? {
    while !Task.isCancelled {
      if let end = reason.withLock({ $0 }) { return end }
      await wake.wait()
    }
    return nil
  }
}
