import FleetStatus
import Glibc
import Logging
import Secretary
import Storage
import Vault

/// Carries out the plan: events come in, the plan decides, the launcher and the store's client do. Nothing here waits for the
/// store: what must be written or asked is a request to the client, and its answer is one more event.
@MainActor final class Supervisor {
  private enum Phase {
    case starting, serving, stopping
  }

  private let launcher: any WorkerLauncher
  private let events: EventQueue
  private let timer: DeadlineTimer
  private let storeRequests: AsyncStream<StoreRequest>.Continuation
  private let notify: @Sendable (SupervisorNotice) -> Void
  private let reload: @Sendable () throws -> SupervisorConfiguration.Rules
  private let jitter: () -> Double
  /// What became of the store's files.
  private let storeLoss: () -> StoreLoss?
  private let logger: Logger

  private var phase = Phase.starting
  private var rules: SupervisorConfiguration.Rules
  private var plan: WorkerPlan
  private var schedule: SupervisorSchedule
  private var tickets: TicketIssuer
  /// The process that serves the store to workers; nil when they open it themselves.
  private let storeKeeper: StoreKeeper?
  /// What people know each user by, for the log.
  private var addresses: [UserID: String] = [:]
  private var wanted: [WantedWorker] = []
  private var releases: [UserID] = []
  private var starts = StartRate()
  /// Whom the launcher was told to start and has not answered about, and what was heard meanwhile.
  private var launching: Set<UserID> = []
  private var early = EarlyWords()
  /// Why the store cannot be used now, and since when; nil while it can.
  private var storeTrouble: (words: String, since: Moment)?
  private var saidStatus = ""
  private var saidLack: String?
  /// What became of the store, if it is no longer the one on the disk.
  private(set) var loss: StoreLoss?
  /// With what it ends, which is an error where nobody asked it to.
  private(set) var end = ExitStatus.finished

  init(
    _ configuration: SupervisorConfiguration, policy: RestartPolicy, launcher: any WorkerLauncher, events: EventQueue,
    timer: DeadlineTimer, storeRequests: AsyncStream<StoreRequest>.Continuation,
    storeKeeper: StoreKeeper? = nil,
    pace: SupervisorSchedule.Pace = SupervisorSchedule.Pace(),
    jitter: @escaping () -> Double = { .random(in: -1...1) }, storeLoss: @escaping () -> StoreLoss? = { nil },
    logger: Logger
  ) {
    self.launcher = launcher
    self.events = events
    self.timer = timer
    self.storeRequests = storeRequests
    self.storeKeeper = storeKeeper
    tickets = TicketIssuer(storeSocket: storeKeeper?.socket)
    self.jitter = jitter
    self.storeLoss = storeLoss
    self.logger = logger
    notify = configuration.notify
    reload = configuration.reload
    rules = configuration.rules
    plan = WorkerPlan(policy: policy)
    schedule = SupervisorSchedule(pace, watchdog: configuration.watchdogInterval)
  }

  /// Serves until it was told to stop and the last worker is gone.
  func run() async {
    events.post(.timer)
    for await _ in events.arrivals {
      let happened = events.takeAll()
      let now = timer.now
      for event in happened { handle(event, at: now) }
      for step in plan.steps(at: now) { perform(step, at: now) }
      for duty in schedule.due(at: now) { perform(duty, at: now) }
      if phase == .stopping && plan.pids.isEmpty && launching.isEmpty { break }
      timer.set(at: plan.nextMoment.map { min($0, schedule.next) } ?? schedule.next)
    }
    timer.cancel()
    storeRequests.yield(request(at: timer.now, isLast: true))
    storeRequests.finish()
    logger.info("stopped: no worker is left")
  }

  // MARK: What happened

  private func handle(_ event: SupervisorEvent, at now: Moment) {
    switch event {
    case .timer: break
    case .heard(let messages):
      for (pid, message) in messages where storeKeeper?.heard(pid, at: now) != true {
        heard(message, from: pid, at: now)
      }
    case .started(let user, let pid): started(user, pid: pid, at: now)
    case .notStarted(let user, let refusal):
      answered(user)
      refused(user, refusal, at: now)
    case .launcher(let number, let news):
      for event in launcher.outcome(of: news, from: number) { handle(event, at: now) }
    case .exited(let pid, let exit): exited(pid, exit, at: now)
    case .store(let answer): take(answer, at: now)
    case .stop: stop(at: now)
    case .reload: reloadRules(at: now)
    case .failed(let error): fail(error, at: now)
    }
  }

