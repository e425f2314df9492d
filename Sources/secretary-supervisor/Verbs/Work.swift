import ArgumentParser
import Bootstrap
import Commands
import Glibc
import HandWorker
import Secretary
import Worker

/// What `secretary-worker` becomes when somebody starts it by hand.
struct Work: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watches one user's mailbox and prepares reply drafts.",
    usage: """
      secretary-worker --user <user> [--config <file>] [--once] [--dry-run] [--explain <message>] [--since <time>] \
      [--interval <duration>] [--log-level <level>]
      secretary-worker --all [--config <file>] [--log-level <level>]
      """,
    discussion: """
      Usually started by secretary-supervisor. By hand it takes the user's lease for itself, so it runs only while nobody \
      else serves that user; --dry-run and --explain need no lease and write nothing. SIGUSR1 means: check now. With --all it \
      does the supervisor's work, too, and serves every active user by itself, one process for everybody.
      """,
    shouldDisplay: false)

  @OptionGroup var options: WorkerOptions

  @Flag(help: "Serve every active user in this one process.")
  var all = false

  func validate() throws {
    guard all == options.user.isEmpty else { throw ValidationError("Say whom to serve: --user and whom, or --all.") }
    if all, options.isForOneUser {
      throw ValidationError("--all goes with --config and --log-level only; --once and its like are for one --user.")
    }
  }

  func run() throws {
    if all { return try Run.parse(["--one-process"] + options.whereAndHowLoud).run() }
    WorkerProcess.begin()
    ProcessHardening.apply()
    // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
    Task.detached {
      let end = await end()
      if end.status != .finished || isTelling { Terminal.say(end.words) }
      Glibc.exit(end.status.rawValue)
    }
    // The main thread only waits: signals are read from a descriptor.
    while true { pause() }
  }

  /// By hand somebody watches and wants to know why it ends; what was explained has been said.
  private var isTelling: Bool { options.explain == nil && !options.dryRun }

  private func end() async -> WorkerEnd {
    do {
      let deployment = try options.config.deployment()
      options.log.startLog(of: "secretary-worker", in: deployment, user: options.user)
      return try await HandWorker(
        options.user, task, interval: options.interval, since: options.since, in: deployment, answer: Terminal.answer
      ).end()
    } catch let error as BootstrapError {
      return WorkerEnd(error.exitStatus, error.description)
    } catch {
      return WorkerEnd(because: error)
    }
  }

  private var task: HandWorker.Task {
    if let name = options.explain { return .explain(name) }
    return options.dryRun ? .dryRun : .serve(once: options.once)
  }
}
