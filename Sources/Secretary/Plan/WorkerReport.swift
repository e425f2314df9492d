/// All that is told of one worker when something about it changed.
package struct WorkerReport: Sendable, Equatable {
  package var userID: UserID
  package var condition: WorkerCondition
  package var since: Moment
  package var pid: Int32?
  /// When the next attempt is due, or it wakes up, if that is known.
  package var nextAt: Moment?
  package var startedAt: Moment?
  package var readyAt: Moment?
  /// When it last said `WATCHDOG=1`.
  package var heardAt: Moment?
  package var restarts: Int
  package var restartsLastDay: Int
  package var crashes: Int
  /// The last end, when, and after what life.
  package var lastExit: WorkerExit?
  package var lastExitAt: Moment?
  package var lastExitLived: Duration?
  package var settingsVersion: Int

  package var state: WorkerCondition.Name { condition.state }

  init(_ worker: PlannedWorker, breaker: FleetBreaker.State, policy: RestartPolicy) {
    userID = worker.wanted.userID
    condition = WorkerCondition(worker, breaker: breaker, policy: policy)
    since = worker.since
    pid = worker.process?.pid
    if case .backingOff(let until) = worker.phase { nextAt = until }
    if case .asleep(_, let until) = worker.phase { nextAt = until }
    if case .waiting(.limit(_, let until)) = worker.phase { nextAt = until }
    if case .waiting(.turn) = worker.phase, case .open(let until) = breaker { nextAt = until }
    startedAt = worker.process?.startedAt
    readyAt = worker.process?.readyAt
    heardAt = worker.process?.lastHeard
    restarts = worker.restarts
    restartsLastDay = worker.restartMoments.count
    crashes = worker.crashes
    lastExit = worker.lastEnd?.exit
    lastExitAt = worker.lastEnd?.at
    lastExitLived = worker.lastEnd?.lived
    settingsVersion = worker.wanted.settingsVersion
  }
}
