import ArgumentParser
import Bootstrap
import Foundation
import Logging
import Storage
import Web

struct Run: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the pages until told to stop. The default.",
    discussion: "SIGTERM or SIGINT ends it; requests in flight are answered before.")

  @OptionGroup var config: ConfigurationOption
  @Option(
    help: ArgumentHelp("How much to log, instead of what the configuration says.", valueName: "level"),
    transform: Self.level)
  var logLevel: Logger.Level?

  func run() async throws {
    ProcessHardening.apply()
    do {
      let deployment = try Deployment.load(path: config.file, environment: ProcessInfo.processInfo.environment)
      let logs = deployment.configuration.logging
      LogOutput.start(program: "secretary-web", level: logLevel ?? logs.level, format: logs.format)
      let services = try await WebComposition(deployment).services(logger: Logger(label: "secretary.web"))
      try await WebProgram.run(services, watchdog: ServiceNotification.watchdogInterval()) { notice in
        ServiceNotification(notice).send()
      }
      await services.store.close()
    } catch {
      say("secretary-web: \(error)")
      throw ExitCode(exitStatus(of: error))
    }
  }

  private static func level(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text) else {
      throw ValidationError("Allowed levels: \(Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return level
  }
}

/// What each error means to whoever started us. One place decides.
func exitStatus(of error: any Error) -> Int32 {
  switch error {
  case let error as BootstrapError: error.exitCode.rawValue
  case WebProblem.configuration: ExitStatus.configuration.rawValue
  case WebProblem.temporary: ExitStatus.temporary.rawValue
  default: ExitStatus.internalError.rawValue
  }
}

/// A sentence for the person at the terminal.
func say(_ sentence: String) {
  FileHandle.standardError.write(Data((sentence + "\n").utf8))
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
