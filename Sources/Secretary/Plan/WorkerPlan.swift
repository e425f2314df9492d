/// Decides what to start, stop and leave alone. Pure: rows, exits and messages go in with the moment they came, steps
/// come out; it never waits, asks the time or touches a process. What concerns one worker costs the same however many there
/// are; a changed list, a reload, the end of all and a move of the breaker cost their number.
///
/// A worker goes `waiting → launching → starting → running`, between `running` and `asleep` as often as it likes, and from an
/// exit to `waiting`, `backing off` or `held`; `stopping` is on the way to `off` or to another start. What that does to one worker is decided in `PlannedWorker`; here is what
/// concerns them all: who is told of it, whose turn it is, and the breaker.
package struct WorkerPlan: Sendable {
  package let policy: RestartPolicy
  private var workers: [UserID: PlannedWorker] = [:]
  private var userOfPid: [Int32: UserID] = [:]
  private var counts: [WorkerCondition.Name: Int] = [:]
  private var queue = Queue<UserID>()
  private var timers = TimerQueue()
  private var breaker = FleetBreaker()
  private var pending: [PlanStep] = []
  private var changed: Set<UserID> = []
  private var isShuttingDown = false
  private var reloads = 0

  package init(policy: RestartPolicy) { self.policy = policy }

  // MARK: Questions

  /// When `steps(at:)` has something to do even if nothing happens before.
  package var nextMoment: Moment? {
    guard case .open(let until) = breaker.state else { return timers.soonest }
    return timers.soonest.map { min($0, until) } ?? until
  }

  package var summary: FleetSummary { FleetSummary(counts: counts, breakerIsClosed: breaker.isClosed) }

  /// Processes that are believed to run.
  package var pids: Dictionary<Int32, UserID>.Keys { userOfPid.keys }

  package func user(of pid: Int32) -> UserID? { userOfPid[pid] }

  /// Bytes of memory the user's worker last said it has in use.
  package func residentBytes(of user: UserID) -> Int? { workers[user]?.process?.residentBytes }

  /// Whose process may use something else than when this was last asked. Ten thousand sleepers use what they used before.
  package mutating func usersToMeasure() -> [(user: UserID, pid: Int32)] {
    var found: [(user: UserID, pid: Int32)] = []
    for (pid, user) in userOfPid {
      guard let worker = workers[user], worker.process?.isMeasured == false else { continue }
      if worker.phase.name == .asleep { workers[user]?.process?.isMeasured = true }
      found.append((user, pid))
    }
    return found
  }

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
      let isKnown = missing.remove(wanted.userID) != nil
      if isKnown { tell(wanted.userID) { $0.want(wanted, at: now) } } else { add(wanted, at: now) }
    }
    for user in missing { tell(user) { $0.stop(because: .switchedOff, at: now) } }
  }

  private mutating func add(_ wanted: WantedWorker, at now: Moment) {
    let worker = PlannedWorker(wanted, since: now)
    workers[wanted.userID] = worker
    counts[worker.phase.name, default: 0] += 1
    changed.insert(wanted.userID)
  }

  /// The store wrote leases for these users.
  package mutating func granted(_ list: some Sequence<UserID>, at now: Moment) {
    for user in list { tell(user) { $0.granted(at: now) } }
  }

  /// Another supervisor holds the lease on this user.
  package mutating func refused(_ user: UserID, heldBy holder: String, at now: Moment) {
    tell(user) { $0.refused(heldBy: holder, at: now) }
  }

  /// Another supervisor took these users over: their workers may write no more.
  package mutating func lostLeases(_ list: some Sequence<UserID>, at now: Moment) {
    for user in list { tell(user) { $0.lostLease(at: now) } }
  }

  /// The operator reloaded: whoever is held for bad settings may try again, for the configuration may be better now. So
  /// may whoever is on its way to be: it read the file of before.
  package mutating func reloaded(at now: Moment) {
    reloads += 1
    for user in Array(workers.keys) { tell(user) { $0.reloaded(at: now) } }
  }

  /// The store can be used again: whoever ended for something temporary need not wait longer, for that was most likely it.
  package mutating func storeReturned(at now: Moment) {
    for user in Array(workers.keys) { tell(user) { $0.storeReturned(at: now) } }
  }

  /// Stops everybody, all at once, and starts nobody any more.
  package mutating func shutDown(at now: Moment) {
    isShuttingDown = true
    for user in Array(workers.keys) { tell(user) { $0.stop(because: .shutdown, at: now) } }
  }

  // MARK: What happened

  package mutating func launched(_ user: UserID, pid: Int32, at now: Moment) {
    userOfPid[pid] = user
    tell(user) { $0.launched(pid: pid, at: now) }
  }

  /// The launcher could not start it; `words` says why. It is tried again after the usual pause.
  package mutating func couldNotStart(
    _ user: UserID, _ words: String, because cause: StartFailure = .lacking, at now: Moment, jitter: Double
  ) {
    ended(user, .notStarted(words), cause, at: now, jitter: jitter)
  }

  package mutating func heard(_ message: WorkerMessage, from pid: Int32, at now: Moment) {
    guard let user = userOfPid[pid] else { return }
    if tell(user, { $0.heard(message, at: now) }) == .proven { proven(user, at: now) }
  }

  /// A process ended. A pid that is not known (told twice) changes nothing.
  package mutating func exited(pid: Int32, _ exit: WorkerExit, at now: Moment, jitter: Double) {
    guard let user = userOfPid.removeValue(forKey: pid) else { return }
    ended(user, exit, at: now, jitter: jitter)
  }

  private mutating func ended(
    _ user: UserID, _ exit: WorkerExit, _ failure: StartFailure = .lacking, at now: Moment, jitter: Double
  ) {
    guard let worker = workers[user] else { return }
    var end = worker.end(exit, at: now)
    end.isFailedStart = failure == .failed
    end.isForLimit = failure == .limit
    tellBreaker(end, of: worker, jitter: jitter)
    let (isClosed, reloads, policy) = (breaker.isClosed, reloads, policy)
    tell(user) {
      $0.ended(end, breakerIsClosed: isClosed, reloads: reloads, policy: policy, jitter: jitter)
    }
  }

  // MARK: The breaker

  private mutating func tellBreaker(_ end: PlannedWorker.End, of worker: PlannedWorker, jitter: Double) {
    guard end.isCrash, !end.wasAsked else {
      // Ended before it could prove anything: its place is another's.
      if worker.isProbe { breaker.probeStopped() }
      return
    }
    let delay = { [policy] openings in policy.delay(failures: openings, jitter: jitter) }
    if worker.isProbe {
      breaker.probeCrashed(at: end.at, delay: delay)
      if case .open(let until) = breaker.state { breakerMoved(.probesFailed(waiting: until - end.at)) }
    }
    let living: [WorkerCondition.Name] = [.starting, .running, .asleep]
    let others = living.reduce(0) { $0 + counts[$1, default: 0] } - (living.contains(worker.phase.name) ? 1 : 0)
    if breaker.crashed(worker.wanted.userID, alive: others, at: end.at, delay: delay),
      case .open(let until) = breaker.state
    {
      breakerMoved(.manyCrashed(workers: breaker.crashed, waiting: until - end.at))
    }
  }

  private mutating func proven(_ user: UserID, at now: Moment) {
    workers[user]?.endProbe()
    if breaker.proven(at: now) { breakerMoved(.recovered) }
  }

  private mutating func breakerMoved(_ event: FleetEvent) {
    pending.append(.announce(event))
    // Probes of a round that is over count in no other.
    for (user, worker) in workers where worker.isProbe { workers[user]?.endProbe() }
    markWaitingChanged()
  }

  /// What is told of all who wait depends on the breaker, which moves seldom.
  private mutating func markWaitingChanged() {
    for (user, worker) in workers where worker.phase == .waiting(.turn) { changed.insert(user) }
  }

  // MARK: What to do

  /// Everything to be done now, each step once.
  package mutating func steps(at now: Moment) -> [PlanStep] {
    while let entry = timers.next(at: now) {
      guard workers[entry.user]?.timerAt == entry.at else { continue }
      workers[entry.user]?.timerAt = nil
      let policy = policy
      if tell(entry.user, { $0.fallDue(policy, at: now) }) == .proven { proven(entry.user, at: now) }
    }
    if case .open(let until) = breaker.state, until <= now {
      breaker.probe()
      markWaitingChanged()
    }
    startWhoMay(at: now)
    defer { pending = [] }
    return pending
  }

  private mutating func startWhoMay(at now: Moment) {
    while mayStart, let user = queue.popFirst() {
      workers[user]?.isQueued = false
      guard let worker = workers[user], worker.phase == .waiting(.turn), worker.hasLease else { continue }
      breaker.started(user)
      let (isProbe, reloads) = (!breaker.isClosed, reloads)
      tell(user) { $0.begin(asProbe: isProbe, reloads: reloads, at: now) }
    }
    if case .probing(out: 0, _) = breaker.state, queue.isEmpty {
      breaker.close(at: now)
      breakerMoved(.recovered)
    }
  }

  private var mayStart: Bool {
    guard !isShuttingDown, counts[.starting, default: 0] < policy.startingAtOnce else { return false }
    return switch breaker.state {
    case .closed: true
    case .open: false
    case .probing(let out, _): out < FleetBreaker.probesAtOnce
    }
  }

  /// Lets an event happen to a worker and sees to what follows for the counts, the reports, the
  /// timers and the steps. A probe that has proven itself is the caller's.
  @discardableResult
  private mutating func tell(_ user: UserID, _ event: (inout PlannedWorker) -> WorkerAction) -> WorkerAction {
    guard let index = workers.index(forKey: user) else { return .none }
    let before = workers.values[index].phase.name
    let action = event(&workers.values[index])
    let worker = workers.values[index]
    counts[before, default: 0] -= 1
    counts[worker.phase.name, default: 0] += 1
    if worker.hasNews {
      changed.insert(user)
      workers.values[index].hasNews = false
    }
    if let due = worker.due(policy), worker.timerAt.map({ due < $0 }) ?? true {
      workers.values[index].timerAt = due
      timers.add(user, at: due)
    }
    switch action {
    case .none, .proven: break
    case .lineUp where worker.isQueued: break
    case .lineUp:
      workers.values[index].isQueued = true
      queue.append(user)
    case .start(let interval): pending.append(.start(user, intervalSeconds: interval))
    case .terminate(let pid): pending.append(.terminate(pid: pid))
    case .kill(let pid): pending.append(.kill(pid: pid))
    case .checkNow(let pid): pending.append(.checkNow(pid: pid))
    case .release: pending.append(.release(user))
    }
    return action
  }
}
