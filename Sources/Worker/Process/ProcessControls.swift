import CLinux
import Dispatch
import Glibc
import Synchronization

/// What the outside world can say to the process: SIGTERM and SIGINT end it, so does a cut lifeline; SIGUSR1 means
/// "check now".
///
/// The signals are blocked in every thread, from the beginning on (`WorkerProcess.begin`), and read from a descriptor. So each
/// either was told here or is still pending, also for the program that the process becomes next.
package final class ProcessControls: Sendable {
  private let hasLifeline: Bool
  private let stop: @Sendable (String) -> Void
  private let checkNow: @Sendable () -> Void
  private let reading = Mutex<[Reading]>([])

  /// Begins to read.
  package init(
    lifeline: Bool, stop: @escaping @Sendable (String) -> Void, checkNow: @escaping @Sendable () -> Void
  ) {
    hasLifeline = lifeline
    self.stop = stop
    self.checkNow = checkNow
    resume()
  }

  func resume() {
    reading.withLock { reading in
      guard reading.isEmpty else { return }
      reading.append(readSignals())
      if hasLifeline { reading.append(watchLifeline()) }
    }
  }

  /// Returns when all that was read has been told, and no more is read: what comes from then on waits.
  package func pause() async {
    let ending = reading.withLock { reading in
      defer { reading = [] }
      return reading
    }
    for reading in ending { await reading.end() }
  }

  private func readSignals() -> Reading {
    let hasEnded = WakeSignal()
    let file = secretary_signal_file()
    let source = DispatchSource.makeReadSource(
      fileDescriptor: file, queue: DispatchQueue(label: "secretary.signals"))
    source.setEventHandler { [stop, checkNow] in
      while true {
        switch secretary_next_signal(file) {
        case 0: return
        case SIGUSR1: checkNow()
        case SIGINT: stop("Interrupted.")
        default: stop("Asked to stop.")
        }
      }
    }
    source.setCancelHandler {
      close(file)
      hasEnded.send()
    }
    source.activate()
    return Reading(source: source, hasEnded: hasEnded)
  }

  private func watchLifeline() -> Reading {
    let hasEnded = WakeSignal()
    let source = Lifeline.watch(cut: { [stop] in stop("The supervisor is gone.") }, ended: { hasEnded.send() })
    return Reading(source: source, hasEnded: hasEnded)
  }
}

/// One thing that is read, and how that ends.
private struct Reading: Sendable {
  /// Dispatch's own objects may be used from anywhere; they do not say so.
  nonisolated(unsafe) let source: any DispatchSourceRead
  let hasEnded: WakeSignal

  func end() async {
    source.cancel()
    await hasEnded.wait()
  }
}
