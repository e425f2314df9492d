import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Secretary
import Storage
import Supervisor

struct UserList: Verb {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists all users: whether the secretary is on and the account connected.")

  @OptionGroup var config: ConfigurationOption
  @Flag(help: "Print JSON.") var json = false

  func perform() async throws {
    try await config.withStore { store, _ in
      var accounts: [AccountSummary] = []
      for user in try await store.users.list() {
        accounts.append(try await AccountSummary.read(user, from: store))
      }
      Terminal.answer(json ? try AccountSummary.json(accounts) : AccountSummary.table(accounts))
    }
  }
}
