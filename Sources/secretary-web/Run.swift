import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Logging
import Storage
import Web

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the pages until told to stop. The default.",
    discussion: "SIGTERM or SIGINT ends it; requests in flight are answered before.")

  @OptionGroup var config: ConfigurationOption
  @OptionGroup var log: LogLevelOption

  func run() async throws {
    ProcessHardening.apply()
    do {
      let deployment = try config.deployment()
      log.startLog(of: "secretary-web", in: deployment)
      let services = try await WebComposition(deployment).services(logger: Logger(label: "secretary.web"))
      try await WebProgram.run(services, watchdog: ServiceNotification.watchdogInterval()) { notice in
        ServiceNotification(notice).send()
      }
      await services.store.close()
    } catch {
      throw ExitCode(saying: error, program: "secretary-web")
    }
  }
}

extension ServiceNotification {
  init(_ notice: WebNotice) {
    self =
      switch notice {
      case .ready(let status): .ready(status: status)
      case .alive: .watchdog
      case .stopping: .stopping
      }
  }
}
