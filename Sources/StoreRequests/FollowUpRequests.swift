package import Secretary

package import struct FoundationEssentials.Date

/// Questions of the user's own that wait for an answer.
package protocol FollowUpRequests: Sendable {
  /// Takes note of one, once however often it is asked for.
  func note(_ followUp: FollowUp) async throws(StorageError)

  /// Those whose time has come, the longest due first.
  func due(at moment: Date, limit: Int) async throws(StorageError) -> [FollowUp]

  /// Notes that the reminder is begun to be written: it is due again then, should nobody live to say how that ended.
  func begin(_ message: MessageID, retryAt: Date) async throws(StorageError)

  /// It waits until then, and the attempt does not count.
  func postpone(_ message: MessageID, until moment: Date) async throws(StorageError)

  /// Subjects of mail that people wrote in other conversations after a message, as the ledger holds them; the newest first.
  func subjects(after asked: MessageReference, from people: [EmailAddress]) async throws(StorageError) -> [String]

  /// Reminders that wait for the person, or to be sent, and of whose conversation nothing was told since they were written.
  func reminders() async throws(StorageError) -> [EmailDraft]

  /// It waits for nothing any more.
  func forget(_ message: MessageID) async throws(StorageError)
}
