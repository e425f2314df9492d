import Blocking
import Glibc

/// What ends the program: SIGTERM, SIGINT, or the end of standard input, which means that whoever started us is gone.
///
/// Each has a thread of its own, which goes with the process. Sources of Dispatch's were tried: one that is cancelled while the
/// process ends crashes it now and then, and a signal can get lost, as it is set up or when the parked main thread gets it.
package enum StopRequests {
  /// Lets the signals wait until they are asked for. To be called while there is one thread, for each has what its maker had; and the
  /// main thread must stay the program's own, in a `main` that is not `async`.
  package static func holdSignals() {
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Calls `stop` at each of them.
  static func watch(_ stop: @escaping @Sendable () -> Void) {
    for wait in [waitForSignal, readLifeline] {
      // Unstructured: nobody can end what blocks in the kernel.
      Task.detached {
        await OwnThread.run(wait)
        stop()
      }
    }
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    return signals
  }

  @Sendable private static func waitForSignal() {
    var (signals, number) = (signals, Int32(0))
    while sigwait(&signals, &number) != 0 {}
  }

  @Sendable private static func readLifeline() {
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 0 || count < 0 && errno != EINTR { return }
    }
  }
}
