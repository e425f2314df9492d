import ArgumentParser
import Bootstrap
import Commands
import Storage

struct Migrate: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Creates the store, or brings its tables up to date.",
    discussion:
      """
      'run' does the same at its start; this is for doing it beforehand. Nothing happens when nothing is due. But for
      'init', no other command makes a store.
      """)

  @OptionGroup var config: ConfigurationOption

  func perform() async throws {
    try await Self.migrate(try config.deployment())
  }

  @MainActor static func migrate(_ deployment: Deployment) async throws {
    let isNew = deployment.store.isMissing
    let store = try await ConfigurationOption.open(deployment, migrating: true, creating: true)
    await store.close()
    Terminal.answer(
      isNew
        ? "Made a new, empty store: \(deployment.store).\n" : "The store \(deployment.store) is up to date.\n")
  }
}
