import ArgumentParser
import Bootstrap
import Commands
import Logging
import Storage
import StoreService

/// Serves the store to the workers of this machine.
@main
struct SecretaryStore: AsyncParsableCommand {
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

  func run() async throws {
    ProcessHardening.apply()
    do {
      let deployment = try config.deployment()
      log.startLog(of: "secretary-store", in: deployment)
      try await StoreProgram(
        store: deployment.store, socket: socket,
        isReady: { ServiceNotification.ready(status: "Serving the store.").send() },
        isAlive: { ServiceNotification.watchdog.send() }, watchdog: ServiceNotification.watchdogInterval()
      ).run(Logger(label: "secretary-store"))
    } catch {
      throw ExitCode(saying: error, program: "secretary-store")
    }
  }
}
