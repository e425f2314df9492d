import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Secretary
import Storage
import StoreRequests
import Vault

struct Init: Verb {
  static let configuration = CommandConfiguration(
    abstract: "Makes what a new installation needs: the key file and the store.",
    discussion: """
      Each is made where the configuration expects it, when it is not there yet. What is there is left as it is, so doing it
      again does no harm.
      """)

  @OptionGroup var config: ConfigurationOption

  func perform() async throws {
    let deployment = try config.deployment()
    // A new key for a store that has one would leave everything in it sealed for ever.
    let hasKeys = FileManager.default.fileExists(atPath: deployment.keysFile)
    guard hasKeys || deployment.store.isMissing else {
      throw CommandError(
        """
        the store \(deployment.store) is there and its key file \(deployment.keysFile) is not. Put the key file back from its \
        copy. If nobody has connected a mailbox yet, make a new one: secretary-supervisor keys generate
        """, .configuration)
    }
    if hasKeys {
      _ = try deployment.masterKeys()
      Terminal.answer("The key file \(deployment.keysFile) is there and in order.\n")
    } else {
      try KeysGenerate.generate(deployment.keysFile)
    }
    try await Migrate.migrate(deployment)
  }
}
