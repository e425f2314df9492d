package import FoundationEssentials
import Gmail
import GmailSimulator
import Logging
import ManualTime
package import Secretary
import Storage
import StoreRequests
import Vault
package import Worker

/// A person of a case, by what Google knows of them.
package struct StagedPerson: Sendable {
  package var id: UserID
  package var address: String
  package var name: String
  /// Further send-as addresses.
  package var aliases: [String]

  package init(id: UserID = UserID("mia"), address: String, name: String, aliases: [String] = []) {
    self.id = id
    self.address = address
    self.name = name
    self.aliases = aliases
  }
}

/// One person's mailbox on a stage, connected and switched on, and the worker that serves it.
package actor StagedMailbox {
  package let stage: CaseStage
  package let person: StagedPerson
  package nonisolated let questions = CaseQuestions()
  private let lease: LeaseToken
  private let configuration: WorkerConfiguration
  private var worker: MailboxWorker
  /// What the last check came to.
  package private(set) var lastOutcome: CheckOutcome?

  /// - Parameters:
  ///   - settings: of whomever; they become the person's.
  ///   - judges: whether the chat model is asked about mail whose score leaves it open.
  package init(
    _ person: StagedPerson, on stage: CaseStage, settings: AgentSettings, writer: CaseWriter, judges: Bool = false,
    scopes: [String] = SimulatedGoogle.defaultScopes
  ) async throws {
    self.stage = stage
    self.person = person
    let keys = try stage.ring.keys(forUser: person.id.rawValue)
    try await stage.store.users.add(person.address, id: person.id)
    await stage.google.addUser(person.address, name: person.name, aliases: person.aliases, scopes: scopes)
    try await Self.connect(person, on: stage)
    var own = settings
    own.userID = person.id
    try await stage.store.settings.save(own)
    let holder = LeaseHolder(id: "case", program: "case", host: "here", pid: 1)
    guard
      let lease = try await stage.store.leases.acquire([person.id], holder: holder, until: .distantFuture).granted[
        person.id]
    else { throw NoLease() }
    self.lease = lease
    let gmail = stage.gmail
    let questions = questions
    configuration = WorkerConfiguration(
      user: person.id,
      store: { [location = stage.location] in try await LeasedStore.open(location, of: $0, lease: $1, now: $2) },
      keys: keys,
      mailbox: {
        gmail.mailbox(
          of: $0.tokens, over: $0.transport, clock: $0.clock, now: $0.now, recent: $0.recentUnits, save: $0.save)
      },
      judge: { judges ? stage.judge(asking: questions, with: $0) : nil },
      writer: { stage.writer(writer, asking: questions, with: $0) })
    worker = Self.worker(configuration, lease, stage)
  }

  private struct NoLease: Error {}

  private static func connect(_ person: StagedPerson, on stage: CaseStage) async throws {
    let credentials = try await stage.google.credentials(of: person.address)
    try await stage.store.credentials.connect(
      person.id, address: person.address,
      tokens: MailboxTokens(
        access: Secret(credentials.accessToken), refresh: Secret(credentials.refreshToken),
        expiry: stage.time.now.addingTimeInterval(3_599)),
      sealedWith: try stage.ring.keys(forUser: person.id.rawValue), scopes: credentials.scopes)
  }

  private static func worker(
    _ configuration: WorkerConfiguration, _ lease: LeaseToken, _ stage: CaseStage
  ) -> MailboxWorker {
    MailboxWorker(
      configuration, lease: lease, log: Logger(label: "case") { _ in SwiftLogNoOpLogHandler() },
      // Beside other tests, this process's processor time says nothing about a check.
      limits: CheckLimits(processorTimeUsed: { 0 }), clock: HastyClock(time: stage.time),
      now: { [time = stage.time] in time.now }, jitter: { 0.5 }, abandon: { _ in })
  }

  /// A new process, as after a kill: nothing is remembered but what is in the store.
  package func restart() { worker = Self.worker(configuration, lease, stage) }

  /// - Returns: when the worker would check again.
  @discardableResult
  package func check() async -> Date {
    let (outcome, next) = await worker.check()
    lastOutcome = outcome
    return next
  }

  /// Checks until nothing more is due, letting the time pass that each check asks for.
  package func calm(checks: Int) async {
    for _ in 0..<checks {
      let next = await check()
      stage.time.advance(by: max(1, next.timeIntervalSince(stage.time.now)))
      if case .completed(nil, _, nil)? = lastOutcome { return }
    }
  }

  /// Consent is given, for the first time or again.
  package func connect() async throws {
    await stage.google.addUser(person.address)
    try await Self.connect(person, on: stage)
  }

  /// A minute passes, and a mail is there. What the person wrote to others is filed as sent, as Gmail would.
  /// - Parameter labels: nil gives it those that Gmail would.
  /// - Returns: its id, and whether it came from outside.
  @discardableResult
  package func deliver(
    _ mail: [UInt8], labels: [String]? = nil
  ) async throws -> (id: MessageID, isFromOutside: Bool) {
    stage.time.advance(by: 60)
    let header = MailHeader(mail)
    let own = Set([person.address] + person.aliases)
    let isSent =
      header.addresses("From").contains(where: own.contains) && !header.addresses("To").contains(where: own.contains)
    let labels = labels ?? (isSent ? ["SENT"] : ["UNREAD", "INBOX"])
    let message = try await stage.google.deliver(mail, to: person.address, labels: labels)
    return (MessageID(message.id), !labels.contains("SENT") && !labels.contains("DRAFT"))
  }
}
