import Secretary
import ArgumentParser
import Bootstrap
import Storage
import Vault

struct KeysReseal: Verb {
  static let configuration = CommandConfiguration(
    commandName: "reseal", abstract: "Seals all stored tokens with the newest master key.",
    discussion: "For after 'keys rotate' and a restart of the supervisor. Safe to repeat.")

  @OptionGroup var config: ConfigurationOption

  func perform() async throws {
    try await config.withStore { store, deployment in
      try await reseal(store, with: try deployment.masterKeys())
    }
  }
}

/// One user whose tokens do not open must not keep the others from the new key.
func reseal(_ store: Store, with ring: KeyRing) async throws {
  var sealed = 0
  var failed: [String] = []
  for user in try await store.users.list() {
    do {
      if try await store.credentials.reseal(user.id, with: ring.keys(forUser: user.id.rawValue)) { sealed += 1 }
    } catch StorageError.secret(let reason) {
      failed.append("\(user.address): \(reason)")
    }
  }
  answer("Sealed the tokens of \(sealed) users with the newest key.\n")
  guard failed.isEmpty else {
    throw Refusal("some tokens could not be opened and stay as they are:\n" + failed.joined(separator: "\n"))
  }
}
