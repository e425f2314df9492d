import Gmail
import Logging
import Secretary
import Storage
import StoreRequests
import Vault

/// Takes the mailbox away from the secretary: off, the permission given back to Google, the tokens forgotten.
struct Disconnection: Sendable {
  enum Result: Sendable, Equatable {
    case complete
    /// All is forgotten here, but Google could not be told.
    case withoutGoogle
  }

  let services: WebServices
  let logger: Logger

  func perform(_ user: UserID) async throws -> Result {
    guard let credential = try await services.store.credentials.credential(of: user) else { return .complete }
    // Off first: connecting again later must not start work by itself.
    try await services.store.settings.setEnabled(false, for: user)
    let wasTold = await revoke(credential, of: user)
    try await services.store.credentials.wipe(
      user, because: "You disconnected it.", detail: wasTold ? "" : "Google could not be told")
    return wasTold ? .complete : .withoutGoogle
  }

  /// Whether Google knows. Tokens that cannot be opened cannot be given back either.
  private func revoke(_ credential: MailboxCredential, of user: UserID) async -> Bool {
    guard credential.hasRefreshToken else { return true }
    do {
      let tokens = try credential.open(with: try services.keys.keys(forUser: user.rawValue))
      try await services.google.revoke(tokens.refresh)
      return true
    } catch {
      logger.warning("Google was not told about a disconnection.", metadata: ["error": "\(type(of: error))"])
      return false
    }
  }
}
