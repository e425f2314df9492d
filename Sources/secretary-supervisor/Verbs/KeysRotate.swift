import ArgumentParser
import Bootstrap
import Commands
import FleetStatus
import Foundation
import Vault

struct KeysRotate: Verb {
  static let configuration = CommandConfiguration(
    commandName: "rotate",
    abstract: "Adds a new master key on top and seals all stored tokens and conversations with it.",
    discussion: """
      While a supervisor runs, its workers know the old keys only. Then the new key is added and nothing sealed yet:
      restart the supervisor and the web, then use 'keys reseal'. Where they read the file itself and not a copy that
      systemd made at their start (LoadCredential=), reloading them does as well. Owner and mode of the file stay as they
      are. Old keys stay in it; remove them when no backup needs them.
      """)

  @OptionGroup var config: ConfigurationOption

  func perform() async throws {
    try await config.withStore { store, deployment in
      let file = deployment.keysFile
      let ring = try refusing { () throws(VaultError) in
        let ring = try KeyRing.read(file: file).rotated()
        try ring.replace(file: file)
        return ring
      }
      Terminal.answer("Added a new key to \(file); it holds \(ring.keyIDs.count) keys now.\n")
      guard try await !StatusReport.read(from: store, at: Date()).hasLivingSupervisor else {
        Terminal.answer(
          """
          A supervisor runs with the old keys. Restart it (systemctl restart secretary-supervisor), and the web if there
          is one, then seal what is stored with the new key: secretary-supervisor keys reseal

          """)
        return
      }
      try await reseal(store, with: ring)
    }
  }
}
