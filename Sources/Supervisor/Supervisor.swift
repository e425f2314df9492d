import FleetStatus
import Glibc
import Logging
import Secretary
import Storage
import Vault

/// Carries out the plan: events come into the inbox, the plan decides, the launcher and the desk do. Nothing here waits
/// for the store: what must be written or asked goes to the desk, and its answer is one more event.
@MainActor final class Supervisor {
  /// How often what changes by itself is looked after.
  struct Pace {
    /// Settings are read and status is written.
    var desk: Duration = .seconds(1)
    /// Leases are renewed, which last three times as long.
    var renewal: Duration = .seconds(10)
    /// Every child is looked at, told of or not.
    var reconcile: Duration = .seconds(15)
    /// What every child uses is read and written.
    var usage: Duration = .seconds(10)
  }

  private let launcher: any WorkerLauncher
  private let inbox: Inbox
  private let alarm: Alarm
  private let deskWork: AsyncStream<DeskWork>.Continuation
  private let notify: @Sendable (SupervisorNotice) -> Void
  private let watchdogInterval: Duration?
  private let reload: @Sendable () throws -> SupervisorConfiguration.Rules
  private let jitter: () -> Double
  private let logger: Logger
  private let pace: Pace

  private var rules: SupervisorConfiguration.Rules
  private var plan: WorkerPlan
  private var tickets = TicketOffice()
  private var wanted: [WantedWorker] = []
  private var releases: [UserID] = []
  private var isDeskBusy = false
  private var isReady = false
  private var isStopping = false
  private var storeTrouble: String?
  private var saidStatus = ""
  private var starts = StartRate()

  private var deskDue = Moment()
  private var renewalDue = Moment()
  private var reconcileDue = Moment()
  private var usageDue = Moment()
  private var watchdogDue = Moment()
  private var deskAnsweredAt = Moment()

  init(
    _ configuration: SupervisorConfiguration, policy: RestartPolicy, launcher: any WorkerLauncher, inbox: Inbox,
    alarm: Alarm, deskWork: AsyncStream<DeskWork>.Continuation, pace: Pace = Pace(),
    jitter: @escaping () -> Double = { .random(in: -1...1) }, logger: Logger
  ) {
    self.launcher = launcher
    self.inbox = inbox
    self.alarm = alarm
    self.deskWork = deskWork
    self.pace = pace
    self.jitter = jitter
    self.logger = logger
    notify = configuration.notify
    watchdogInterval = configuration.watchdogInterval
    reload = configuration.reload
    rules = configuration.rules
    plan = WorkerPlan(policy: policy)
  }

  /// Serves until it was told to stop and the last worker is gone.
  func run() async {
    inbox.post(.alarm)
    for await _ in inbox.arrivals {
      let events = inbox.takeAll()
      let now = alarm.now
      for event in events { handle(event, at: now) }
      perform(plan.steps(at: now), at: now)
      lookAfter(at: now)
      if isStopping && plan.pids.isEmpty { break }
      alarm.set(at: nextMoment)
    }
    alarm.cancel()
    deskWork.yield(work(at: alarm.now, isLast: true))
    deskWork.finish()
    logger.info("stopped: no worker is left")
  }

  // MARK: What happened

