import ArgumentParser
import Secretary
import Worker

/// What `secretary-worker-sleep` calls a worker with that wakes up.
struct WakingOptions: ParsableArguments {
  @Option(name: .customLong("ticket-file"), help: .hidden)
  var file: Int32?

  @Option(help: .hidden)
  var failures = 0

  @Option(help: .hidden, transform: { WorkerActivity(rawValue: $0) ?? .waiting })
  var because = WorkerActivity.waiting

  /// Nil for a worker that did not sleep.
  var arguments: WakingArguments? {
    file.map { WakingArguments(file: $0, failures: max(0, failures), because: because) }
  }
}
