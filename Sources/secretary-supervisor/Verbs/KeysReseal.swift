import ArgumentParser
import Bootstrap
import Commands
import FleetStatus
import Foundation
import Secretary
import Storage
import StoreRequests
import Vault

struct KeysReseal: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reseal", abstract: "Seals all stored tokens, conversations and facts with the newest master key.",
    discussion: """
      For after 'keys rotate' and a restart of supervisor and web. Refused while a supervisor runs that started before the key
      file was changed: its workers would no longer open their tokens. Safe to repeat.
      """)

  @OptionGroup var config: ConfigurationOption
  @Flag(help: "The running supervisor and the web have been reloaded since the key file was changed.") var reloaded =
    false

  func perform() async throws {
    try await config.withStore { store, deployment in
      if !reloaded { try await refuse(whileOlderThan: deployment.keysFile, in: store) }
      try await reseal(store, with: try deployment.masterKeys())
    }
  }

  private func refuse(whileOlderThan file: String, in store: Store) async throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: file)
    guard let changed = attributes[.modificationDate] as? Date else { return }
    let report = try await StatusReport.read(from: store, at: Date())
    guard let old = report.supervisors.first(where: { $0.isAlive && $0.row.startedAt < changed }) else { return }
    throw CommandError(
      """
      the supervisor on \(old.row.host) (pid \(old.row.pid)) started before the key file was changed, and its workers do not have the \
      newest key. Restart it (systemctl restart secretary-supervisor), and the web, then try again. Where it reads the file itself and \
      was reloaded since, add --reloaded.
      """)
  }
}

/// One user whose tokens do not open must not keep the others from the new key. Conversations are many, so how far they
/// have come is told on the way.
func reseal(_ store: Store, with ring: KeyRing) async throws {
  var (tokens, conversations, facts, told) = (0, 0, 0, 0)
  var failed: [String] = []
  for user in try await store.users.list() {
    do {
      let keys = try ring.keys(forUser: user.id.rawValue)
      do {
        if try await store.credentials.reseal(user.id, with: keys) { tokens += 1 }
      } catch StorageError.secret(let reason) {
        failed.append("\(user.address): \(reason)")
      }
      let before = conversations
      let outcome = try await store.drafts.resealConversations(of: user.id, with: keys) { sealed in
        guard before + sealed >= told + 1_000 else { return }
        told = before + sealed
        Terminal.say("Sealed \(told) conversations so far.")
      }
      conversations += outcome.sealed
      let kept = try await store.memory.reseal(of: user.id, with: keys)
      facts += kept.sealed
      if kept.unopened > 0 {
        failed.append("\(user.address): \(kept.unopened) of the remembered facts cannot be opened.")
      }
      if let reason = outcome.reason {
        failed.append("\(user.address): \(outcome.unopened) of the conversations cannot be opened. \(reason)")
      }
    } catch let reason as VaultError {
      failed.append("\(user.address): \(reason)")
    }
  }
  Terminal.answer(
    "Sealed the tokens of \(tokens.counted("user")), \(conversations.counted("conversation")) and \(facts.counted("fact")) with the newest key.\n"
  )
  guard failed.isEmpty else {
    throw CommandError("some secrets could not be opened and stay as they are:\n" + failed.joined(separator: "\n"))
  }
}
