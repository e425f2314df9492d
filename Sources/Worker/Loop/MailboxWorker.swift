import Drafting
package import FoundationEssentials
import HTTPTransport
package import Logging
import Secretary
package import Storage
import Synchronization

/// Serves one user: checks the mailbox, waits, checks again. In a long pause the store rests and no connection is held.
package actor MailboxWorker {
  /// Seconds after which the mail shown with a draft that was sent or dismissed is forgotten; the mail itself is in Gmail.
  private static let conversationLifetime: Double = 30 * 86_400

  private let configuration: WorkerConfiguration
  private let lease: LeaseToken
  private let transport = HTTPTransport()
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private let jitter: @Sendable () -> Double
  private let limits: CheckLimits
  private let abandon: @Sendable (WorkerEnd) -> Void
  private let log: Logger
  private var session: MailboxSession?
  /// Opened once; nil again after a check that failed, whatever the reason, so that the next one starts afresh.
  private var store: Store?
  private var failures = 0
  /// Before the first check, all program text that was used is that of the start.
  private var isFresh = true
  private var forgotAt: Date?
  private let progress = ProgressMark()

  /// - Parameter abandon: ends the process without waiting for the check that is running, because that cannot be stopped.
  package init(
    _ configuration: WorkerConfiguration, lease: LeaseToken, log: Logger,
    limits: CheckLimits = CheckLimits(), clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() },
    jitter: @escaping @Sendable () -> Double = { Double.random(in: 0...1) },
    abandon: @escaping @Sendable (WorkerEnd) -> Void
  ) {
    self.configuration = configuration
    self.lease = lease
    self.log = log
    self.clock = clock
    self.now = now
    self.jitter = jitter
    self.limits = limits
    self.abandon = abandon
  }

  /// Makes sure that there is something to serve, before anything is promised: store, user, connection and key are as
  /// they should be.
  package func prepare() async throws(WorkerEnd) {
    do {
      let store = try await openStore()
      do { _ = try await account(in: store).1.open(with: configuration.keys) } catch {
        await report(WorkerEnd(because: error), to: store)
        throw error
      }
      await store.rest()
    } catch {
      await closeStore()
      throw WorkerEnd(because: error)
    }
  }

  /// What only the operator can put right shall be in the status, where people look first.
  private func report(_ end: WorkerEnd, to store: Store) async {
    guard end.code == .configuration else { return }
    do { try await store.mailbox(of: configuration.user, lease: lease).reportProblem(end.words) } catch {
      log.warning("The status could not be written: \(error)")
    }
  }

  /// One check from beginning to end, reported to the store. Errors become outcomes; nothing is thrown.
  package func check() async -> (outcome: CheckOutcome, next: Date) {
    let begun = now()
    progress.move(to: begun)
    defer { progress.move(to: nil) }
    let store: Store
    do {
      store = try await openStore()
    } catch {
      await closeStore()
      let outcome = outcome(of: CheckTrouble(error))
      return (outcome, next(after: outcome))
    }
    let mailbox = store.mailbox(of: configuration.user, lease: lease)
    let unitsBefore = await session?.mailbox.unitsSpent ?? 0
    var tally = CheckTally()
    let watch = watch(over: mailbox, since: begun)
    let outcome = await attempt(in: store, mailbox, watch, &tally)
    watch.end()
    let next = next(after: outcome)
    let units = await session?.mailbox.unitsSpent ?? 0
    let report = WorkerCheckReport(
      checkedAt: begun, nextCheckAt: next, activity: outcome.activity, problem: outcome.problem,
      failed: tally.failed, quotaUnits: units >= unitsBefore ? units - unitsBefore : units)
    if outcome != .cancelled {
      do {
        try await mailbox.reportCheck(report)
      } catch {
        log.warning("The status could not be written: \(error)")
      }
    }
    await session?.saveTokens(in: nil)
    if case .failed = outcome { await closeStore() }
    if CheckSchedule.rests(from: now(), until: next) {
      await self.store?.rest()
      await transport.close()
    }
    if isFresh || tally != CheckTally() { WorkerProcess.forgetUsedText() }
    isFresh = false
    return (outcome, next)
  }

  /// Whether it waits, or works and gets on with it. A check that has not moved for ten minutes hangs: no request and no
  /// model may take that long.
  package nonisolated func isHealthy() -> Bool {
    progress.last.map { now().timeIntervalSince($0) < 600 } ?? true
  }

  /// What can be told of a check that goes wrong by itself is written by its own thread, from outside of it.
  private nonisolated func watch(over mailbox: MailboxStore, since begun: Date) -> CheckWatch {
    CheckWatch(
      limits, begun: begun, now: now,
      tookLong: { [log] in
        do { try await mailbox.reportLongCheck(since: begun) } catch {
          log.warning("The status could not be written: \(error)")
        }
      },
      isStuck: { [limits, now, abandon] in
        let words =
          "One step of a check took more than \(Int(limits.processorTime)) seconds of processor time; the next worker goes on"
          + " without it."
        // Should the store not take it, the next worker finds the message begun, and counts.
        for entry in (try? await mailbox.begunMessages()) ?? [] {
          try? await mailbox.mark(
            entry.messageID, RetrySchedule.tooLong(limits.processorTime, attempts: entry.attempts, at: now()))
        }
        abandon(WorkerEnd(.temporary, words))
      })
  }

  private func openStore() async throws -> Store {
    if let store {
      try await store.wake()
      return store
    }
    let opened = try await Store.open(configuration.store, migrating: false, now: now)
    store = opened
    return opened
  }

  private func closeStore() async {
    await store?.close()
    store = nil
  }

  // MARK: One check

  private func attempt(
    in store: Store, _ mailbox: MailboxStore, _ watch: CheckWatch, _ tally: inout CheckTally
  ) async -> CheckOutcome {
    let begun = now()
    do {
      let (settings, credential) = try await account(in: store)
      let minutesUntilOpen = try minutesUntilOpen(settings)
      let isOpen = minutesUntilOpen == .some(0)
      if !isOpen, try await !mailbox.hasErrands(at: begun) {
        return .closed(
          minutesUntilOpen: minutesUntilOpen, nextErrand: try await mailbox.nextErrand(placements: false))
      }
      let session = try await session(for: credential, mailbox)
      let mayBeOpen: Bool
      do {
        mayBeOpen = try await MailboxCheck(
          session: session, settings: settings, writer: configuration.writer(transport), store: mailbox,
          keys: configuration.keys, limits: configuration.limits, since: configuration.since, clock: clock, now: now,
          newDraftID: { DraftID(UUID().uuidString.lowercased()) },
          madeProgress: { [progress, now] in
            progress.move(to: now())
            watch.step()
          }
        ).run(isOpen ? .everything : .errands, tallying: &tally)
      } catch {
        let trouble = CheckTrouble(error)
        guard case .ended(let end) = trouble, end.code == .needsUser else { throw error }
        if try await mailbox.disconnect(credential, because: end.words) { throw error }
        return outcome(of: .checkFailed("The account was connected anew meanwhile."))
      }
      try await mailbox.clearCheckRequest(upTo: begun)
      failures = 0
      try await forgetConversations(in: store)
      let retries = [
        mayBeOpen ? try await mailbox.nextErrand(placements: isOpen) : nil,
        isOpen ? try await mailbox.nextRetry() : minutesUntilOpen.map { now().addingTimeInterval(Double($0) * 60) },
      ]
      return .completed(nextRetry: retries.compactMap { $0 }.min(), words: tally.words, problem: tally.problem)
    } catch {
      return outcome(of: CheckTrouble(error))
    }
  }

  /// The rows that say whether and how to serve. Off is a reason to end, not an error: the supervisor knows as well.
  private func account(in store: Store) async throws -> (AgentSettings, GmailCredential) {
    guard try await store.users.find(configuration.user.rawValue) != nil else { throw StorageError.unknownUser }
    guard let credential = try await store.credentials.credential(of: configuration.user) else {
      throw WorkerEnd.notConnected
    }
    guard credential.isConnected else {
      throw WorkerEnd(
        .needsUser, credential.disconnectedReason ?? WorkerEnd.notConnected.words)
    }
    guard let settings = try await store.settings.settings(of: configuration.user), settings.isSwitchedOn else {
      throw WorkerEnd(.finished, "The secretary is switched off for this user.")
    }
    return (settings, credential)
  }

  /// Minutes until business hours begin; 0 while they last or when all hours are, nil when none ever begin.
  private func minutesUntilOpen(_ settings: AgentSettings) throws(WorkerEnd) -> Int? {
    guard settings.businessHoursOnly else { return 0 }
    do {
      return settings.businessHours.minutesUntilOpen(
        from: try LocalWallClock.time(at: now(), in: settings.timeZone))
    } catch {
      throw WorkerEnd(.configuration, error.description)
    }
  }

  /// Once a day.
  private func forgetConversations(in store: Store) async throws {
    if let forgotAt, now().timeIntervalSince(forgotAt) < 86_400 { return }
    try await store.drafts.forgetConversations(
      of: configuration.user, olderThan: now().addingTimeInterval(-Self.conversationLifetime))
    forgotAt = now()
  }

  private func session(for credential: GmailCredential, _ mailbox: MailboxStore) async throws -> MailboxSession {
    if let session, session.credential.version == credential.version {
      await session.saveTokens(in: mailbox)
      return session
    }
    let fresh = try MailboxSession(
      credential, configuration: configuration, transport: transport, clock: clock, now: now)
    await fresh.saveTokens(in: mailbox)
    if credential.needsResealing(with: configuration.keys) {
      try await mailbox.saveTokens(
        try credential.open(with: configuration.keys), of: credential, sealedWith: configuration.keys)
    }
    session = fresh
    return fresh
  }

  // MARK: What comes next

  private func outcome(of trouble: CheckTrouble) -> CheckOutcome {
    switch trouble {
    case .cancelled: return .cancelled
    case .ended(let end): return .ended(end)
    case .paused(let until, let words): return .paused(until: until, words: words)
    case .checkFailed(let words), .mailbox(let words), .message(let words), .model(let words, _):
      failures += 1
      return .failed(words: words)
    }
  }

  private func next(after outcome: CheckOutcome) -> Date {
    let schedule = CheckSchedule(interval: configuration.interval)
    switch outcome {
    case .completed(let nextRetry, _, _):
      return schedule.afterSuccess(at: now(), nextRetry: nextRetry, jitter: jitter())
    case .paused(let until, _): return schedule.afterPause(until: until, now: now(), jitter: jitter())
    case .failed: return schedule.afterFailure(at: now(), failures: failures, jitter: jitter())
    case .closed(let minutes, let errand):
      return schedule.whileClosed(at: now(), minutesUntilOpen: minutes, nextErrand: errand)
    case .ended, .cancelled: return now()
    }
  }
}

/// When work last got on; nil while none is under way.
private final class ProgressMark: Sendable {
  private let moment = Mutex<Date?>(nil)

  var last: Date? { moment.withLock { $0 } }
  func move(to moment: Date?) { self.moment.withLock { $0 = moment } }
}

extension WorkerEnd {
  /// What an error at the start means: there is no next check to wait for.
  package init(because error: any Error) {
    switch CheckTrouble(error) {
    case .ended(let end): self = end
    case .cancelled: self.init(.finished, "Asked to stop.")
    case .paused(_, let words), .checkFailed(let words), .mailbox(let words), .model(let words, _), .message(let words):
      self.init(.temporary, words)
    }
  }
}
