import StoreRequests

/// Everything a worker may ask, as one value: `WorkerStore`, verb by verb. Whom it is about is said nowhere: a connection belongs to one
/// user.
enum StoreVerb: Sendable, Codable {
  case wake
  case account(AccountVerb)
  case intake(IntakeVerb)
  case ledger(LedgerVerb)
  case drafts(DraftVerb)
  case placement(PlacementVerb)
  case delivery(DeliveryVerb)
  case watch(WatchVerb)
  case rewriting(RewriteVerb)
  case correspondents(CorrespondentVerb)
  case past(PastMailVerb)
  case usage(UsageVerb)
  case voice(VoiceVerb)
  case memory(MemoryVerb)
  case followUps(FollowUpVerb)

  func asked(of store: any WorkerStore) async throws(StorageError) -> Answer {
    switch self {
    case .wake: Answer(try await store.wake())
    case .account(let verb): try await verb.asked(of: store.account)
    case .intake(let verb): try await verb.asked(of: store.intake)
    case .ledger(let verb): try await verb.asked(of: store.ledger)
    case .drafts(let verb): try await verb.asked(of: store.drafts)
    case .placement(let verb): try await verb.asked(of: store.placement)
    case .delivery(let verb): try await verb.asked(of: store.delivery)
    case .watch(let verb): try await verb.asked(of: store.watch)
    case .rewriting(let verb): try await verb.asked(of: store.rewriting)
    case .correspondents(let verb): try await verb.asked(of: store.correspondents)
    case .past(let verb): try await verb.asked(of: store.past)
    case .usage(let verb): try await verb.asked(of: store.usage)
    case .voice(let verb): try await verb.asked(of: store.voice)
    case .memory(let verb): try await verb.asked(of: store.memory)
    case .followUps(let verb): try await verb.asked(of: store.followUps)
    }
  }
}
