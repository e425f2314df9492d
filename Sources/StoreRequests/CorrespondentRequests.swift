package import Secretary

/// Whom the user answers, learned message by message.
package protocol CorrespondentRequests: Sendable {
  /// What is known of the mail with one address; nil for somebody new.
  func correspondent(_ address: EmailAddress) async throws(StorageError) -> Correspondent?

  /// What the user wants for all mail of an address; nil when they have said nothing.
  func choice(for address: EmailAddress) async throws(StorageError) -> SenderChoice?

  /// Counts what a message teaches, once however often it is asked for; nil when it teaches nothing. A message that is in no
  /// ledger teaches nothing either.
  ///
  /// - Parameter score: what the judge made of it, which the ledger keeps; nil when it was not asked.
  func learn(_ lesson: Lesson?, from message: MessageID, score: Double?) async throws(StorageError)

  /// Mail of the user's own that has not been counted yet, oldest first.
  func unlearned(limit: Int) async throws(StorageError) -> [MessageID]
}
