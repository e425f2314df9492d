package import Drafting
package import FoundationEssentials
package import HTTPTransport
package import Secretary
package import StoreRequests
package import Vault

/// Everything one worker is told, as plain values. The program makes it from the configuration file and the ticket.
package struct WorkerConfiguration: Sendable {
  /// Makes the writer of drafts with the worker's own means.
  package typealias Writer = @Sendable (ModelAccess) -> any DraftWriter
  /// Makes what judges mail whose score leaves it open; nil for nothing.
  package typealias Judging = @Sendable (ModelAccess) -> MailJudge?
  /// Opens the user's mailbox at its service.
  package typealias MailboxOpening = @Sendable (MailboxAccess) -> any Mailbox

  /// Opens what a user's worker may ask of the store: under a lease, or only to look. The clock stamps what is written.
  package typealias StoreOpening =
    @Sendable (UserID, LeaseToken?, _ now: @escaping @Sendable () -> Date) async throws -> any WorkerStore

  package var user: UserID
  package var openStore: StoreOpening
  /// For a process that is about to become another program: the descriptor of a connection to the store that goes with it, if one does.
  package var carryStore: @Sendable () async -> Int32? = { nil }
  /// The keys of this user alone.
  package var keys: UserKeys
  package var mailbox: MailboxOpening
  package var judge: Judging
  package var writer: Writer
  /// What the user's mail may take of models in a day of theirs.
  package var budget: ModelBudget
  /// Why no model is ever asked, although there is one, as a sentence; nil when it can be.
  package var shortfall: String?
  /// Seconds between two checks, before jitter.
  package var interval: Double
  package var limits: DraftLimits
  /// Whether card numbers, passwords and keys in mail stay here, whatever a draft is written with.
  package var redactsSecrets: Bool
  /// The name of the label that asks for a draft; empty for none.
  package var requestLabel: String
  /// Where the first check of a mailbox begins; nil means now. A mailbox that is being watched already goes on from
  /// where it is.
  package var since: Date?

  package init(
    user: UserID, store openStore: @escaping StoreOpening, keys: UserKeys, mailbox: @escaping MailboxOpening,
    judge: @escaping Judging = { _ in nil }, writer: @escaping Writer = { _ in HoldingReply() },
    budget: ModelBudget = ModelBudget(), interval: Double = 300, limits: DraftLimits = DraftLimits(),
    redactsSecrets: Bool = true, requestLabel: String = "Secretary/Draft", since: Date? = nil
  ) {
    self.user = user
    self.openStore = openStore
    self.keys = keys
    self.mailbox = mailbox
    self.judge = judge
    self.writer = writer
    self.budget = budget
    self.interval = interval
    self.limits = limits
    self.redactsSecrets = redactsSecrets
    self.requestLabel = requestLabel
    self.since = since
  }
}

/// What a mailbox is opened with: one consent of the user's, and the worker's own means.
package struct MailboxAccess: Sendable {
  package var tokens: TokenSet
  package var transport: HTTPTransport
  package var clock: any Clock<Duration>
  package var now: @Sendable () -> Date
  /// What was spent on it before a sleep.
  package var recentUnits: [QuotaUse]
  /// Keeps renewed tokens.
  package var save: @Sendable (TokenSet) async throws -> Void
}
