import FoundationEssentials
import Secretary
import StoreRequests
import Vault

/// What the steps of one check share: the mailbox and the store, whose mail it is, what was done so far, and how often the
/// mailbox failed in a row. It belongs to the one task that runs the check.
final class CheckContext {
  /// So many failures of the mailbox in a row may be its own, and not those of the messages and drafts it was asked about.
  static let patience = 3

  let session: MailboxSession
  let settings: AgentSettings
  let store: any WorkerStore
  /// Seal what is kept of mail.
  let keys: UserKeys
  let redactsSecrets: Bool
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date
  /// Called after every step, so that a watchdog can tell work from hanging.
  let madeProgress: @Sendable () -> Void

  var counts = CheckCounts()
  private var failuresInARow = 0

  init(
    session: MailboxSession, settings: AgentSettings, store: any WorkerStore, keys: UserKeys,
    redactsSecrets: Bool, clock: any Clock<Duration>,
    now: @escaping @Sendable () -> Date, madeProgress: @escaping @Sendable () -> Void
  ) {
    self.session = session
    self.settings = settings
    self.store = store
    self.keys = keys
    self.redactsSecrets = redactsSecrets
    self.clock = clock
    self.now = now
    self.madeProgress = madeProgress
  }

  var mailbox: any Mailbox { session.mailbox }
  var lookup: DraftLookup { DraftLookup(mailbox: session.mailbox) }

  func owner() async throws -> MailboxOwner { try await session.mailboxOwner(with: settings.otherAddresses) }

  /// Nil while the mailbox has no label that asks for a draft, and none can be made.
  func requestLabel() async throws -> RequestLabelID? { try await session.requestLabel() }

  func composer(owner: MailboxOwner) -> PromptComposer {
    PromptComposer(settings, owner: owner, at: now(), redactsSecrets: redactsSecrets)
  }

  /// What the user had remembered, as it is now.
  func facts() async throws -> [RememberedFact] { try await store.memory.facts().open(with: keys) }

  /// What the facts of a draft may come from.
  func sources(_ conversation: Conversation, _ facts: [RememberedFact], owner: MailboxOwner) -> DraftSources {
    let zone = settings.timeZone
    return DraftSources(
      conversation, settings: settings, facts: facts, addresses: [owner.primary] + owner.sendAs + owner.others
    ) { try? LocalWallClock.moment(at: $0, in: zone) }
  }

  func mailboxAnswered() { failuresInARow = 0 }

  /// The mailbox failed once more. After several failures in a row it is asked something that concerns no message and no
  /// draft. If that goes well the trouble is theirs, and they come again each in its time; else this throws what ends the check.
  func mailboxFailed() async throws {
    failuresInARow += 1
    guard failuresInARow >= Self.patience else { return }
    do {
      _ = try await mailbox.profile()
    } catch {
      guard case .mailbox(let words) = CheckFailure(error) else { throw error }
      throw CheckFailure.check(words)
    }
    failuresInARow = 0
  }
}

/// One task about one draft.
extension CheckContext {
  /// Seconds that a draft whose task the worker died of more than once lets the others go first.
  private static let retryAfterDeath: Double = 300

  /// Notes that a task begins, for whoever comes after a worker that did not live to end it.
  func begin(_ draft: DraftID) async throws {
    if Task.isCancelled { throw CancellationError() }
    madeProgress()
    try await store.drafts.beginAttempt(draft, retryAt: now().addingTimeInterval(Self.retryAfterDeath))
  }

  /// The mailbox failed over this draft, which comes again in a while.
  func mailboxFailed(over draft: DraftID) async throws {
    try await store.drafts.postpone(draft, until: now().addingTimeInterval(30))
    try await mailboxFailed()
  }

  /// Waits until a request that was begun at `start` has come to rest in the mailbox, answered or not.
  func waitUntilAtRest(since start: Date) async throws {
    let seconds = SendSettlement.wait(since: start, now: now())
    if seconds > 0 { try await clock.sleep(for: .milliseconds(Int64(seconds * 1_000) + 1)) }
  }
}
