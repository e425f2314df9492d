import Drafting
package import FoundationEssentials
import HTTPTransport
package import Logging
import Secretary
package import StoreRequests
import Synchronization

/// Serves one user, one check after another; `WorkerLoop` says when. In a long pause the store rests and no connection is held.
package actor MailboxWorker {
  /// Seconds after which the mail shown with a draft that was sent or dismissed is forgotten; the mail itself is in the mailbox.
  private static let conversationLifetime: Double = 30 * 86_400

  /// Seconds after which what a day took of models is forgotten.
  private static let usageLifetime: Double = 100 * 86_400

  private let configuration: WorkerConfiguration
  private let lease: LeaseToken
  private let transport = HTTPTransport()
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private let jitter: @Sendable () -> Double
  private let limits: CheckLimits
  private let abandon: @Sendable (WorkerEnd) async -> Void
  private let log: Logger
  private var session: MailboxSession?
  /// What the session of before a sleep knew, for the one that comes.
  private let carried: CarriedState.Mailbox?
  /// Opened once; nil again after a check that failed and is tried again, so that the next one starts afresh.
  private var store: (any WorkerStore)?
  private var failures: Int
  /// What mail waits for that no check meets again before.
  private var lasting: (problem: String, until: Date)?
  /// The program text that was used so far is that of the start, and need not stay in memory.
  private var hasChecked: Bool
  private var forgotAt: Date?
  private let progress = ProgressMark()

  /// - Parameters:
  ///   - carried: what comes from before a sleep.
  ///   - abandon: ends the process without waiting for the check that is running, because that cannot be stopped.
  package init(
    _ configuration: WorkerConfiguration, lease: LeaseToken, log: Logger, carried: CarriedState? = nil,
    limits: CheckLimits = CheckLimits(), clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() },
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
    abandon: @escaping @Sendable (WorkerEnd) async -> Void
  ) {
    self.configuration = configuration
    self.lease = lease
    self.log = log
    self.clock = clock
    self.now = now
    self.jitter = jitter
    self.limits = limits
    self.abandon = abandon
    self.carried = carried?.mailbox
    failures = carried?.failures ?? 0
    lasting = carried?.problem.flatMap { problem in carried?.problemUntil.map { (problem, $0) } }
    forgotAt = carried?.forgotAt
    hasChecked = carried != nil
  }

  /// Closes everything that what this process becomes next does not need. Returns what must not get lost.
  package func carry() async -> CarriedState {
    await closeStore()
    await transport.close()
    var state = CarriedState()
    state.storeConnection = await configuration.carryStore()
    (state.failures, state.forgotAt) = (failures, forgotAt)
    (state.problem, state.problemUntil) = (lasting?.problem, lasting?.until)
    state.mailbox = await session?.carried ?? carried
    return state
  }

  /// Makes sure that there is something to serve, before anything is promised: store, user, connection and key are as
  /// they should be.
  package func prepare() async throws(WorkerEnd) {
    do {
      let store = try await openStore()
      do {
        let account = try await ServedAccount.read(from: store)
        _ = try account.credential.open(with: configuration.keys)
      } catch {
        await report(WorkerEnd(because: error), to: store)
        throw error
      }
      await store.rest()
    } catch {
      await closeStore()
      throw WorkerEnd(because: error)
    }
  }

  /// One check from beginning to end, reported to the store. Errors become outcomes; nothing is thrown.
  package func check() async -> (outcome: CheckOutcome, next: Date) {
    let begun = now()
    progress.move(to: begun)
    defer { progress.move(to: nil) }
    do {
      return await check(in: try await openStore(), begun: begun)
    } catch {
      await closeStore()
      let outcome = CheckOutcome.failed(CheckFailure(error))
      return (outcome, next(after: outcome))
    }
  }

  /// Whether it waits, or works and gets on with it. A check that has not moved for ten minutes hangs: no request and no
  /// model may take that long.
  package nonisolated func isHealthy() -> Bool {
    progress.last.map { now().timeIntervalSince($0) < 600 } ?? true
  }

  // MARK: One check

  private func check(in store: any WorkerStore, begun: Date) async -> (outcome: CheckOutcome, next: Date) {
    let unitsBefore = await session?.mailbox.unitsSpent ?? 0
    let watch = watch(over: store, since: begun)
    let (outcome, counts) = await runSteps(in: store, watch, begun: begun)
    watch.end()
    let next = next(after: outcome)
    let units = await session?.mailbox.unitsSpent ?? 0
    await report(
      WorkerCheckReport(
        checkedAt: begun, nextCheckAt: next, activity: outcome.activity, problem: outcome.problem,
        failed: counts.failed, quotaUnits: units >= unitsBefore ? units - unitsBefore : units),
      of: outcome, to: store)
    await giveBack(after: outcome, until: next)
    if !hasChecked || counts != CheckCounts() { WorkerProcess.forgetUsedText() }
    hasChecked = true
    return (outcome, next)
  }

  private func runSteps(
    in store: any WorkerStore, _ watch: CheckWatch, begun: Date
  ) async -> (CheckOutcome, CheckCounts) {
    do {
      let account = try await ServedAccount.read(from: store)
      let minutesUntilOpen = try account.minutesUntilOpen(at: now())
      let isOpen = minutesUntilOpen == .some(0)
      if !isOpen, try await !store.drafts.hasDueTasks(at: begun) {
        let nextTask = try await store.drafts.nextTaskDue(placements: false)
        return (.closed(minutesUntilOpen: minutesUntilOpen, nextTask: nextTask), CheckCounts())
      }
      let context = CheckContext(
        session: try await session(for: account.credential, store), settings: account.settings, store: store,
        keys: configuration.keys, redactsSecrets: configuration.redactsSecrets, clock: clock, now: now,
        madeProgress: { [progress, now] in
          progress.move(to: now())
          watch.step()
        })
      let access = ModelAccess(
        transport: transport, now: now,
        meter: ModelAccount(store: store, zone: account.settings.timeZone, budget: configuration.budget, now: now))
      let check = MailboxCheck(
        context, judge: configuration.judge(access), writer: configuration.writer(access),
        limits: configuration.limits, since: configuration.since,
        newDraftID: { DraftID(UUID().uuidString.lowercased()) })
      do {
        try await check.run(isOpen ? .everything : .draftTasks)
        try await store.account.clearCheckRequest(upTo: begun)
        try await forgetWhatIsOld(in: store)
        let counts = context.counts
        let nextTask = check.mayHaveDraftTasks ? try await store.drafts.nextTaskDue(placements: isOpen) : nil
        guard isOpen else {
          return (
            .closed(
              minutesUntilOpen: minutesUntilOpen, nextTask: nextTask, words: counts.words, problem: problem(of: counts)),
            counts
          )
        }
        let next = [nextTask, try await store.ledger.nextRetry()].compactMap(\.self).min()
        return (.completed(nextRetry: next, words: counts.words, problem: problem(of: counts)), counts)
      } catch {
        return (.failed(await noteWithdrawnAccess(CheckFailure(error), account, store)), context.counts)
      }
    } catch {
      return (.failed(CheckFailure(error)), CheckCounts())
    }
  }

  /// Writes that access was withdrawn, if that is what broke the check off. When the account was connected anew meanwhile,
  /// the next check finds the new connection.
  private func noteWithdrawnAccess(
    _ failure: CheckFailure, _ account: ServedAccount, _ store: any WorkerStore
  ) async -> CheckFailure {
    guard case .ended(let end) = failure, end.status == .needsUser else { return failure }
    do {
      let isNoted = try await store.account.disconnect(connection: account.credential.version, because: end.words)
      return isNoted ? failure : .check("The account was connected anew meanwhile.")
    } catch {
      return CheckFailure(error)
    }
  }

  /// Tells from a thread of its own that the check takes long, and ends the process when one step of it does not end.
  private nonisolated func watch(over store: any WorkerStore, since begun: Date) -> CheckWatch {
    CheckWatch(
      limits, begun: begun, now: now,
      tookLong: { [log] in
        do { try await store.account.reportLongCheck(since: begun) } catch {
          log.warning("The status could not be written: \(error)")
        }
      },
      isStuck: { [limits, now, abandon] excess in
        let amount =
          switch excess {
          case .processorTime: "\(Int(limits.processorTime)) seconds of processor time"
          case .memory: "worker.memory_limit gives it, \((limits.memory ?? 0) >> 20) MB of memory"
          }
        let words = "One step of a check took more than \(amount); the next worker goes on without it."
        // Should the store not take it, the next worker finds the message begun, and counts.
        for entry in (try? await store.ledger.begun()) ?? [] {
          try? await store.ledger.mark(
            entry.messageID, RetrySchedule.tooMuch(amount, attempts: entry.attempts, at: now()))
        }
        await abandon(WorkerEnd(.temporary, words))
      })
  }

  /// What stood in the way of mail, or still stands although this check did not meet it.
  private func problem(of counts: CheckCounts) -> String? {
    if let problem = counts.problem {
      lasting = counts.problemUntil.map { (problem, $0) }
      return problem
    }
    return lasting.flatMap { $0.until > now() ? $0.problem : nil } ?? configuration.shortfall
  }

  /// Once a day.
  private func forgetWhatIsOld(in store: any WorkerStore) async throws {
    if let forgotAt, now().timeIntervalSince(forgotAt) < 86_400 { return }
    try await store.drafts.forgetConversations(
      olderThan: now().addingTimeInterval(-Self.conversationLifetime))
    try await store.usage.forget(before: UserDay(at: now().addingTimeInterval(-Self.usageLifetime), in: "UTC").name)
    forgotAt = now()
  }

  private func next(after outcome: CheckOutcome) -> Date {
    switch outcome {
    case .completed: failures = 0
    case .failed(let failure) where failure.isRetried: failures += 1
    case .closed, .failed: break
    }
    return CheckSchedule(interval: configuration.interval)
      .next(after: outcome, at: now(), failures: failures, jitter: jitter())
  }

  // MARK: Reports

  /// What only the operator can put right shall be in the status, where people look first.
  private func report(_ end: WorkerEnd, to store: any WorkerStore) async {
    guard end.status == .configuration else { return }
    do { try await store.account.reportProblem(end.words) } catch {
      log.warning("The status could not be written: \(error)")
    }
  }

  private func report(_ report: WorkerCheckReport, of outcome: CheckOutcome, to store: any WorkerStore) async {
    if outcome == .failed(.cancelled) { return }
    do { try await store.account.report(report) } catch { log.warning("The status could not be written: \(error)") }
  }

  // MARK: Store and session

  private func openStore() async throws -> any WorkerStore {
    if let store {
      try await store.wake()
      return store
    }
    let opened = try await configuration.openStore(configuration.user, lease, now)
    store = opened
    return opened
  }

  private func closeStore() async {
    await store?.close()
    store = nil
  }

  /// What is not needed until the next check is given back: after trouble the store, before a long pause every connection.
  private func giveBack(after outcome: CheckOutcome, until next: Date) async {
    await session?.saveTokens(in: nil)
    if case .failed(let failure) = outcome, failure.isRetried { await closeStore() }
    if CheckSchedule.rests(from: now(), until: next) {
      await store?.rest()
      await transport.close()
    }
  }

  private func session(for credential: MailboxCredential, _ store: any WorkerStore) async throws -> MailboxSession {
    if let session, session.credential.version == credential.version {
      await session.saveTokens(in: store)
      return session
    }
    let fresh = try MailboxSession(
      credential, configuration: configuration, transport: transport, clock: clock, now: now, carried: carried)
    await fresh.saveTokens(in: store)
    if credential.needsResealing(with: configuration.keys) {
      try await store.account.saveTokens(
        SealedTokens(try credential.open(with: configuration.keys), with: configuration.keys),
        ofConnection: credential.version)
    }
    session = fresh
    return fresh
  }
}

/// When work last got on; nil while none is under way.
private final class ProgressMark: Sendable {
  private let moment = Mutex<Date?>(nil)

  var last: Date? { moment.withLock { $0 } }
  func move(to moment: Date?) { self.moment.withLock { $0 = moment } }
}
