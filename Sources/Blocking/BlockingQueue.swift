import Dispatch

/// The executor of an actor that calls blocking C: a database file, a TLS transfer.
///
/// The cooperative pool has one thread per core, so one slow disk or network call made on it would hold up every other
/// task of the process. An actor that keeps one of these and returns it as its executor blocks a thread of its own instead:
///
/// ```swift
/// nonisolated let queue = BlockingQueue(label: "secretary.database")
/// nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }
/// ```
///
/// The thread exists only while there is work; an idle queue costs a few hundred bytes.
/// (`DispatchSerialQueue`, which is an executor by itself, does not exist on Linux.)
package final class BlockingQueue: SerialExecutor {
  private let queue: DispatchQueue

  /// `label` names the queue in a debugger.
  package init(label: String) { queue = DispatchQueue(label: label) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The closure holds the queue alive: the job may be the one that releases the actor that owns it.
    queue.async { [self] in job.runSynchronously(on: asUnownedSerialExecutor()) }
  }

  package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

  /// Lets `assumeIsolated` and `preconditionIsolated` of such an actor work.
  package func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
