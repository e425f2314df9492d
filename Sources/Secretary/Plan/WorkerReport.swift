/// What a person is told of one worker: what is so, and what happens next.
package struct WorkerReport: Sendable, Equatable {
  package var userID: UserID
  package var state: WorkerPhase.Name
  package var since: Moment
  package var pid: Int32?
  package var words: String
  /// When the next attempt is due, if one is.
  package var nextAt: Moment?
  package var startedAt: Moment?
  /// When it last said `WATCHDOG=1`.
  package var heardAt: Moment?
  package var restarts: Int
  package var restartsLastDay: Int
  package var crashes: Int
  /// The last end: in words, when, and after what life.
  package var lastExit: String?
  package var lastExitAt: Moment?
  package var lastExitLived: Duration?
  package var settingsVersion: Int

  init(_ worker: PlannedWorker, breaker: FleetBreaker.State, policy: RestartPolicy) {
    userID = worker.wanted.userID
    // Access withdrawn takes the user off the list of those wanted; what they wait for is the same.
    let waitsForUser = worker.phase == .off && worker.lastExit?.exit.meaning == .needsUser
    state = waitsForUser ? .held : worker.phase.name
    since = worker.since
    pid = worker.pid
    words = worker.words(breaker: breaker, policy: policy)
    if case .backingOff(let until) = worker.phase { nextAt = until }
    if case .waiting(.turn) = worker.phase, case .open(let until) = breaker { nextAt = until }
    startedAt = worker.startedAt
    heardAt = worker.lastHeard
    restarts = worker.restarts
    restartsLastDay = worker.restartMoments.count
    crashes = worker.crashes
    lastExit = worker.lastExit?.exit.words
    lastExitAt = worker.lastExit?.at
    lastExitLived = worker.lastExit?.lived
    settingsVersion = worker.wanted.settingsVersion
  }
}

/// How many workers are in each state.
package struct FleetSummary: Sendable, Equatable {
  package var counts: [WorkerPhase.Name: Int]
  package var breakerIsClosed: Bool

  /// "987 running, 10 starting, 3 held": for `STATUS=` and the supervisor's own row.
  package var words: String {
    let order: [(WorkerPhase.Name, String)] = [
      (.running, "running"), (.starting, "starting"), (.waiting, "waiting"), (.backingOff, "backing off"),
      (.held, "held"), (.stopping, "stopping"),
    ]
    let parts = order.compactMap { name, word in counts[name].flatMap { $0 > 0 ? "\($0) \(word)" : nil } }
    let text = parts.isEmpty ? "no workers wanted" : parts.joined(separator: ", ")
    return breakerIsClosed ? text : text + "; many crashed at once, so starts are held back"
  }
}

extension PlannedWorker {
  private static let accessWithdrawn = "Google access was withdrawn; starts when the account is connected again"

  func words(breaker: FleetBreaker.State, policy: RestartPolicy) -> String {
    switch phase {
    case .off:
      lastExit?.exit.meaning == .needsUser
        ? Self.accessWithdrawn : "switched off; starts when it is switched on and the account is connected"
    case .waiting(.lease): "waits for its lease; starts when that is written"
    case .waiting(.otherSupervisor(let holder)):
      "served by another supervisor (\(holder)); starts here when that one gives it up"
    case .waiting(.turn):
      switch breaker {
      case .closed: "waits for its turn; starts when workers before it are ready"
      case .open: "many workers crashed at once; starts after a common pause, when five others have tried"
      case .probing: "many workers crashed at once; starts when the five now trying keep running"
      }
    case .starting: "is starting; killed and tried again if it is not ready within \(policy.startTimeout.inWords)"
    case .running: activity.isEmpty ? "running" : "running: \(activity)"
    case .stopping(let reason): reason.words + (wasKilled ? "; was killed" : "; killed in \(policy.stopGrace.inWords)")
    case .backingOff:
      "\(lastExit.map(\.words) ?? "failed")\(failures > 1 ? ", \(failures) times in a row" : ""); tried again soon"
    case .held(.needsUser): Self.accessWithdrawn
    case .held(.badSettings):
      "its settings cannot be worked with (exit code 78); starts when they change or the supervisor is reloaded"
    }
  }
}

extension PlannedWorker.LastExit {
  var words: String {
    if failing == .startTooLong { return "was not ready after \(lived.inWords) and was killed" }
    if failing == .silent { return "stopped answering after \(lived.inWords) and was killed" }
    return switch exit.meaning {
    case .finished: "finished by itself after \(lived.inWords)"
    case .temporary: "failed for now (\(exit.words))"
    case .needsUser, .badSettings: exit.words
    case .crash: "crashed (\(exit.words)) after \(lived.inWords)"
    }
  }
}

extension StopReason {
  var words: String {
    switch self {
    case .switchedOff: "is stopping, because it was switched off"
    case .settingsChanged: "is stopping and starts again at once, because its interval changed"
    case .leaseLost: "is stopping, because another supervisor took the user over"
    case .shutdown: "is stopping, because the supervisor stops"
    case .startTooLong: "was not ready in time and is killed; tried again after a pause"
    case .silent: "stopped answering and is killed; started again after that"
    }
  }
}
