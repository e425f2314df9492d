package import StoreRequests

/// `WorkerStore` over a connection to the process that serves it.
package struct DistantStore: WorkerStore {
  let line: StoreLine

  package init(_ line: StoreLine) { self.line = line }

  package var account: any AccountRequests { DistantAccount(line: line) }
  package var intake: any IntakeRequests { DistantIntake(line: line) }
  package var ledger: any LedgerRequests { DistantLedger(line: line) }
  package var drafts: any DraftRequests { DistantDrafts(line: line) }
  package var placement: any PlacementRequests { DistantPlacement(line: line) }
  package var delivery: any DeliveryRequests { DistantDelivery(line: line) }
  package var watch: any WatchRequests { DistantWatch(line: line) }
  package var rewriting: any RewriteRequests { DistantRewriting(line: line) }
  package var correspondents: any CorrespondentRequests { DistantCorrespondents(line: line) }
  package var past: any PastMailRequests { DistantPastMail(line: line) }
  package var usage: any UsageRequests { DistantUsage(line: line) }
  package var voice: any VoiceRequests { DistantVoice(line: line) }
  package var memory: any MemoryRequests { DistantMemory(line: line) }
  package var followUps: any FollowUpRequests { DistantFollowUps(line: line) }

  package func wake() async throws(StorageError) { try await line.ask(.wake) }
  /// The memory is the other process's.
  package func rest() async {}
  /// The connection stays for the next one: it may be that no other can be made.
  package func close() async {}
}