  private func heard(_ message: WorkerMessage, from pid: Int32, at now: Moment) {
    if plan.user(of: pid) == nil, !launching.isEmpty {
      early.keep(message, from: pid)
    } else {
      plan.heard(message, from: pid, at: now)
    }
  }

  private func started(_ user: UserID, pid: Int32, at now: Moment) {
    plan.launched(user, pid: pid, at: now)
    for message in early.take(of: pid) { plan.heard(message, from: pid, at: now) }
    answered(user)
    starts.count(at: now)
    logger.debug("worker started", metadata: about(user, pid: pid))
  }

  private func answered(_ user: UserID) {
    launching.remove(user)
    if launching.isEmpty { early.clear() }
  }

  private func refused(_ user: UserID, _ refusal: LaunchRefusal, at now: Moment) {
    plan.couldNotStart(user, refusal.words, because: refusal.cause, at: now, jitter: jitter())
    // As with crashes, many at once are one event.
    logger.log(
      level: plan.summary.breakerIsClosed ? .error : .debug, "a worker could not be started: \(refusal.words)",
      metadata: about(user))
  }

  private func exited(_ pid: Int32, _ exit: WorkerExit, at now: Moment) {
    launcher.forget(pid)
    guard let user = plan.user(of: pid) else { return }
    plan.exited(pid: pid, exit, at: now, jitter: jitter())
    // When many crash at once, one event says so; a line for each would bury it.
    let level: Logger.Level =
      switch exit.status {
      case .finished, .temporary: .debug
      case .needsUser, .configuration: .warning
      case .internalError, .usage: plan.summary.breakerIsClosed && phase != .stopping ? .warning : .debug
      }
    logger.log(
      level: level, "worker ended: \(exit.words)", metadata: about(user, pid: pid))
  }

  private func take(_ answer: StoreAnswer, at now: Moment) {
    schedule.storeAnswered(at: now)
    // First, and even if the client came to grief after it: a lease that was lost may have been granted anew since, and
    // its new ticket must not be thrown away with the old one.
    for user in answer.lost { tickets.drop(user) }
    plan.lostLeases(answer.lost, at: now)
    if let failure = answer.failure {
      if storeTrouble?.words != failure { logger.error("the store cannot be used now: \(failure)") }
      storeTrouble = (failure, since: storeTrouble?.since ?? now)
      return
    }
    if let trouble = storeTrouble {
      logger.notice("the store can be used again")
      storeTrouble = nil
      // After a short time nobody waits long, and a store that comes and goes must not make anybody start every second.
      if now - trouble.since >= Self.longTrouble {
        storeKeeper?.tryNow()
        plan.storeReturned(at: now)
      }
    }
    for (user, token) in answer.granted { tickets.keep(token, for: user) }
    if let list = answer.wanted {
      wanted = list
      expect(list.count)
      plan.want(effective(list), at: now)
    }
    if !answer.granted.isEmpty {
      // In the order of the list, so that the same fleet starts in the same order every time.
      plan.granted(wanted.lazy.map(\.userID).filter { answer.granted[$0] != nil }, at: now)
    }
    for (user, holder) in answer.refused { plan.refused(user, heldBy: holder, at: now) }
    if phase == .starting {
      phase = .serving
      logger.info("serving \(wanted.count.counted("user"))")
      notify(.ready(status: plan.summary.words))
    }
  }

  /// What the system cannot bear is said as soon as it is known, and not only when the last find no room.
  private func expect(_ count: Int) {
    launcher.expect(count)
    let lack = launcher.lack(for: count)
    if let lack, lack != saidLack { logger.warning("\(lack)") }
    saidLack = lack
  }

  /// How long the store must have been away for those who gave up meanwhile to be tried at once.
  private static let longTrouble = Duration.seconds(10)

  private func effective(_ list: [WantedWorker]) -> [WantedWorker] {
    list.map { row in
      var row = row
      addresses[row.userID] = row.address
      row.intervalSeconds = Int(rules.interval(row.userID, row.address, row.intervalSeconds).components.seconds)
      return row
    }
  }

  private func stop(at now: Moment) {
    guard phase != .stopping else { return }
    phase = .stopping
    logger.info("stopping \(plan.pids.count.counted("worker"))")
    notify(.stopping)
    notify(.extendTimeout(plan.policy.stopGrace + .seconds(10)))
    plan.shutDown(at: now)
    schedule.reconcileSoon(at: now)
  }

