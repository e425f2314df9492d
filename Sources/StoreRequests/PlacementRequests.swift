package import Secretary

package import struct FoundationEssentials.Date

/// A draft's way into the mailbox, and out of it when it is not wanted any more.
package protocol PlacementRequests: Sendable {
  /// Proposed drafts that wait for their place in the mailbox and are due, oldest first. At `placing` it was begun and its end is
  /// unknown: look for the draft in the thread before creating it.
  func due(at moment: Date) async throws(StorageError) -> [DraftRecord]

  /// To be called before the mailbox is: afterwards a crash leaves a mark that the draft may be in the mailbox. The mark survives
  /// a power cut.
  ///
  /// A draft that is approved is placed in order to be sent, whatever the user's mode, and although that failed before.
  /// False when it must not be placed any more: it was decided otherwise meanwhile, or the secretary switched off.
  func markPlacing(_ id: DraftID) async throws(StorageError) -> Bool

  /// Notes where the draft is in the mailbox. Losing this in a power cut is harmless: the mark of `markPlacing` remains.
  func markPlaced(_ id: DraftID, at place: MailboxPlacement) async throws(StorageError)

  /// Gives up placing a draft for good, for instance because its thread is gone. The draft itself stays for review.
  func abandon(_ id: DraftID, because problem: String) async throws(StorageError)

  /// Dismissed and retired drafts that are, or may be, in the mailbox, and are due.
  func toRemove(at moment: Date) async throws(StorageError) -> [DraftRecord]

  func markRemoved(_ id: DraftID) async throws(StorageError)

  /// It stays in the mailbox, and the notice says why.
  func markKept(_ id: DraftID, notice: String) async throws(StorageError)
}
