import ArgumentParser
import Bootstrap
import Commands
import Storage

struct Migrate: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Creates the store, or brings its tables up to date.",
    discussion:
      "'run' does the same at its start; this is for doing it beforehand. Nothing happens when nothing is due.")

  @OptionGroup var config: ConfigurationOption

  func perform() async throws {
    try await config.withStore { _, deployment in
      Terminal.answer("The store \(deployment.store) is up to date.\n")
    }
  }
}
