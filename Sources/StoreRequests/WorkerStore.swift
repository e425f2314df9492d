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
