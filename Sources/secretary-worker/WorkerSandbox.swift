import Bootstrap
import Glibc
import Sandbox
import Secretary
import Worker

/// The sandbox of a worker under a supervisor: entered at its first start, and from then on had by every program it becomes.
struct WorkerSandbox {
  private let rules: SandboxRules?
  private let isRequired: Bool
  private let journal: String?

  init(_ deployment: Deployment) {
    let worker = deployment.configuration.worker
    rules =
      worker.sandbox == .off ? nil : SandboxRules(deployment, program: CommandLine.arguments[0])
    isRequired = worker.sandbox == .required
    journal = LogOutput.journal(deployment.configuration.logging.format)
  }

  /// Enters it, or after a sleep finds out whether it is still the one that is wanted. While the process has one thread.
  func enter(isAwake: Bool) throws(WorkerEnd) {
    if isAwake {
      guard SandboxMark.current?.fingerprint == rules?.fingerprint else { throw Self.isAnother }
      if let file = staleFile { throw Self.isStale(because: file) }
    } else if let rules {
      try enter(rules)
    }
  }

  /// What was replaced since and cannot be read any more.
  var staleFile: String? { rules.flatMap { Sandbox.staleFile(of: $0) } }

  private func enter(_ rules: SandboxRules) throws(WorkerEnd) {
    let channels = [
      getenv("NOTIFY_SOCKET").flatMap { Channel.notification.open(to: String(cString: $0)) },
      journal.flatMap { Channel.journal.open(to: $0) },
    ].compactMap(\.self)
    let datagrams = rules.looksUpNames && !NameServer.useTCP()
    var entered = rules
    entered.readable += LoadedLibraries.folders
    let level = Sandbox.enter(entered, channels: channels, datagrams: datagrams)
    if isRequired, !level.isSandbox {
      throw WorkerEnd(
        .configuration,
        "worker.sandbox is required, and this kernel gives \(level.words). Use a kernel with Landlock and seccomp, or say best-effort."
      )
    }
    SandboxMark(fingerprint: rules.fingerprint, level: level).leave()
  }

  /// Whether this very file cannot be read because it was replaced since the sandbox was entered.
  static func isClosed(to file: String) -> Bool {
    SandboxMark.current != nil && Sandbox.staleFile(of: SandboxRules(replaceable: [file])) != nil
  }

  static func isStale(because file: String) -> WorkerEnd {
    WorkerEnd(
      .temporary,
      "\(file) was replaced, and the sandbox of this worker knows the old one; the next worker reads the new.")
  }

  private static let isAnother = WorkerEnd(
    .temporary, "The configuration asks for another sandbox than this worker is in; the next worker enters that.")
}