  /// Nothing can be done about it here: whoever started this program is to start another.
  private func fail(_ error: any ProgramError, at now: Moment) {
    guard phase != .stopping else { return }
    end = error.exitStatus
    logger.critical("\(error)")
    stop(at: now)
  }

  private func reloadRules(at now: Moment) {
    guard phase != .stopping else { return }
    if phase == .serving { notify(.reloading) }
    do {
      rules = try reload()
      plan.want(effective(wanted), at: now)
      plan.reloaded(at: now)
      logger.info("reloaded the configuration")
    } catch {
      logger.error("the configuration was not reloaded, the old one stays: \(error)")
    }
    schedule.everythingIsDue(at: now)
    // Before the store has answered once it is not ready yet, and says so then.
    if phase == .serving { notify(.ready(status: plan.summary.words)) }
  }

  // MARK: What to do

  private func perform(_ step: PlanStep, at now: Moment) {
    switch step {
    case .start(let user, let interval): start(user, interval: interval, at: now)
    case .terminate(let pid): launcher.signal(pid, SIGTERM)
    case .kill(let pid): launcher.signal(pid, SIGKILL)
    case .checkNow(let pid): launcher.signal(pid, SIGUSR1)
    case .release(let user):
      tickets.drop(user)
      releases.append(user)
    case .announce(let event):
      logger.log(level: event == .recovered ? .notice : .error, "\(event.words)")
    }
  }

  private func perform(_ duty: SupervisorSchedule.Duty, at now: Moment) {
    switch duty {
    case .reconcile:
      launcher.reconcile(at: now)
      storeKeeper?.look(at: now)
      if loss == nil, let loss = storeLoss() {
        self.loss = loss
        fail(loss, at: now)
      }
      // A stopping supervisor waits for nothing but its children.
      if phase == .stopping { schedule.reconcileSoon(at: now) }
    case .askStore(let isRenewing, let isWithUsages):
      storeRequests.yield(request(at: now, renewing: isRenewing, withUsages: isWithUsages))
      saySummary()
    case .feedWatchdog: notify(.watchdog)
    }
  }

  private func start(_ user: UserID, interval: Int?, at now: Moment) {
    do {
      let ticket = try tickets.ticket(
        for: user, address: addresses[user], keys: rules.keys, intervalSeconds: interval ?? 0)
      launching.insert(user)
      launcher.launch(user, ticket: ticket)
    } catch {
      refused(user, error as? LaunchRefusal ?? LaunchRefusal(words: "\(error)"), at: now)
    }
  }

  private func about(_ user: UserID, pid: Int32? = nil) -> Logger.Metadata {
    var metadata: Logger.Metadata = ["user": .string(user.rawValue)]
    metadata["address"] = addresses[user].map { .string($0) }
    metadata["pid"] = pid.map { .stringConvertible($0) }
    return metadata
  }

  private func request(
    at now: Moment, renewing: Bool = false, withUsages: Bool = false, isLast: Bool = false
  ) -> StoreRequest {
    defer { releases = [] }
    return StoreRequest(
      at: now, reports: plan.takeReports(), releases: releases, usages: withUsages ? usages() : [],
      isRenewal: renewing, summary: plan.summary, startsPerMinute: starts.perMinute(at: now),
      openFiles: launcher.descriptors.open, openFilesLimit: launcher.descriptors.limit, isLast: isLast)
  }

  private func usages() -> [WorkerUsage] {
    plan.usersToMeasure().map { user, pid in
      WorkerUsage(
        userID: user, pid: pid, residentBytes: plan.residentBytes(of: user),
        cpuSeconds: launcher.processorTime(of: pid)?.seconds)
    }
  }

  private func saySummary() {
    guard phase != .starting else { return }
    let trouble = storeTrouble.map { "the store cannot be used now: \(Self.clause($0.words)); " } ?? ""
    let missing = storeKeeper?.trouble.map { "\($0); " } ?? ""
    let text = trouble + missing + plan.summary.words
    if text == saidStatus { return }
    saidStatus = text
    notify(.status(text))
  }

  /// A sentence that goes on.
  private static func clause(_ sentence: String) -> Substring {
    sentence.hasSuffix(".") ? sentence.dropLast() : sentence[...]
  }
}
