import ArgumentParser
import Bootstrap
import Commands
import Storage
import Supervisor

struct Restore: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Puts a copy that 'backup' made in the place of the store. Supervisor and web must be stopped.",
    discussion: """
      The copy is checked first. What was in the store's place stays beside it, with '.before-restore' added to its name. The
      file of master keys must be the one of that time, or a later one with its keys in it.
      """)

  @OptionGroup var config: ConfigurationOption
  @Argument(help: "The copy.") var file: String

  func perform() async throws {
    let deployment = try config.deployment()
    let aside = try await StoreLock.whileHeld(on: deployment.store) {
      try await Store.restore(deployment.store, from: file)
    }
    Terminal.answer(
      "The store \(deployment.store) is the copy \(file) now.\n"
        + (aside.map { "What was there before is in \($0).\n" } ?? ""))
  }
}
