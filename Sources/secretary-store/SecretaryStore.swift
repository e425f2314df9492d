import ArgumentParser
import Bootstrap
import Commands
import Glibc
import Logging
import Storage
import StoreService

/// Serves the store to the workers of this machine.
@main
struct SecretaryStore: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "secretary-store", abstract: "Serves the store to workers, which open no database themselves.",
    discussion: """
      Started by secretary-supervisor, which starts it again when it dies. Each connection proves the lease of one user and is \
      told about that user alone. It ends when its standard input does.
      """,
    version: Version.text)

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var log: LogLevelOption

  @Option(help: ArgumentHelp("The local socket at which workers find it.", valueName: "path"))
  var socket: String

  /// Not `async`: see `StopRequests.holdSignals`.
  func run() throws {
    StopRequests.holdSignals()
    ProcessHardening.apply()
    // Unstructured, because a synchronous main has no task to be the child of; it ends the process when it is done.
    Task.detached {
      do {
        try await serve()
        Self.exit()
      } catch {
        Self.exit(withError: ExitCode(saying: error, program: "secretary-store"))
      }
    }
    while true { pause() }
  }

  private func serve() async throws {
    let deployment = try config.deployment()
    log.startLog(of: "secretary-store", in: deployment)
    try await StoreProgram(
      store: deployment.store, socket: socket,
      isReady: { ServiceNotification.ready(status: "Serving the store.").send() },
      isAlive: { ServiceNotification.watchdog.send() }, watchdog: ServiceNotification.watchdogInterval()
    ).run(Logger(label: "secretary-store"))
  }
}
