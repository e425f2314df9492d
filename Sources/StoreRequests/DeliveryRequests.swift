package import Secretary

package import struct FoundationEssentials.Date

/// The way of an approved draft: `approved → sending → sent`. At most one of a user's drafts is `sending`.
///
/// `sending` is written, and synced, before the mailbox is asked, so whoever finds a row there knows that the mail may be out.
package protocol DeliveryRequests: Sendable {
  /// Drafts whose sending was begun and whose end is not known; in fact one at most.
  func sending() async throws(StorageError) -> [DraftRecord]

  /// Approved drafts whose undo time is over and whose turn it is, longest approved first.
  func due(at moment: Date) async throws(StorageError) -> [DraftID]

  /// The draft as it is now, nil unless it is still approved.
  func approved(_ id: DraftID) async throws(StorageError) -> DraftRecord?

  /// To be called before the mailbox is asked to send this version. The mark survives a power cut.
  ///
  /// False when it must not be sent: it was taken back or changed meanwhile, its undo time is not over, another draft is
  /// being sent, or the secretary was switched off.
  func markSending(_ id: DraftID, version: Int, at moment: Date) async throws(StorageError) -> Bool

  /// Notes that it is in Sent, after it was found `sending`.
  func markSent(_ id: DraftID, as message: MessageID) async throws(StorageError)

  /// Notes that the user sent it, with words that say how. False when it was dismissed: that stands.
  @discardableResult
  func markSentByUser(_ id: DraftID, as message: MessageID, notice: String?) async throws(StorageError) -> Bool

  /// The mailbox has not sent it; it is tried again at `retryAt`. When that is in doubt the time of the request stays in the row:
  /// the request may still come through.
  func markNotSent(_ id: DraftID, retryAt: Date?, isInDoubt: Bool) async throws(StorageError)

  /// The mailbox sends nothing more of this user's until then: every approved draft waits.
  func postponeAll(until moment: Date, notice: String?) async throws(StorageError)

  /// Asks the person again, with a notice that says why: nothing was sent.
  func handBack(_ id: DraftID, notice: String) async throws(StorageError)

  /// Nobody can tell whether it was sent; the notice says where to look. The draft is no longer in the mailbox: should the person
  /// find that nothing was sent, and approve it again, it is placed anew.
  func markUndecided(_ id: DraftID, notice: String) async throws(StorageError)
}

extension DeliveryRequests {
  package func markNotSent(_ id: DraftID, retryAt: Date?) async throws(StorageError) {
    try await markNotSent(id, retryAt: retryAt, isInDoubt: false)
  }
}
