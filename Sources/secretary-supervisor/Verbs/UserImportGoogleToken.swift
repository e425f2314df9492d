import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Secretary
import Storage
import Supervisor
import Vault

struct UserImportGoogleToken: Verb {
  static let configuration = CommandConfiguration(
    commandName: "import-google-token",
    abstract: "Connects a mailbox with the credentials.json and token.json of Google's Python samples.",
    discussion: """
      Tokens are sealed and stored; the files are left as they are and may be deleted afterwards. A user who is not there
      yet is added when given by address. When the client secret's file does not exist, it is written from credentials.json.
      """)

  @OptionGroup var config: ConfigurationOption
  @Option(help: "The OAuth client file from the Google Cloud console.") var credentials: String
  @Option(help: "The token file the sample wrote after signing in.") var token: String
  @Argument(help: "The user's id or address.") var user: String

  func perform() async throws {
    try await config.withStore { store, deployment in
      let taken = try GoogleTokenImport(
        credentials: try contents(of: credentials), token: try contents(of: token),
        clientID: deployment.configuration.google.clientID)
      let ring = try deployment.masterKeys()
      try keep(taken, in: deployment)
      if try await store.users.find(user) == nil, user.contains("@") { try await store.users.add(user) }
      let user = try await store.user(user)
      let keys = try refusing { () throws(VaultError) in try ring.keys(forUser: user.id.rawValue) }
      try await store.credentials.connect(
        user.id, address: user.address, tokens: taken.tokens, sealedWith: keys, scopes: taken.scopes,
        by: AuditEntry.anOperator)
      Terminal.answer("Connected the Gmail account of \(user.address).\n")
    }
  }

  private func contents(of file: String) throws -> Data {
    do { return try Data(contentsOf: URL(filePath: file)) } catch {
      throw CommandError("The file \(file) cannot be read. Give the path of the file the sample left behind.")
    }
  }

  /// The same secret must be configured, or renewing the tokens would fail.
  private func keep(_ taken: GoogleTokenImport, in deployment: Deployment) throws {
    let file = deployment.googleClientSecretFile
    guard FileManager.default.fileExists(atPath: file) else {
      let isWritten = FileManager.default.createFile(
        atPath: file, contents: Data(taken.clientSecret.reveal().utf8), attributes: [.posixPermissions: 0o600])
      guard isWritten else {
        throw CommandError("The client secret cannot be written to \(file). Create that file with the secret in it.")
      }
      Terminal.answer("Wrote the client secret to \(file).\n")
      return
    }
    guard try deployment.googleClientSecret() == taken.clientSecret else {
      throw CommandError(
        "The client secret in \(file) is not the one in the credentials file, so the token could not be renewed. Put the right one there, or delete the file and import again."
      )
    }
  }
}
