package import Secretary

package import struct FoundationEssentials.Date

/// What happens in the mailbox to drafts of ours and to the conversations they belong to.
package protocol WatchRequests: Sendable {
  /// Drafts around which something happened in the mailbox, and that are due.
  func due(at moment: Date) async throws(StorageError) -> [DraftRecord]

  /// Writes down what was found in the mailbox of the draft as it was read before. False when the row was decided otherwise
  /// meanwhile, and stays as it is. A draft that is not closed by it is still to be looked at.
  @discardableResult
  func note(_ change: DraftChange, on draft: DraftID, version: Int) async throws(StorageError) -> Bool

  /// Writes down how the draft's conversation stands, and keeps it as it is now beside the draft, so that the person
  /// decides about what they see. The draft was looked at then.
  ///
  /// - Parameter conversation: nil when there is none any more, and what was kept stays.
  func note(
    _ state: ThreadState, of draft: DraftID, newest: MessageID?, showing conversation: SealedConversation?
  ) async throws(StorageError)

  /// Gives up looking, because the mailbox will not show it.
  func forget(_ id: DraftID) async throws(StorageError)
}
