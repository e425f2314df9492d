import ArgumentParser
import Bootstrap
import Commands
import FoundationEssentials
import Glibc
import Logging
import Secretary
import Storage
import Worker

@main
enum Program {
  static func main() {
    WorkerProcess.begin()
    ProcessHardening.apply()
    SecretaryWorker.main()
  }
}

/// One user's worker. A supervisor starts it with a ticket on standard input; by hand it looks after itself.
struct SecretaryWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secretary-worker", abstract: "Watches one user's mailbox and prepares reply drafts.",
    discussion: """
      Usually started by secretary-supervisor. By hand it takes the user's lease for itself, so it runs only while nobody \
      else serves that user; --dry-run and --explain need no lease and write nothing. SIGUSR1 means: check now. With --all it \
      does the supervisor's work, too, and serves every active user by itself, one process for everybody.
      """,
    version: Version.text)

  @Option(help: ArgumentHelp("The user, by id or address.", valueName: "user"))
  var user = ""

  @Flag(help: "Serve every active user in this one process.")
  var all = false

  @OptionGroup var config: ConfigurationOption

  @Flag(help: "Check the mailbox once and end.")
  var once = false

  @Flag(help: "Say what a check would do, with the drafts it would write, and write nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Say why a message is or is not drafted, with prompt and draft: its id, words of its subject, or 'latest'.",
      valueName: "message"))
  var explain: String?

  @Option(
    help: ArgumentHelp(
      "Begin the very first check with mail from then: 2d (two days ago) or 2026-11-01.", valueName: "time"),
    transform: OptionText.startTime)
  var since: Date?

  @Option(
    help: ArgumentHelp("Time between checks, such as 30s or 5m.", valueName: "duration"),
    transform: OptionText.interval)
  var interval: Duration?

  @OptionGroup var log: LogLevelOption

  @OptionGroup(visibility: .hidden) var waking: WakingOptions

  func validate() throws {
    guard all == user.isEmpty else { throw ValidationError("Say whom to serve: --user and whom, or --all.") }
    if all, once || dryRun || explain != nil || since != nil || interval != nil {
      throw ValidationError("--all goes with --config and --log-level only; --once and its like are for one --user.")
    }
  }

  /// Not `async`: before the first thread is started the sandbox is entered, and the main thread of an `async` main gets every
  /// signal that no other thread takes (libdispatch parks it with none blocked), where none may be lost.
  func run() throws {
    if all {
      let end = OneProcess.become(self)
      Terminal.say(end.words)
      throw ExitCode(end.status.rawValue)
    }
    let beginning = Result { try begin() }
    // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
    Task.detached {
      do { try await serve(after: beginning) } catch { Self.exit(withError: error) }
    }
    while true { pause() }
  }

  /// Nobody watches the terminal of a supervised worker, and in the journal a sentence without its user is worth nothing.
  private var isSupervised: Bool { getenv("SECRETARY_TICKET").map { String(cString: $0) } == "stdin" }

  /// What is done while there is one thread.
  private func begin() throws -> WorkerRun {
    if waking.arguments != nil, WorkerSandbox.isClosed(to: config.file) {
      throw WorkerSandbox.isStale(because: config.file)
    }
    let deployment = try config.deployment()
    log.startLog(of: "secretary-worker", in: deployment, user: user)
    if isSupervised {
      var handover =
        try waking.arguments.map { try Handover.fromSleep($0, user: user) } ?? Handover.fromSupervisor(user: user)
      MemoryLimit.hold(deployment.memoryLimit(of: handover.ticket.user, address: handover.ticket.address))
      try handover.connect()
      try WorkerSandbox(deployment, opensStore: handover.storeConnection == nil).enter(isAwake: waking.arguments != nil)
      return WorkerRun(options: self, deployment: deployment, handover: handover)
    }
    return WorkerRun(options: self, deployment: deployment, handover: nil)
  }

  private func serve(after beginning: Result<WorkerRun, any Error>) async throws {
    let end: WorkerEnd
    do {
      end = try await beginning.get().end()
    } catch let error as BootstrapError {
      if waking.arguments != nil { SleepingProgram.sleepOn(because: error.description) }
      end = WorkerEnd(error.exitStatus, error.description)
    } catch let error as WorkerEnd {
      end = error
    }
    tell(end, inLog: isSupervised && (try? beginning.get()) != nil)
    throw ExitCode(end.status.rawValue)
  }

  /// By hand somebody watches and wants to know why it ends; what was explained has been said.
  private func tell(_ end: WorkerEnd, inLog hasLog: Bool) {
    if hasLog {
      if end.status != .finished { Logger(label: "secretary.worker").error("\(end.words)") }
    } else if end.status != .finished || explain == nil && !dryRun {
      Terminal.say(end.words)
    }
  }
}
