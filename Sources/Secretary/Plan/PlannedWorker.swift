/// All the plan knows of one user's worker. What is wanted (`PlannedWorker+Settings`) and events (`PlannedWorker+Events`) change it;
/// each says with one action what follows for others.
struct PlannedWorker: Sendable {
  var wanted: WantedWorker
  var isWanted = true
  var hasLease = false
  private(set) var phase: WorkerPhase = .waiting(.lease)
  private(set) var since: Moment

  // Across processes.
  /// Failures in a row: what the back-off doubles with.
  var failures = 0
  var restarts = 0
  /// The restarts of the last day, at most a hundred of them.
  var restartMoments: [Moment] = []
  var crashes = 0
  var lastEnd: End?
  var lastRestartAtOnce: Moment?

  // Bookkeeping of the plan.
  /// Something is so that was not told yet.
  var hasNews = false
  var isQueued = false
  var timerAt: Moment?

  /// How a process ended, or a start that came to none.
  struct End: Sendable {
    var exit: WorkerExit
    var at: Moment
    var lived: Duration
    /// Why it was stopped, when it was the supervisor who did.
    var stopped: StopReason?
    /// There never was a process, because starting one failed.
    var isFailedStart = false
    /// There never was a process, because a limit of the system left no room for it.
    var isForLimit = false

    /// What it was killed for, when that is its own failure.
    var fault: StopReason? { stopped.flatMap { $0.isFailure ? $0 : nil } }
    /// Whether it ended because it was asked to, so that its exit says nothing about it.
    var wasAsked: Bool { stopped != nil && fault == nil }
    var status: ExitStatus { fault == nil ? exit.status : .internalError }
    var isCrash: Bool { status == .internalError || isFailedStart }
  }

  init(_ wanted: WantedWorker, since: Moment) {
    self.wanted = wanted
    self.since = since
  }

  mutating func enter(_ phase: WorkerPhase, at now: Moment) {
    self.phase = phase
    since = now
    hasNews = true
  }

  /// The worker says so before it, and the program that it becomes says so again: the same sleep.
  mutating func sleep(_ process: PlannedProcess, until: Moment, at now: Moment) {
    guard case .asleep(_, let before) = phase else { return enter(.asleep(process, until: until), at: now) }
    phase = .asleep(process, until: until)
    if until - before > .seconds(5) { hasNews = true }
  }

  /// The process, where there is one: what it says changes here, without the phase being another.
  var process: PlannedProcess? {
    get { phase.process }
    set {
      guard let process = newValue else { return }
      switch phase {
      case .starting: phase = .starting(process)
      case .running: phase = .running(process)
      case .asleep(_, let until): phase = .asleep(process, until: until)
      case .stopping(let reason, _, let isKilled): phase = .stopping(reason, process, isKilled: isKilled)
      case .off, .waiting, .launching, .backingOff, .held: break
      }
    }
  }

  /// What it was started with, while a start or a process is under way.
  var start: WorkerStart? {
    if case .launching(let start) = phase { start } else { process?.start }
  }

  var isProbe: Bool { start?.isProbe == true }

  /// It counts for nobody but itself from now on.
  mutating func endProbe() {
    if case .launching(var start) = phase {
      start.isProbe = false
      phase = .launching(start)
    }
    process?.start.isProbe = false
  }

  mutating func countRestart(at now: Moment) {
    restarts += 1
    restartMoments.removeAll { now - $0 > .seconds(86_400) }
    if restartMoments.count == 100 { restartMoments.removeFirst() }
    restartMoments.append(now)
  }

  /// How its process, or the start that came to none, ends by this.
  func end(_ exit: WorkerExit, at now: Moment) -> End {
    var end = End(exit: exit, at: now, lived: process.map { now - $0.startedAt } ?? .zero)
    if case .stopping(let reason, _, _) = phase { end.stopped = reason }
    return end
  }

  /// When something falls due if nothing happens before.
  func due(_ policy: RestartPolicy) -> Moment? {
    switch phase {
    case .waiting(.limit(_, let until)): return until
    case .off, .waiting, .launching, .held: return nil
    case .starting: return since + policy.startTimeout
    case .stopping(_, _, let isKilled): return isKilled ? nil : since + policy.stopGrace
    case .backingOff(let until): return until
    case .running(let process):
      let silent = process.lastHeard.map { $0 + policy.watchdog }
      guard isProbe else { return silent }
      let proven = since + FleetBreaker.probeLife
      return silent.map { min($0, proven) } ?? proven
    case .asleep(_, let until):
      let overslept = until + policy.watchdog
      return isProbe ? min(overslept, since + FleetBreaker.probeLife) : overslept
    }
  }
}
