package import Secretary

package import struct FoundationEssentials.Date

/// What becomes of each message.
package protocol LedgerRequests: Sendable {
  /// What became of one message; nil when it was never seen.
  func entry(for message: MessageID) async throws(StorageError) -> LedgerEntry?

  /// Messages whose subject holds these words in any case, newest first, among the newest 5,000 that the ledger describes.
  func messages(about subject: String) async throws(StorageError) -> [MessageID]

  /// Messages to work on at `moment`: seen, left in the middle of drafting, or failed; of the last two those that are
  /// due again.
  ///
  /// What never failed comes first, oldest first. What failed comes after it, newest first: however much has collected that
  /// fails again and again, it stands before nothing else.
  func due(at moment: Date, limit: Int) async throws(StorageError) -> [LedgerEntry]

  /// When the next message that waits is due again; nil when none waits.
  func nextRetry() async throws(StorageError) -> Date?

  /// Notes what a person needs to recognise a message by, whatever becomes of it. What it shows of the user's addresses is
  /// counted with it, once.
  func describe(_ message: MessageDescription) async throws(StorageError)

  /// Notes that an attempt begins, the `attempts`th, before it does. Should the worker die of it, the row says so: `problem`
  /// is what then stands in the way. It stays due, marked as begun, for whoever comes after to decide how long it waits.
  func begin(_ message: MessageID, attempts: Int, problem: String, at moment: Date) async throws(StorageError)

  /// The messages that are begun: the one in hand.
  func begun() async throws(StorageError) -> [LedgerEntry]

  /// Messages that carry the label which asks for a draft although what was asked is decided: it is to be taken off.
  func answeredRequests() async throws(StorageError) -> [MessageID]

  /// The label is off.
  func closeRequest(_ message: MessageID) async throws(StorageError)

  /// Writes what became of a message that is still open; one that is set aside or drafted is `alreadyDecided`.
  ///
  /// A message that is `drafting` deserves a draft which is yet to be asked for: its attempt goes on, stays counted and begun,
  /// and so does the wait that an earlier one set. Intake writes `seen`, and `propose` writes `drafted`; here they are
  /// nothing.
  func mark(_ message: MessageID, _ state: MessageState) async throws(StorageError)
}

/// What a person recognises a message by.
package struct MessageDescription: Sendable, Equatable, Codable {
  package var messageID: MessageID
  /// `Name <address>`.
  package var sender: String
  package var subject: String
  package var receivedAt: Date
  /// Whom an answer would go to, as `EmailAddress.canonical` spells them; nil when that is nobody.
  package var correspondent: String?
  package var sighting: AddressSighting?

  package init(
    _ messageID: MessageID, sender: String, correspondent: EmailAddress? = nil, subject: String, receivedAt: Date,
    showing sighting: AddressSighting? = nil
  ) {
    self.messageID = messageID
    self.sender = sender
    self.correspondent = correspondent?.canonical
    self.subject = subject
    self.receivedAt = receivedAt
    self.sighting = sighting
  }
}
