package import ArgumentParser
import Bootstrap
package import FoundationEssentials
import Logging

/// What a worker is told on its command line.
package struct WorkerOptions: ParsableArguments, Sendable {
  @Option(help: ArgumentHelp("The user, by id or address.", valueName: "user"))
  package var user = ""

  @OptionGroup package var config: ConfigurationOption

  @Flag(help: "Check the mailbox once and end.")
  package var once = false

  @Flag(help: "Say what a check would do, with the drafts it would write, and write nothing.")
  package var dryRun = false

  @Option(
    help: ArgumentHelp(
      "Say why a message is or is not drafted, with prompt and draft: its id, words of its subject, or 'latest'.",
      valueName: "message"))
  package var explain: String?

  @Option(
    help: ArgumentHelp(
      "Begin the very first check with mail from then: 2d (two days ago) or 2026-11-01.", valueName: "time"),
    transform: OptionText.startTime)
  package var since: Date?

  @Option(
    help: ArgumentHelp("Time between checks, such as 30s or 5m.", valueName: "duration"),
    transform: OptionText.interval)
  package var interval: Duration?

  @OptionGroup package var log: LogLevelOption

  package init() {}

  /// The words for another command of the same configuration and log level.
  package var whereAndHowLoud: [String] {
    ["--config", config.file] + (log.level.map { ["--log-level", $0.rawValue] } ?? [])
  }

  /// Whether it is told more than whom to serve, and from which configuration.
  package var isForOneUser: Bool { once || dryRun || explain != nil || since != nil || interval != nil }
}
