import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Logging
import Supervisor

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Runs until told to stop: one worker per active user. The default.",
    discussion: """
      A worker is a process of its own, which can read one user's mail and no key but that user's. With --one-process, and with \
      `secretary-worker --all`, which is the same, workers are tasks of this process: for a laptop or a container with room for one.

      SIGTERM or SIGINT stops the workers and ends. SIGHUP reads the configuration again: intervals and keys change without
      a restart, everything else with the next one.
      """)

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var log: LogLevelOption

  @Flag(help: "Serve all users in this process.")
  var oneProcess = false

  func run() throws {
    ProcessHardening.apply()
    do {
      let deployment = try config.deployment()
      log.startLog(of: "secretary-supervisor", in: deployment)
      if let obstacle = deployment.sandboxObstacle { throw CommandError(obstacle) }
      SupervisorProgram.run(
        try supervisorConfiguration(deployment), version: Version.text, logger: Logger(label: "secretary-supervisor"))
    } catch {
      throw ExitCode(saying: error, program: "secretary-supervisor")
    }
  }

  private func supervisorConfiguration(_ deployment: Deployment) throws -> SupervisorConfiguration {
    let environment = ProcessInfo.processInfo.environment
    let settings = deployment.configuration.supervisor
    var arguments = ["--config", deployment.file]
    if let level = log.level { arguments += ["--log-level", level.rawValue] }
    let reread = config
    return SupervisorConfiguration(
      store: deployment.store,
      workers: oneProcess
        ? .task { try HostedLoop($0, in: deployment, $1) }
        : .process(
          WorkerProgram(
            path: Self.workerProgram(deployment.configuration), arguments: arguments, environment: environment),
          store: WorkerProgram(
            .store, path: InstalledProgram.path(of: "secretary-store"), arguments: arguments, environment: environment)),
      rules: try Self.rules(deployment), reload: { try Self.rules(try reread.deployment()) },
      runtimeDirectory: environment["RUNTIME_DIRECTORY"], startingAtOnce: settings.startingAtOnce,
      stopGrace: settings.stopGrace, notify: { ServiceNotification($0).send() },
      watchdogInterval: ServiceNotification.watchdogInterval(),
      sandbox: oneProcess ? "none, in one process with all" : deployment.sandboxWords)
  }

  private static func rules(_ deployment: Deployment) throws -> SupervisorConfiguration.Rules {
    SupervisorConfiguration.Rules(keys: try deployment.masterKeys()) { user, address, chosen in
      deployment.interval(of: user, address: address, chosen: chosen)
    }
  }

  /// The configured program, else `secretary-worker` in the folder this very program lies in, links followed.
  static func workerProgram(_ configuration: Configuration) -> String {
    let chosen = configuration.worker.program
    return chosen.isEmpty ? InstalledProgram.path(of: "secretary-worker") : chosen
  }
}

extension ServiceNotification {
  init(_ notice: SupervisorNotice) {
    self =
      switch notice {
      case .ready(let status): .ready(status: status)
      case .status(let status): .status(status)
      case .reloading: .reloading
      case .stopping: .stopping
      case .extendTimeout(let duration): .extendTimeout(duration)
      case .watchdog: .watchdog
      }
  }
}
