/// Decides what to start, stop and leave alone. Pure: rows, exits and messages go in with the moment they came, steps
/// come out; it never waits, asks the time or touches a process. Each input costs the same however many workers there
/// are; only a changed list of wanted workers costs their number.
///
/// A worker goes `waiting → starting → running`, and from an exit to `waiting`, `backing off` or `held`; `stopping` is
/// on the way to `off` or to another start.
package struct WorkerPlan: Sendable {
  package let policy: RestartPolicy
  private var workers: [UserID: PlannedWorker] = [:]
  private var users: [Int32: UserID] = [:]
  private var counts: [WorkerPhase.Name: Int] = [:]
  private var queue = Queue<UserID>()
  private var agenda = Agenda()
  private var breaker = FleetBreaker()
  private var pending: [PlanStep] = []
  private var changed: Set<UserID> = []
  private var isShuttingDown = false
  private var reloads = 0

  package init(policy: RestartPolicy) { self.policy = policy }

  // MARK: Questions

  /// When `steps(at:)` has something to do even if nothing happens before.
  package var nextMoment: Moment? {
    guard case .open(let until) = breaker.state else { return agenda.soonest }
    return agenda.soonest.map { min($0, until) } ?? until
  }

  package var summary: FleetSummary { FleetSummary(counts: counts, breakerIsClosed: breaker.isClosed) }

  /// Processes that are believed to run.
  package var pids: Dictionary<Int32, UserID>.Keys { users.keys }

  package func user(of pid: Int32) -> UserID? { users[pid] }

  /// Bytes of memory the user's worker last said it has in use.
  package func residentBytes(of user: UserID) -> Int? { workers[user]?.residentBytes }

  /// What changed since this was last asked, for the status rows. Workers that are off are reported once and forgotten.
  package mutating func takeReports() -> [WorkerReport] {
    let reports = changed.compactMap { user in
      workers[user].map { WorkerReport($0, breaker: breaker.state, policy: policy) }
    }
    for user in changed where workers[user]?.phase == .off {
      workers[user] = nil
      counts[.off, default: 0] -= 1
    }
    changed = []
    return reports
  }

  // MARK: What should run

  /// The full list of who is wanted now.
  package mutating func want(_ list: [WantedWorker], at now: Moment) {
    guard !isShuttingDown else { return }
    var missing = Set(workers.keys)
    for wanted in list {
      missing.remove(wanted.userID)
      if workers[wanted.userID] == nil {
        workers[wanted.userID] = PlannedWorker(wanted, since: now)
        counts[.waiting, default: 0] += 1
        changed.insert(wanted.userID)
      } else {
        update(wanted, at: now)
      }
    }
    for user in missing { stop(user, because: .switchedOff, at: now) }
  }

  private mutating func update(_ wanted: WantedWorker, at now: Moment) {
    let user = wanted.userID
    guard let old = workers[user]?.wanted, let isWanted = workers[user]?.isWanted, old != wanted || !isWanted else {
      return
    }
    workers[user]?.wanted = wanted
    workers[user]?.isWanted = true
    changed.insert(user)
    switch workers[user]?.phase {
    case .off:
      workers[user]?.hasLease = false
      enter(.waiting(.lease), user, at: now)
    case .held(.needsUser) where old.credentialsVersion != wanted.credentialsVersion,
      .held(.badSettings) where old.settingsVersion != wanted.settingsVersion:
      workers[user]?.failures = 0
      line(up: user, at: now)
    case .starting, .running:
      guard let worker = workers[user], let pid = worker.pid else { return }
      if worker.startedFor?.intervalSeconds != wanted.intervalSeconds {
        terminate(user, because: .settingsChanged, at: now)
      } else if let asked = wanted.checkRequestedAt, asked != old.checkRequestedAt, worker.phase == .running {
        pending.append(.checkNow(pid: pid))
      }
    default: break
    }
  }

  /// The store wrote leases for these users.
  package mutating func granted(_ list: some Sequence<UserID>, at now: Moment) {
    for user in list where workers[user]?.isWanted == true {
      workers[user]?.hasLease = true
      if case .waiting = workers[user]?.phase { line(up: user, at: now) }
    }
  }

  /// Another supervisor holds the lease on this user.
  package mutating func refused(_ user: UserID, heldBy holder: String, at now: Moment) {
    guard let worker = workers[user], !worker.hasLease else { return }
    if case .waiting(let reason) = worker.phase, reason != .otherSupervisor(holder) {
      enter(.waiting(.otherSupervisor(holder)), user, at: now)
    }
  }

  /// Another supervisor took these users over: their workers may write no more.
  package mutating func lostLeases(_ list: some Sequence<UserID>, at now: Moment) {
    for user in list where workers[user]?.hasLease == true {
      workers[user]?.hasLease = false
      switch workers[user]?.phase {
      case .starting, .running: terminate(user, because: .leaseLost, at: now)
      case .waiting, .backingOff, .held: enter(.waiting(.lease), user, at: now)
      default: break
      }
    }
  }

  /// The operator reloaded: whoever is held for bad settings may try again, for the configuration may be better now. So
  /// may whoever is on its way to be: it read the file of before.
  package mutating func reloaded(at now: Moment) {
    reloads += 1
    for (user, worker) in workers where worker.phase == .held(.badSettings) { line(up: user, at: now) }
  }

  /// Stops everybody, all at once, and starts nobody any more.
  package mutating func shutDown(at now: Moment) {
    isShuttingDown = true
    for user in Array(workers.keys) { stop(user, because: .shutdown, at: now) }
  }

  private mutating func stop(_ user: UserID, because reason: StopReason, at now: Moment) {
    guard let worker = workers[user], worker.isWanted || reason == .shutdown else { return }
    workers[user]?.isWanted = false
    if worker.pid != nil {
      if case .stopping(let already) = worker.phase, already.isFailure { return }
      terminate(user, because: reason, at: now)
    } else if worker.phase != .starting {
      // A start under way without a pid yet is met in `launched`.
      leave(user, at: now)
    }
  }

  private mutating func terminate(_ user: UserID, because reason: StopReason, at now: Moment) {
    guard let pid = workers[user]?.pid else { return }
    if case .stopping = workers[user]?.phase {} else { pending.append(.terminate(pid: pid)) }
    enter(.stopping(reason), user, at: now)
  }

  private mutating func leave(_ user: UserID, at now: Moment) {
    if workers[user]?.hasLease == true { pending.append(.release(user)) }
    workers[user]?.hasLease = false
    enter(.off, user, at: now)
  }

  // MARK: What happened

  package mutating func launched(_ user: UserID, pid: Int32, at now: Moment) {
    users[pid] = user
    workers[user]?.pid = pid
    workers[user]?.startedAt = now
    changed.insert(user)
    if workers[user]?.isWanted == false { terminate(user, because: .switchedOff, at: now) }
  }

  /// The launcher could not start it; `words` says why. It is tried again after the usual pause.
  package mutating func couldNotStart(_ user: UserID, _ words: String, at now: Moment, jitter: Double) {
    ended(user, .notStarted(words), at: now, jitter: jitter)
  }

  package mutating func heard(_ message: WorkerMessage, from pid: Int32, at now: Moment) {
    guard let user = users[pid] else { return }
    if message.saysWatchdog || workers[user]?.lastHeard != nil { workers[user]?.lastHeard = now }
    if let activity = message.status, workers[user]?.activity != activity {
      workers[user]?.activity = activity
      changed.insert(user)
    }
    if let bytes = message.residentBytes { workers[user]?.residentBytes = bytes }
    if message.isReady, workers[user]?.phase == .starting { enter(.running, user, at: now) }
    if message.completedCycle {
      workers[user]?.completedCycle = true
      workers[user]?.failures = 0
      if workers[user]?.isProbe == true { proven(user, at: now) }
    }
    schedule(user)
  }

  /// A process ended. A pid that is not known (told twice) changes nothing.
  package mutating func exited(pid: Int32, _ exit: WorkerExit, at now: Moment, jitter: Double) {
    guard let user = users.removeValue(forKey: pid) else { return }
    ended(user, exit, at: now, jitter: jitter)
  }

  private mutating func ended(_ user: UserID, _ exit: WorkerExit, at now: Moment, jitter: Double) {
    guard let worker = workers[user] else { return }
    let lived = worker.startedAt.map { now - $0 } ?? .zero
    var stopReason: StopReason?
    if case .stopping(let reason) = worker.phase { stopReason = reason }
    let failing = stopReason?.isFailure == true ? stopReason : nil
    workers[user]?.lastExit = .init(exit: exit, at: now, lived: lived, failing: failing)
    workers[user]?.pid = nil
    workers[user]?.startedAt = nil
    workers[user]?.lastHeard = nil
    workers[user]?.isProbe = false
    workers[user]?.wasKilled = false
    workers[user]?.completedCycle = false
    workers[user]?.activity = ""
    workers[user]?.residentBytes = nil
    let meaning = failing == nil ? exit.meaning : .crash
    if stopReason == nil || failing != nil {
      count(meaning, of: worker, at: now, jitter: jitter)
    } else if worker.isProbe {
      // Stopped before it could prove anything: its place is another's.
      breaker.probeStopped()
    }
    if !worker.isWanted { return leave(user, at: now) }
    if !worker.hasLease { return enter(.waiting(.lease), user, at: now) }
    if stopReason != nil, failing == nil { return line(up: user, at: now) }
    switch meaning {
    // What changed since it was started it may not have seen; then it is not held but tried once more.
    case .needsUser where worker.startedFor?.credentialsVersion == worker.wanted.credentialsVersion:
      enter(.held(.needsUser), user, at: now)
    case .badSettings
    where worker.startedFor?.settingsVersion == worker.wanted.settingsVersion && worker.startedAfterReloads == reloads:
      enter(.held(.badSettings), user, at: now)
    case .needsUser, .badSettings: line(up: user, at: now)
    case .finished, .temporary, .crash: restart(user, worker, meaning, lived: lived, at: now, jitter: jitter)
    }
  }

  private mutating func count(_ meaning: ExitMeaning, of worker: PlannedWorker, at now: Moment, jitter: Double) {
    let user = worker.wanted.userID
    let delay = { [policy] openings in policy.delay(failures: openings, jitter: jitter) }
    guard meaning == .crash else {
      if worker.isProbe { breaker.probeStopped() }
      return
    }
    if worker.isProbe {
      breaker.probeCrashed(at: now, delay: delay)
      if case .open(let until) = breaker.state { breakerMoved(.probesFailed(waiting: until - now)) }
    }
    workers[user]?.crashes += 1
    let alive = counts[.starting, default: 0] + counts[.running, default: 0]
    let others = worker.phase == .starting || worker.phase == .running ? alive - 1 : alive
    if breaker.crashed(user, alive: others, at: now, delay: delay), case .open(let until) = breaker.state {
      breakerMoved(.manyCrashed(workers: breaker.crashed, waiting: until - now))
    }
  }

  private mutating func restart(
    _ user: UserID, _ worker: PlannedWorker, _ meaning: ExitMeaning, lived: Duration, at now: Moment, jitter: Double
  ) {
    guard breaker.isClosed || meaning != .crash else { return line(up: user, at: now) }
    if lived >= policy.stableLife || worker.completedCycle {
      workers[user]?.failures = 0
      let earliest = worker.lastRestartAtOnce.map { $0 + policy.atOnceDistance } ?? now
      workers[user]?.lastRestartAtOnce = max(earliest, now)
      if earliest <= now { line(up: user, at: now) } else { enter(.backingOff(until: earliest), user, at: now) }
    } else {
      workers[user]?.failures += 1
      enter(.backingOff(until: now + policy.delay(failures: worker.failures, jitter: jitter)), user, at: now)
    }
  }

  // MARK: What to do

  /// Everything to be done now, each step once.
  package mutating func steps(at now: Moment) -> [PlanStep] {
    while let entry = agenda.next(at: now) {
      guard workers[entry.user]?.agendaAt == entry.at else { continue }
      workers[entry.user]?.agendaAt = nil
      fallDue(entry.user, at: now)
      schedule(entry.user)
    }
    if case .open(let until) = breaker.state, until <= now {
      breaker.probe()
      markWaitingChanged()
    }
    startWhoMay(at: now)
    defer { pending = [] }
    return pending
  }

  private mutating func fallDue(_ user: UserID, at now: Moment) {
    guard let worker = workers[user], let due = worker.due(policy), due <= now else { return }
    switch worker.phase {
    case .backingOff: line(up: user, at: now)
    case .starting: kill(user, because: .startTooLong, at: now)
    case .running:
      if let heard = worker.lastHeard, heard + policy.watchdog <= now { return kill(user, because: .silent, at: now) }
      if worker.isProbe { proven(user, at: now) }
    case .stopping:
      workers[user]?.wasKilled = true
      changed.insert(user)
      if let pid = worker.pid { pending.append(.kill(pid: pid)) }
    case .off, .waiting, .held: break
    }
  }

  private mutating func kill(_ user: UserID, because reason: StopReason, at now: Moment) {
    guard let pid = workers[user]?.pid else { return }
    pending.append(.kill(pid: pid))
    workers[user]?.wasKilled = true
    enter(.stopping(reason), user, at: now)
  }

  private mutating func startWhoMay(at now: Moment) {
    while mayStart, let user = queue.popFirst() {
      workers[user]?.isQueued = false
      guard let worker = workers[user], worker.phase == .waiting(.turn), worker.hasLease else { continue }
      breaker.started(user)
      workers[user]?.isProbe = !breaker.isClosed
      workers[user]?.startedFor = worker.wanted
      workers[user]?.startedAfterReloads = reloads
      if worker.lastExit != nil { workers[user]?.countRestart(at: now) }
      enter(.starting, user, at: now)
      pending.append(.start(user, intervalSeconds: worker.wanted.intervalSeconds))
    }
    if case .probing(out: 0, _) = breaker.state, queue.isEmpty { recovered(at: now) }
  }

  private var mayStart: Bool {
    guard !isShuttingDown, counts[.starting, default: 0] < policy.startingAtOnce else { return false }
    return switch breaker.state {
    case .closed: true
    case .open: false
    case .probing(let out, _): out < FleetBreaker.probesAtOnce
    }
  }

  // MARK: Moves

  private mutating func proven(_ user: UserID, at now: Moment) {
    workers[user]?.isProbe = false
    if breaker.proven(at: now) { breakerMoved(.recovered) }
  }

  private mutating func recovered(at now: Moment) {
    breaker.close(at: now)
    breakerMoved(.recovered)
  }

  private mutating func breakerMoved(_ event: FleetEvent) {
    pending.append(.announce(event))
    // Probes of a round that is over count in no other.
    for (user, worker) in workers where worker.isProbe { workers[user]?.isProbe = false }
    markWaitingChanged()
  }

  /// The words of all who wait depend on the breaker, which moves seldom.
  private mutating func markWaitingChanged() {
    for (user, worker) in workers where worker.phase == .waiting(.turn) { changed.insert(user) }
  }

  private mutating func line(up user: UserID, at now: Moment) {
    enter(.waiting(.turn), user, at: now)
    guard workers[user]?.isQueued == false else { return }
    workers[user]?.isQueued = true
    queue.append(user)
  }

  private mutating func enter(_ phase: WorkerPhase, _ user: UserID, at now: Moment) {
    guard let old = workers[user]?.phase else { return }
    counts[old.name, default: 0] -= 1
    counts[phase.name, default: 0] += 1
    workers[user]?.phase = phase
    workers[user]?.since = now
    changed.insert(user)
    schedule(user)
  }

  private mutating func schedule(_ user: UserID) {
    guard let worker = workers[user], let due = worker.due(policy) else { return }
    if let planned = worker.agendaAt, planned <= due { return }
    workers[user]?.agendaAt = due
    agenda.add(user, at: due)
  }
}
