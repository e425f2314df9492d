import Bootstrap
import FoundationEssentials
import Glibc
import Logging
import Secretary
import StoreRequests
import Worker

/// One user's worker, started by a supervisor with a ticket on standard input. What somebody starts by hand opens the store, which
/// is another program's.
@main
enum SecretaryWorker {
  /// Not `async`: before the first thread is started the sandbox is entered, and the main thread of an `async` main gets every
  /// signal that no other thread takes (libdispatch parks it with none blocked), where none may be lost.
  static func main() {
    WorkerProcess.begin()
    ProcessHardening.apply()
    let words = Array(CommandLine.arguments.dropFirst())
    guard isSupervised else {
      let end = SupervisorProgram.become(["work"] + words)
      Terminal.say(end.words)
      exit(end.status.rawValue)
    }
    let beginning = Result { () throws(WorkerEnd) in try begin(words) }
    // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
    Task.detached { await serve(after: beginning) }
    while true { pause() }
  }

  private static var isSupervised: Bool { getenv("SECRETARY_TICKET").map { String(cString: $0) } == "stdin" }

  /// What is done while there is one thread.
  private static func begin(_ words: [String]) throws(WorkerEnd) -> WorkerRun {
    let arguments = try SupervisedArguments(words)
    do { return try begin(arguments) } catch { throw end(because: error, isAwake: arguments.waking != nil) }
  }

  private static func begin(_ arguments: SupervisedArguments) throws -> WorkerRun {
    let (user, file, waking) = (arguments.user, arguments.configurationFile, arguments.waking)
    if waking != nil, WorkerSandbox.isClosed(to: file) { throw WorkerSandbox.isStale(because: file) }
    let deployment = try Deployment.load(path: file, environment: ProcessInfo.processInfo.environment)
    let logging = deployment.configuration.logging
    LogOutput.start(
      program: "secretary-worker", level: arguments.logLevel ?? logging.level, format: logging.format, user: user)
    let handover = try waking.map { try Handover.fromSleep($0, user: user) } ?? Handover.fromSupervisor(user: user)
    MemoryLimit.hold(deployment.memoryLimit(of: handover.ticket.user, address: handover.ticket.address))
    let entrance = try handover.entrance()
    try WorkerSandbox(deployment).enter(isAwake: waking != nil)
    return WorkerRun(deployment: deployment, handover: handover, entrance: entrance, waking: waking)
  }

  private static func serve(after beginning: Result<WorkerRun, WorkerEnd>) async -> Never {
    let run: WorkerRun
    do { run = try beginning.get() } catch {
      Terminal.say(error.words)
      exit(error.status.rawValue)
    }
    let end: WorkerEnd
    do { end = try await run.end() } catch { end = Self.end(because: error, isAwake: run.waking != nil) }
    // Nobody watches the terminal of a supervised worker, and in the journal a sentence without its user is worth nothing.
    if end.status != .finished { Logger(label: "secretary.worker").error("\(end.words)") }
    exit(end.status.rawValue)
  }

  /// One that woke up to a configuration it cannot work with sleeps on: somebody may be at work on that.
  private static func end(because error: any Error, isAwake: Bool) -> WorkerEnd {
    guard let error = error as? BootstrapError else { return error as? WorkerEnd ?? WorkerEnd(because: error) }
    if isAwake { SleepingProgram.sleepOn(because: error.description) }
    return WorkerEnd(error.exitStatus, error.description)
  }
}
