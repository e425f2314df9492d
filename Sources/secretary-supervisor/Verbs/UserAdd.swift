import ArgumentParser
import Bootstrap
import Commands
import Secretary
import Storage

struct UserAdd: Verb {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "Adds a user. Prints the new id.")

  @OptionGroup var config: ConfigurationOption
  @Option(help: "An id of your own choice, instead of a new UUID.") var id: String?
  @Argument(help: "The user's email address.") var address: String

  func perform() async throws {
    try await config.withStore { store, _ in
      Terminal.answer("\(try await store.users.add(address, id: id.map { UserID($0) }))\n")
    }
  }
}
