import Drafting
import EmptyStore
import FoundationEssentials
import Gmail
import GmailSimulator
import HTTPTransport
import Logging
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing
import Vault

@testable import Worker

/// What worker tests stand on: Ada's mailbox in a simulator of its own, a store in a folder that goes away afterwards, and workers to
/// serve her. Real parts all of them; only time is ours.
struct WorkerFixture {
  static let ada = UserID("ada")
  static let address = "ada@example.com"

  let google: SimulatedGoogle
  let base: String
  let store: Store
  let location: StoreLocation
  let ring: KeyRing
  let lease: LeaseToken
  let time: TestTime

  /// What Ada approves is sent at once unless `undoSeconds` says otherwise.
  static func with(
    mode: DraftMode = .review, undoSeconds: Int = 0, _ body: @Sendable (WorkerFixture) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("worker-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let time = TestTime()
    var configuration = SimulatorConfiguration()
    configuration.now = { time.now }
    let location = try StoreLocation("sqlite:\(folder.path)/secretary.db")
    try await SimulatorServer(configuration: configuration).serving { google, base in
      let store = try await EmptyStore.open(location, now: { time.now })
      let ring = try KeyRing.generated()
      try await store.users.add(address, id: ada)
      let holder = LeaseHolder(id: "test", program: "test", host: "here", pid: 1)
      let leases = try await store.leases.acquire([ada], holder: holder, until: .distantFuture)
      let fixture = WorkerFixture(
        google: google, base: base, store: store, location: location, ring: ring,
        lease: try #require(leases.granted[ada]),
        time: time)
      await google.addUser(address, name: "Ada Lovelace", aliases: ["countess@engine.example"])
      try await fixture.connect()
      try await store.settings.save(
        AgentSettings(
          userID: ada, activeAgents: [AgentSettings.emailSecretary], draftMode: mode, undoSeconds: undoSeconds))
      try await body(fixture)
      await store.close()
    }
  }

  /// Ada gives consent, for the first time or again.
  func connect() async throws {
    let credentials = try await google.credentials(of: Self.address)
    try await store.credentials.connect(
      Self.ada, address: Self.address,
      tokens: MailboxTokens(
        access: Secret(credentials.accessToken), refresh: Secret(credentials.refreshToken),
        expiry: time.now.addingTimeInterval(3_599)),
      sealedWith: try ring.keys(forUser: Self.ada.rawValue), scopes: credentials.scopes)
  }

  func configuration(_ writer: @escaping WorkerConfiguration.Writer = { _ in HoldingReply() }) throws
    -> WorkerConfiguration
  {
    let google = SimulatorConfiguration()
    let gmail = GmailService(
      client: OAuthClient(id: google.clientID, secret: Secret(google.clientSecret)),
      endpoints: GoogleEndpoints(api: base, token: base + "/token", revoke: base + "/revoke"), policy: .quick)
    return WorkerConfiguration(
      user: Self.ada, store: { [location] in try await LeasedStore.open(location, of: $0, lease: $1, now: $2) },
      keys: try ring.keys(forUser: Self.ada.rawValue),
      mailbox: {
        gmail.mailbox(
          of: $0.tokens, over: $0.transport, clock: $0.clock, now: $0.now, recent: $0.recentUnits, save: $0.save)
      },
      writer: writer)
  }

  /// A new process, as after a kill: nothing is remembered but what is in the store.
  func worker(
    lease: LeaseToken? = nil, since: Date? = nil, draftLimits: DraftLimits = DraftLimits(),
    limits: CheckLimits = .unwatched, abandon: @escaping @Sendable (WorkerEnd) -> Void = { _ in },
    judge: @escaping WorkerConfiguration.Judging = { _ in nil },
    writer: @escaping WorkerConfiguration.Writer = { _ in HoldingReply() }
  ) throws -> MailboxWorker {
    var configuration = try configuration(writer)
    configuration.judge = judge
    configuration.since = since
    configuration.limits = draftLimits
    return worker(configuration, lease: lease, limits: limits, abandon: abandon)
  }

  func worker(
    _ configuration: WorkerConfiguration, lease: LeaseToken? = nil, limits: CheckLimits = .unwatched,
    abandon: @escaping @Sendable (WorkerEnd) -> Void = { _ in }
  ) -> MailboxWorker {
    MailboxWorker(
      configuration, lease: lease ?? self.lease, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
      limits: limits, clock: HastyClock(time: time), now: { [time] in time.now }, jitter: { 0.5 },
      abandon: abandon)
  }

  /// Mail arrives from outside; a minute passes between two messages. `stamps` are the fields servers put on top.
  @discardableResult
  func deliver(
    from: String = "Ben <ben@friends.example>", to: String = address, subject: String = "Lunch on Friday",
    text: String = "Are you free on Friday?", stamps: [String] = [], headers: [String] = [],
    labels: [String] = ["UNREAD", "INBOX"]
  ) async throws -> (id: MessageID, thread: ThreadID) {
    time.advance(by: 60)
    let lines =
      stamps
      + ["From: \(from)", "To: \(to)", "Subject: \(subject)", "Message-ID: <\(UUID().uuidString)@friends.example>"]
      + headers + ["MIME-Version: 1.0", "Content-Type: text/plain; charset=UTF-8", "", text]
    let message = try await google.deliver(
      Array(lines.joined(separator: "\r\n").utf8), to: Self.address, labels: labels)
    return (MessageID(message.id), ThreadID(message.threadID))
  }

  func entry(_ id: MessageID) async throws -> MessageState? {
    try await store.ledger.entry(for: id, of: Self.ada)?.state
  }

  func attempts(_ id: MessageID) async throws -> Int {
    try await store.ledger.entry(for: id, of: Self.ada)?.attempts ?? 0
  }

  /// The code of the reason a message was set aside for.
  func code(_ id: MessageID) async throws -> String? {
    guard case .setAside(let reason) = try await entry(id) else { return nil }
    return reason.code
  }

  /// A question arrives and is drafted; its sender is somebody new each time.
  func draft(subject: String = "Lunch on Friday") async throws -> EmailDraft {
    let asked = try await deliver(subject: subject)
    _ = try await worker().check()
    return try await draft(answering: asked.id)
  }

  func draft(answering message: MessageID) async throws -> EmailDraft {
    guard let draft = try await store.drafts.draft(answering: message, of: Self.ada) else { throw NoDraft() }
    return draft
  }

  /// The draft as it is now.
  func now(_ draft: EmailDraft) async throws -> EmailDraft { try await self.draft(answering: draft.messageID) }

  @discardableResult
  func approve(_ draft: EmailDraft) async throws -> EmailDraft {
    let shown = try await now(draft)
    return try await store.decisions.approve(
      draft.id, of: Self.ada, version: shown.version, seen: shown.newestMessageID
    ).get()
  }

  /// What was sent of our drafts, by draft id.
  var sent: [String] {
    get async throws {
      try await google.messages(of: Self.address, label: "SENT").compactMap { $0.header("X-Secretary-Draft") }
    }
  }

  /// The user writes something else into a draft on Gmail's page; with nil it is only saved again, as Gmail does it.
  func editInGmail(_ draft: EmailDraft, text: String?) async throws {
    let id = try await now(draft).place?.draftID.rawValue ?? ""
    guard let raw = try await placed.first(where: { $0.draftID == id })?.raw else { throw NoDraft() }
    let end = raw.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound ?? raw.endIndex
    _ = try await google.editFromWeb(
      draft: id, of: Self.address, raw: text.map { Array(raw[..<end]) + Array($0.utf8) } ?? raw)
  }

  /// The user gives a draft another subject on Gmail's page.
  func changeSubjectInGmail(_ draft: EmailDraft, to subject: String) async throws {
    let id = try await now(draft).place?.draftID.rawValue ?? ""
    guard let placed = try await placed.first(where: { $0.draftID == id }) else { throw NoDraft() }
    try await changeSubjectInGmail(placed, to: subject)
  }

  func changeSubjectInGmail(_ placed: SimulatedGoogle.MessageSummary, to subject: String) async throws {
    let lines = String(decoding: placed.raw, as: UTF8.self).components(separatedBy: "\r\n")
    let changed = lines.map { $0.hasPrefix("Subject:") ? "Subject: \(subject)" : $0 }.joined(separator: "\r\n")
    _ = try await google.editFromWeb(draft: placed.draftID ?? "", of: Self.address, raw: Array(changed.utf8))
  }

  /// The user throws a draft away on Gmail's page.
  func deleteInGmail(_ draft: EmailDraft) async throws {
    let id = try await now(draft).place?.draftID.rawValue ?? ""
    guard let message = try await placed.first(where: { $0.draftID == id })?.id else { throw NoDraft() }
    try await google.change(message, of: Self.address, .delete)
  }

  /// Gmail calls since the log was cleared; those that a fault met do not count.
  var calls: [String] { get async { await google.log.entries.compactMap(\.call) } }
  /// How often Gmail was asked to send since then, faults included.
  var sends: Int { get async { await google.log.entries.count { $0.path.hasSuffix("/drafts/send") } } }

  struct NoDraft: Error {}

  var drafts: [EmailDraft] {
    get async throws {
      try await store.drafts.page(of: Self.ada, statuses: Set(DraftStatus.allCases), limit: 100).items
    }
  }
  var placed: [SimulatedGoogle.MessageSummary] { get async throws { try await google.drafts(of: Self.address) } }
}

extension CheckLimits {
  /// The tests' process does many things at a time, so its processor time says nothing about a check.
  static let unwatched = CheckLimits(processorTimeUsed: { 0 })
}

extension RetryPolicy {
  /// Gives up after the second failure, so that tests see what the worker makes of it.
  static let quick = RetryPolicy(attempts: 2, firstPause: 1, longestPause: 1, longestWait: 1, jitter: { _ in 0 })
}

extension DecisionAnswer {
  /// The draft after the decision; what stood against it is thrown.
  @discardableResult
  func get() throws -> EmailDraft {
    switch self {
    case .decided(let draft): return draft
    case .refused(let refusal, _): throw refusal
    case .gone: throw StorageError.unknownDraft
    }
  }
}
