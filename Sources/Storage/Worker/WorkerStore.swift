package import Secretary

package import struct FoundationEssentials.Date

/// What a worker may ask of the store: everything about the one user it serves, and nothing about anybody else.
///
/// Requests and answers are plain values, and what is secret in them is sealed before it is handed over, so the store may
/// be in another process (`StoreDoor`). Every write is one short transaction that first proves the lease: a worker whose user was taken
/// over by another supervisor gets `leaseLost` and has written nothing. Writes that a later check would make again are not
/// synced to the disk one by one; those the outside world is about to learn of are (`markPlacing`, `propose`, `saveTokens`),
/// and with them everything written before.
package protocol WorkerStore: Sendable {
  var account: any AccountRequests { get }
  var intake: any IntakeRequests { get }
  var ledger: any LedgerRequests { get }
  var drafts: any DraftRequests { get }
  var placement: any PlacementRequests { get }
  var delivery: any DeliveryRequests { get }
  var watch: any WatchRequests { get }
  var rewriting: any RewriteRequests { get }
  var correspondents: any CorrespondentRequests { get }
  var past: any PastMailRequests { get }
  var usage: any UsageRequests { get }
  var voice: any VoiceRequests { get }
  var memory: any MemoryRequests { get }
  var followUps: any FollowUpRequests { get }

  /// Before using a store that rested: it must still be one that this program understands.
  func wake() async throws(StorageError)
  /// Gives memory back until `wake`.
  func rest() async
  /// Lets go of it. Whatever is asked afterwards may fail.
  func close() async
}

/// `WorkerStore` over a connection of this process.
package struct LeasedStore: WorkerStore {
  private let store: Store
  let rows: LeasedRows

  /// - Parameter lease: without one it can only be read; every write is `leaseLost`.
  init(_ store: Store, user: UserID, lease: LeaseToken?) {
    self.store = store
    rows = LeasedRows(connection: store.connection.acting(for: user), user: user, lease: lease)
  }

  /// Opens a store that is there already and up to date, for one user's worker. `now` stamps what is written.
  package static func open(
    _ location: StoreLocation, of user: UserID, lease: LeaseToken?, now: @escaping @Sendable () -> Date = { Date() }
  ) async throws(StorageError) -> LeasedStore {
    LeasedStore(try await Store.open(location, migrating: false, now: now), user: user, lease: lease)
  }

  package var account: any AccountRequests { LeasedAccount(rows: rows) }
  package var intake: any IntakeRequests { LeasedIntake(rows: rows) }
  package var ledger: any LedgerRequests { LeasedLedger(rows: rows) }
  package var drafts: any DraftRequests { LeasedDrafts(rows: rows) }
  package var placement: any PlacementRequests { LeasedPlacement(rows: rows) }
  package var delivery: any DeliveryRequests { LeasedDelivery(rows: rows) }
  package var watch: any WatchRequests { LeasedWatch(rows: rows) }
  package var rewriting: any RewriteRequests { LeasedRewriting(rows: rows) }
  package var correspondents: any CorrespondentRequests { LeasedCorrespondents(rows: rows) }
  package var past: any PastMailRequests { LeasedPastMail(rows: rows) }
  package var usage: any UsageRequests { LeasedUsage(rows: rows) }
  package var voice: any VoiceRequests { LeasedVoice(rows: rows) }
  package var memory: any MemoryRequests { LeasedMemory(rows: rows) }
  package var followUps: any FollowUpRequests { LeasedFollowUps(rows: rows) }

  package func wake() async throws(StorageError) { try await store.wake() }
  package func rest() async { await store.rest() }
  package func close() async { await store.close() }
}
