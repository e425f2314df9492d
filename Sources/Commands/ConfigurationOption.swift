import ArgumentParser
package import Bootstrap
import FoundationEssentials

/// `--config`, which every command takes that works with the deployment.
package struct ConfigurationOption: ParsableArguments, Sendable {
  @Option(name: .customLong("config"), help: ArgumentHelp("The configuration file.", valueName: "file"))
  package var file = Deployment.standardFile

  package init() {}

  /// Reads it, with what the environment of this process adds.
  package func deployment() throws -> Deployment {
    try Deployment.load(path: file, environment: ProcessInfo.processInfo.environment)
  }
}
