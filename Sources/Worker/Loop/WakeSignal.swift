import Synchronization

/// Wakes one waiter. One that is sent while nobody waits is kept for the next waiter; several are one.
final class WakeSignal: Sendable {
  private enum State {
    case quiet
    case sent
    case awaited(CheckedContinuation<Void, Never>)
  }

  private let state = Mutex(State.quiet)

  func send() {
    let waiter: CheckedContinuation<Void, Never>? = state.withLock { state in
      guard case .awaited(let waiter) = state else {
        state = .sent
        return nil
      }
      state = .quiet
      return waiter
    }
    waiter?.resume()
  }

  /// Whether it was sent since the last wait.
  var isSent: Bool {
    state.withLock { state in
      if case .sent = state { true } else { false }
    }
  }

  /// Returns when it is sent, or was since the last wait; at once when the task is cancelled, which takes none.
  func wait() async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { waiter in
        let isDue = state.withLock { state in
          switch state {
          case .sent:
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
