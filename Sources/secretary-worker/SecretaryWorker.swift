import ArgumentParser
import Bootstrap
import FoundationEssentials
import Glibc
import Logging
import Secretary
import Worker

/// One user's worker. A supervisor starts it with a ticket on standard input; by hand it looks after itself.
@main
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

  @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
  var config = Deployment.standardFile

  @Flag(help: "Check the mailbox once and end.")
  var once = false

  @Flag(help: "Say what a check would do, with the drafts it would write, and write nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Say why a message is or is not drafted, with prompt and draft.", valueName: "message id"))
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

  @Option(
    help: ArgumentHelp("trace, debug, info, notice, warning, error or critical.", valueName: "level"),
    transform: OptionText.logLevel)
  var logLevel: Logger.Level?

  static func main() async {
    WorkerProcess.begin()
    ProcessHardening.apply()
    await main(nil)
  }

  func run() async throws {
    let end: WorkerEnd
    var complain = Terminal.complain
    do {
      let environment = ProcessInfo.processInfo.environment
      let deployment = try Deployment.load(path: config, environment: environment)
      let settings = deployment.configuration.logging
      LogOutput.start(
        program: "secretary-worker", level: logLevel ?? settings.level, format: settings.format, user: user)
      if environment["SECRETARY_TICKET"] != nil {
        // Nobody watches this terminal, and in the journal a sentence without its user is worth nothing.
        complain = { Logger(label: "secretary.worker").error("\($0)") }
      }
      end = try await WorkerRun(options: self, deployment: deployment).end()
    } catch let error as BootstrapError {
      end = WorkerEnd(.configuration, error.description)
    } catch let error as WorkerEnd {
      end = error
    }
    if end.code != .finished { complain(end.words) }
    throw ExitCode(end.code.rawValue)
  }
}

/// What options are written like. A text that is none is a usage error which says what is allowed.
private enum OptionText {
  static func interval(_ text: String) throws -> Duration {
    guard let duration = DurationText.parse(text), duration >= Configuration.Worker.shortestInterval else {
      throw ValidationError("The interval must be \(DurationText.allowed), and at least 15s.")
    }
    return duration
  }

  static func startTime(_ text: String) throws -> Date {
    if let ago = DurationText.parse(text) { return Date().addingTimeInterval(-Double(ago.components.seconds)) }
    let moment = text.utf8.count == 10 ? text + "T00:00:00Z" : text
    guard let date = try? Date(moment, strategy: .iso8601) else {
      throw ValidationError("The time must be a date such as 2026-11-01, or how long ago, such as 2d.")
    }
    return date
  }

  static func logLevel(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text) else {
      throw ValidationError(
        "The level must be one of \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return level
  }
}

/// Standard output and error, unbuffered.
enum Terminal {
  static func say(_ text: String) { write(text, to: STDOUT_FILENO) }
  static func complain(_ text: String) { write(text, to: STDERR_FILENO) }

  private static func write(_ text: String, to file: Int32) {
    let bytes = Array((text + "\n").utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + sent, bytes.count - sent) }
      if count <= 0 { return }
      sent += count
    }
  }
}
