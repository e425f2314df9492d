import Dispatch
import Glibc

/// What the outside world can say to the process: SIGTERM and SIGINT end it, so does a cut lifeline; SIGUSR1 means
/// "check now".
package final class ProcessControls {
  private let signals: [any DispatchSourceSignal]
  private let lifeline: (any DispatchSourceRead)?

  init(lifeline: Bool, stop: @escaping @Sendable (String) -> Void, checkNow: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "secretary.signals")
    func source(_ number: Int32, _ act: @escaping @Sendable () -> Void) -> any DispatchSourceSignal {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: act)
      source.activate()
      return source
    }
    signals = [
      source(SIGTERM) { stop("Asked to stop.") },
      source(SIGINT) { stop("Interrupted.") },
      source(SIGUSR1, checkNow),
    ]
    self.lifeline = lifeline ? Lifeline.watch { stop("The supervisor is gone.") } : nil
  }

  package func close() {
    for source in signals { source.cancel() }
    lifeline?.cancel()
  }
}
