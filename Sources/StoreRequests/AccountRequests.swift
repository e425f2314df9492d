package import Secretary

package import struct FoundationEssentials.Date

/// The user's account and how the worker fares with it.
package protocol AccountRequests: Sendable {
  /// The rows that say whether and how the user is served. `unknownUser` when there is no such user.
  func rows() async throws(StorageError) -> AccountRows

  /// Saves renewed tokens in the place of those of a connection (`MailboxCredential.version`). False, and nothing written, when
  /// the account was connected anew or disconnected meanwhile: tokens of an earlier consent must not replace those of a
  /// later one.
  @discardableResult
  func saveTokens(_ tokens: SealedTokens, ofConnection version: Int) async throws(StorageError) -> Bool

  /// Marks the account as not connected because access to that connection was withdrawn. False, and nothing written, when the
  /// account was connected anew meanwhile.
  @discardableResult
  func disconnect(connection version: Int, because reason: String) async throws(StorageError) -> Bool

  /// Answers a request for a check made at or before `moment`; a later one stands.
  func clearCheckRequest(upTo moment: Date) async throws(StorageError)

  /// Tells how a check went. Counts are added to those so far.
  func report(_ check: WorkerCheckReport) async throws(StorageError)

  /// Says in the status that the check which began then takes unusually long; its report takes that back, and when it has
  /// been reported already nothing is said.
  func reportLongCheck(since begun: Date) async throws(StorageError)

  /// Says in the status why no check can be made; the next check replaces it.
  func reportProblem(_ words: String) async throws(StorageError)
}

/// What `users`, `gmail_credentials` and `agent_settings` say about one user.
package struct AccountRows: Sendable, Equatable, Codable {
  /// Nil when the account never was connected. The tokens in it are sealed.
  package var credential: MailboxCredential?
  /// Nil when the user has none.
  package var settings: AgentSettings?

  package init(credential: MailboxCredential?, settings: AgentSettings?) {
    self.credential = credential
    self.settings = settings
  }
}
