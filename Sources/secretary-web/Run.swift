import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Glibc
import Logging
import Storage
import Web

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the pages until told to stop. The default.",
    discussion: """
      SIGTERM or SIGINT ends it; requests in flight are answered before. SIGHUP reads configuration, keys and secrets again:
      all of it counts at once but web.listen and store, which need a restart.
      """)

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var log: LogLevelOption

  func run() async throws {
    ProcessHardening.apply()
    // It would end us until somebody listens for it, and what it asks for is being done.
    signal(SIGHUP, SIG_IGN)
    do {
      let deployment = try config.deployment()
      log.startLog(of: "secretary-web", in: deployment)
      let services = try await WebComposition(deployment).services(logger: Logger(label: "secretary.web"))
      try await WebProgram.run(
        services, watchdog: ServiceNotification.watchdogInterval(),
        reload: { [config, log] store in try Self.reloaded(config, log, on: store) },
        notify: { ServiceNotification($0).send() })
      await services.store.close()
    } catch {
      throw ExitCode(saying: error, program: "secretary-web")
    }
  }

  private static func reloaded(
    _ config: ConfigurationOption, _ log: LogLevelOption, on store: Store
  ) throws -> WebServices {
    let deployment = try config.deployment()
    let composition = try WebComposition(deployment)
    _ = try composition.configuration()
    log.changeLevel(in: deployment)
    return try composition.services(on: store, logger: Logger(label: "secretary.web"))
  }
}

extension ServiceNotification {
  init(_ notice: WebNotice) {
    self =
      switch notice {
      case .ready(let status): .ready(status: status)
      case .alive: .watchdog
      case .reloading: .reloading
      case .stopping: .stopping
      }
  }
}
