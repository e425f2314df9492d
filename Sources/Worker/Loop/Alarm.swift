import Synchronization

/// Wakes one waiter. A ring while nobody waits is kept for the next one; several rings are one.
final class Alarm: Sendable {
  private enum State {
    case quiet
    case rung
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.quiet)

  func ring() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard case .awaited(let waiter) = state else {
        state = .rung
        return nil
      }
      state = .quiet
      return waiter
    }
    waiter?.resume()
  }

  /// Returns when it rings, or rang since the last wait; at once when the task is cancelled, which takes no ring.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let isDue = state.withLock { state in
          switch state {
          case .rung:
            state = .quiet
            return true
          case .quiet where !Task.isCancelled:
            state = .awaited(waiter)
            return false
          default:
            return true
          }
        }
        if isDue { waiter.resume() }
      }
    } onCancel: {
      let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
        guard case .awaited(let waiter) = state else { return nil }
        state = .quiet
        return waiter
      }
      waiter?.resume()
    }
  }
}
