import ArgumentParser
import Bootstrap
import Commands
import FoundationEssentials
import Glibc
import Logging
import Secretary
import Worker

/// A `main` that is not `async`: the main thread of one that is gets every signal that no other thread takes
/// (libdispatch parks it with none blocked), and no signal may be lost.
@main
enum Program {
  static func main() {
    WorkerProcess.begin()
    ProcessHardening.apply()
    // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
    Task.detached { await SecretaryWorker.main(nil) }
    while true { pause() }
  }
}

/// One user's worker. A supervisor starts it with a ticket on standard input; by hand it looks after itself.
struct SecretaryWorker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secretary-worker", abstract: "Watches one user's mailbox and prepares reply drafts.",
    discussion: """
      Usually started by secretary-supervisor. By hand it takes the user's lease for itself, so it runs only while nobody \
      else serves that user; --dry-run and --explain need no lease and write nothing. SIGUSR1 means: check now.
      """,
    version: Version.text)

  @Option(help: ArgumentHelp("The user, by id or address.", valueName: "user"))
  var user: String

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

  func run() async throws {
    let end: WorkerEnd
    var complain = Terminal.say
    // By hand somebody watches and wants to know why it ends; what was explained has been said.
    var isWatched = explain == nil && !dryRun
    do {
      let deployment = try config.deployment()
      log.startLog(of: "secretary-worker", in: deployment, user: user)
      if ProcessInfo.processInfo.environment["SECRETARY_TICKET"] != nil {
        // Nobody watches this terminal, and in the journal a sentence without its user is worth nothing.
        isWatched = false
        complain = { Logger(label: "secretary.worker").error("\($0)") }
      }
      end = try await WorkerRun(options: self, deployment: deployment).end()
    } catch let error as BootstrapError {
      if waking.arguments != nil { SleepingProgram.sleepOn(because: error.description) }
      end = WorkerEnd(error.exitStatus, error.description)
    } catch let error as WorkerEnd {
      end = error
    }
    if end.status != .finished || isWatched { complain(end.words) }
    throw ExitCode(end.status.rawValue)
  }
}
