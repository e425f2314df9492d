package import ArgumentParser
package import Bootstrap
package import Logging

/// `--log-level`, which every command takes that keeps running.
package struct LogLevelOption: ParsableArguments, Sendable {
  @Option(
    name: .customLong("log-level"),
    help: ArgumentHelp(
      "How much to log, instead of what the configuration says: \(Self.allowed).", valueName: "level"),
    transform: Self.level)
  package var level: Logger.Level?

  package init() {}

  /// Directs this process's log to where it belongs.
  /// - Parameter user: whom every line is about, where all are about one.
  package func startLog(of program: String, in deployment: Deployment, user: String? = nil) {
    let settings = deployment.configuration.logging
    LogOutput.start(program: program, level: level ?? settings.level, format: settings.format, user: user)
  }

  /// The level anew, after the configuration was read again; for loggers that are made from now on.
  package func changeLevel(in deployment: Deployment) {
    LogOutput.change(level: level ?? deployment.configuration.logging.level)
  }

  private static let allowed = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")

  private static func level(_ text: String) throws -> Logger.Level {
    guard let level = Logger.Level(rawValue: text) else { throw ValidationError("Allowed levels: \(allowed).") }
    return level
  }
}
