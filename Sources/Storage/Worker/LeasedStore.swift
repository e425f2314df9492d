package import Secretary
package import StoreRequests

package import struct FoundationEssentials.Date

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
