import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Storage

struct Backup: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Copies the store into a new file and checks the copy. Programs go on meanwhile.",
    discussion: """
      The copy is readable by its owner alone. It is of no use without the file of master keys: keep a copy of that as well,
      somewhere else.
      """)

  @OptionGroup var config: ConfigurationOption
  @Argument(help: "The file to write; it must not exist.") var file: String

  func perform() async throws {
    let deployment = try config.deployment()
    let store = try await ConfigurationOption.open(deployment, migrating: false)
    do { try await store.backUp(to: file) } catch {
      await store.close()
      throw error
    }
    await store.close()
    Terminal.answer("Copied the store \(deployment.store) to \(file) and checked the copy.\n")
  }
}
