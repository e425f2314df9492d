import CCurl
import Synchronization

/// Lets another thread end the transfer that blocks the queue: it raises a flag and wakes curl's poll.
final class TransferInterrupt: Sendable {
  private struct State {
    var isCancelled = false
    /// Address of the multi handle while the transfer may be woken, 0 afterwards: `curl_multi_wakeup` is the one
    /// call curl allows from another thread, and only while the handle lives.
    var multi: UInt = 0
  }

  private let state: Mutex<State>

  init(_ session: CurlSession) {
    state = Mutex(State(multi: UInt(bitPattern: session.multi)))
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      if let multi = UnsafeMutableRawPointer(bitPattern: state.multi) { curl_multi_wakeup(multi) }
    }
  }

  func detach() {
    state.withLock { $0.multi = 0 }
  }
}
