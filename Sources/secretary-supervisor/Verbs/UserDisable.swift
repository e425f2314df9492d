import ArgumentParser
import Bootstrap
import Commands
import Storage

struct UserDisable: Verb {
  static let configuration = CommandConfiguration(
    commandName: "disable", abstract: "Switches the secretary off for a user. Drafts and settings stay.")

  @OptionGroup var config: ConfigurationOption
  @Argument(help: "The user's id or address.") var user: String

  func perform() async throws {
    try await config.withStore { store, _ in
      let user = try await store.user(user)
      try await store.settings.setEnabled(false, for: user.id, by: AuditEntry.anOperator)
      Terminal.answer("The secretary is off for \(user.address).\n")
    }
  }
}
