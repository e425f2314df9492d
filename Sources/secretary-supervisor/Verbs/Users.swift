import ArgumentParser
import Commands
import Secretary
import Storage

struct Users: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user", abstract: "Adds users, connects their mailboxes, switches the secretary on and off.",
    subcommands: [UserAdd.self, UserList.self, UserEnable.self, UserDisable.self, UserImportGoogleToken.self])
}

extension Store {
  /// The user of this id or address, or a sentence that says what to do.
  func user(_ name: String) async throws -> User {
    guard let user = try await users.find(name) else {
      throw CommandError(
        "There is no user '\(name)'. See who there is with 'user list', or add one with 'user add ADDRESS'.")
    }
    return user
  }
}
