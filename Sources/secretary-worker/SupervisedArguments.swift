import Bootstrap
import Logging
import Secretary
import Worker

/// What a supervisor starts a worker with, and after a sleep the sleeper: a closed list of names, each with its value. Written by
/// programs only, so nothing of a command line's comfort is here, which would cost each waking two milliseconds.
struct SupervisedArguments {
  private(set) var user = ""
  private(set) var configurationFile = Deployment.standardFile
  private(set) var logLevel: Logger.Level?
  /// How it was woken up; nil at its first start.
  private(set) var waking: WakingArguments?

  init(_ words: [String]) throws(WorkerEnd) {
    var file: Int32?
    var (failures, because) = (0, WorkerActivity.waiting)
    var rest = words[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Self.strange(name) }
      switch name {
      case "--user": user = value
      case "--config": configurationFile = value
      case "--log-level":
        guard let level = Logger.Level(rawValue: value) else { throw Self.strange(name) }
        logLevel = level
      case WakingArguments.first:
        guard let descriptor = Int32(value), descriptor >= 0 else { throw Self.strange(name) }
        file = descriptor
      case "--failures": failures = max(0, Int(value) ?? 0)
      case "--because": because = WorkerActivity(rawValue: value) ?? .waiting
      default: throw Self.strange(name)
      }
    }
    waking = file.map { WakingArguments(file: $0, failures: failures, because: because) }
  }

  private static func strange(_ name: String) -> WorkerEnd {
    WorkerEnd(
      .usage,
      "A supervised worker cannot be started with \(name) like this. Use secretary-worker and secretary-supervisor of the same"
        + " version, or unset SECRETARY_TICKET.")
  }
}