  private func handle(_ event: SupervisorEvent, at now: Moment) {
    switch event {
    case .alarm: break
    case .heard(let messages):
      for (pid, message) in messages { plan.heard(message, from: pid, at: now) }
    case .exited(let pid, let exit): exited(pid, exit, at: now)
    case .desk(let answer): take(answer, at: now)
    case .stop: stop(at: now)
    case .reload: reloadRules(at: now)
    }
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
      case .internalError, .usage: plan.summary.breakerIsClosed && !isStopping ? .warning : .debug
      }
    logger.log(
      level: level, "worker ended: \(exit.words)",
      metadata: ["user": .string(user.rawValue), "pid": .stringConvertible(pid)])
  }

  private func take(_ answer: DeskAnswer, at now: Moment) {
    isDeskBusy = false
    deskAnsweredAt = now
    // First, and even if the desk came to grief after it: a lease that was lost may have been granted anew since, and
    // its new ticket must not be thrown away with the old one.
    for user in answer.lost { tickets.drop(user) }
    plan.lostLeases(answer.lost, at: now)
    if let failure = answer.failure {
      if storeTrouble != failure { logger.error("the store cannot be used now: \(failure)") }
      storeTrouble = failure
      return
    }
    if storeTrouble != nil { logger.notice("the store can be used again") }
    storeTrouble = nil
    for (user, token) in answer.granted { tickets.keep(token, for: user) }
    if let list = answer.wanted {
      wanted = list
      plan.want(effective(list), at: now)
    }
    if !answer.granted.isEmpty {
      // In the order of the list, so that the same fleet starts in the same order every time.
      plan.granted(wanted.lazy.map(\.userID).filter { answer.granted[$0] != nil }, at: now)
    }
    for (user, holder) in answer.refused { plan.refused(user, heldBy: holder, at: now) }
    if !isReady {
      isReady = true
      logger.info("serving \(wanted.count) users")
      notify(.ready(status: plan.summary.words))
    }
  }

  private func effective(_ list: [WantedWorker]) -> [WantedWorker] {
    list.map { row in
      var row = row
      row.intervalSeconds = Int(rules.interval(row.userID, row.address, row.intervalSeconds).components.seconds)
      return row
    }
  }

  private func stop(at now: Moment) {
    guard !isStopping else { return }
    isStopping = true
    logger.info("stopping \(plan.pids.count) workers")
    notify(.stopping)
    notify(.extendTimeout(plan.policy.stopGrace + .seconds(10)))
    plan.shutDown(at: now)
    reconcileDue = now + .seconds(1)
  }

  private func reloadRules(at now: Moment) {
    notify(.reloading)
    do {
      rules = try reload()
      plan.want(effective(wanted), at: now)
      plan.reloaded(at: now)
      logger.info("reloaded the configuration")
    } catch {
      logger.error("the configuration was not reloaded, the old one stays: \(error)")
    }
    deskDue = now
    reconcileDue = now
    usageDue = now
    notify(.ready(status: plan.summary.words))
  }

  // MARK: What to do

  private func perform(_ steps: [PlanStep], at now: Moment) {
    for step in steps {
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
  }

  private func start(_ user: UserID, interval: Int?, at now: Moment) {
    do {
      let ticket = try tickets.ticket(for: user, keys: rules.keys, intervalSeconds: interval ?? 0)
      let pid = try launcher.launch(user, ticket: ticket)
      plan.launched(user, pid: pid, at: now)
      starts.count(at: now)
      logger.debug("worker started", metadata: ["user": .string(user.rawValue), "pid": .stringConvertible(pid)])
    } catch {
      let words = (error as? LaunchRefusal)?.words ?? "\(error)"
      logger.error("a worker could not be started: \(words)", metadata: ["user": .string(user.rawValue)])
      plan.couldNotStart(user, words, at: now, jitter: jitter())
    }
  }

  /// What falls due by the clock, not by an event.
  private func lookAfter(at now: Moment) {
    if now >= reconcileDue {
      let isSuspicious = launcher.reconcile()
      // A stopping supervisor waits for nothing but its children.
      reconcileDue = now + (isStopping || isSuspicious ? .seconds(1) : pace.reconcile)
    }
    if now >= deskDue, !isDeskBusy {
      isDeskBusy = true
      deskDue = now + pace.desk
      deskWork.yield(work(at: now))
      say()
    }
    guard let watchdogInterval, now >= watchdogDue else { return }
    watchdogDue = now + watchdogInterval / 3
    // The plan and the exits have just been seen to; a store that hangs leaves the desk without an answer.
    if now - deskAnsweredAt < watchdogInterval { notify(.watchdog) }
  }

  private func work(at now: Moment, isLast: Bool = false) -> DeskWork {
    let isRenewal = now >= renewalDue
    if isRenewal { renewalDue = now + pace.renewal }
    let isUsageDue = now >= usageDue
    if isUsageDue { usageDue = now + pace.usage }
    defer { releases = [] }
    return DeskWork(
      at: now, reports: plan.takeReports(), releases: releases, usages: isUsageDue ? usages : nil,
      isRenewal: isRenewal, summary: plan.summary, startsPerMinute: starts.perMinute(at: now),
      openFiles: launcher.descriptors.open, openFilesLimit: launcher.descriptors.limit, isLast: isLast)
  }

  private var usages: [WorkerUsage] {
    plan.pids.compactMap { pid in
      plan.user(of: pid).map { user in
        WorkerUsage(
          userID: user, pid: pid, residentBytes: plan.residentBytes(of: user),
          cpuSeconds: launcher.processorTime(of: pid)?.seconds)
      }
    }
  }

  private func say() {
    let status = storeTrouble.map { "the store cannot be used now: \($0); " } ?? ""
    let text = status + plan.summary.words
    guard text != saidStatus, isReady else { return }
    saidStatus = text
    notify(.status(text))
  }

  private var nextMoment: Moment {
    var next = reconcileDue
    if !isDeskBusy { next = min(next, deskDue) }
    if watchdogInterval != nil { next = min(next, watchdogDue) }
    return plan.nextMoment.map { min($0, next) } ?? next
  }
}
