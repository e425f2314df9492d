import ArgumentParser
import Bootstrap
import Commands
import Secretary
import Storage
import StoreRequests

struct UserEnable: Verb {
  static let configuration = CommandConfiguration(
    commandName: "enable", abstract: "Switches the secretary on for a user whose account is connected.",
    discussion: "A running supervisor starts the user's worker within seconds.")

  @OptionGroup var config: ConfigurationOption
  @Option(help: "Where drafts go: 'review' (rows only) or 'gmail' (also into the Gmail thread).")
  var draftMode: DraftMode?
  @Argument(help: "The user's id or address.") var user: String

  func perform() async throws {
    try await config.withStore { store, _ in
      let user = try await store.user(user)
      do {
        if let draftMode {
          var settings = try await store.settings.settings(of: user.id) ?? AgentSettings(userID: user.id)
          settings.draftMode = draftMode
          try await store.settings.save(settings, by: AuditEntry.anOperator)
        }
        try await store.settings.setEnabled(true, for: user.id, by: AuditEntry.anOperator)
      } catch StorageError.notConnected {
        throw CommandError(
          "The Gmail account of \(user.address) is not connected. Connect it first, or import its token: user import-google-token \(user.address) --credentials credentials.json --token token.json"
        )
      }
      Terminal.answer("The secretary is on for \(user.address).\n")
    }
  }
}

extension DraftMode: ExpressibleByArgument {}
