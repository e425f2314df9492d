/// All the plan knows of one user's worker.
struct PlannedWorker: Sendable {
  var wanted: WantedWorker
  var isWanted = true
  var hasLease = false
  var phase: WorkerPhase = .waiting(.lease)
  var since: Moment

  // The process, while there is one.
  var pid: Int32?
  var startedAt: Moment?
  /// What was wanted when it was started.
  var startedFor: WantedWorker?
  /// How often the operator had reloaded by then.
  var startedAfterReloads = 0
  var completedCycle = false
  var isProbe = false
  /// When it last said `WATCHDOG=1`; nil until it first does, for not every program does.
  var lastHeard: Moment?
  var wasKilled = false
  /// Its own words about itself.
  var activity = ""
  /// Bytes of memory it said it has in use.
  var residentBytes: Int?

  // Across processes.
  /// Failures in a row: what the back-off doubles with.
  var failures = 0
  var restarts = 0
  /// The restarts of the last day, at most a hundred of them.
  var restartMoments: [Moment] = []
  var crashes = 0
  var lastExit: LastExit?
  var lastRestartAtOnce: Moment?

  // Bookkeeping of the plan.
  var isQueued = false
  var agendaAt: Moment?

  struct LastExit: Sendable {
    var exit: WorkerExit
    var at: Moment
    var lived: Duration
    /// Why it was killed, when it was the supervisor who did.
    var failing: StopReason?
  }

  init(_ wanted: WantedWorker, since: Moment) {
    self.wanted = wanted
    self.since = since
  }

  mutating func countRestart(at now: Moment) {
    restarts += 1
    restartMoments.removeAll { now - $0 > .seconds(86_400) }
    if restartMoments.count == 100 { restartMoments.removeFirst() }
    restartMoments.append(now)
  }

  /// When something falls due if nothing happens before.
  func due(_ policy: RestartPolicy) -> Moment? {
    switch phase {
    case .off, .waiting, .held: return nil
    case .starting: return since + policy.startTimeout
    case .stopping: return wasKilled ? nil : since + policy.stopGrace
    case .backingOff(let until): return until
    case .running:
      let silent = lastHeard.map { $0 + policy.watchdog }
      guard isProbe else { return silent }
      let proven = since + FleetBreaker.probeLife
      return silent.map { min($0, proven) } ?? proven
    }
  }
}
