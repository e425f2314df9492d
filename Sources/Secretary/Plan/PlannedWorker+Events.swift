/// What becomes of a worker by its turn, by what its process says, by time, and by its end.
extension PlannedWorker {
  /// Its turn has come.
  mutating func begin(asProbe isProbe: Bool, reloads: Int, at now: Moment) -> WorkerAction {
    if lastEnd != nil { countRestart(at: now) }
    enter(.launching(WorkerStart(wanted: wanted, reloads: reloads, isProbe: isProbe)), at: now)
    return .start(intervalSeconds: wanted.intervalSeconds)
  }

  mutating func launched(pid: Int32, at now: Moment) -> WorkerAction {
    guard case .launching(let start) = phase else { return .none }
    enter(.starting(PlannedProcess(pid: pid, startedAt: now, start: start)), at: now)
    return isWanted ? .none : terminate(because: .switchedOff, at: now)
  }

  mutating func heard(_ message: WorkerMessage, at now: Moment) -> WorkerAction {
    guard var heard = process else { return .none }
    if message.saysWatchdog || heard.lastHeard != nil { heard.lastHeard = now }
    if let activity = message.status, activity != heard.activity {
      heard.activity = activity
      hasNews = true
    }
    if let bytes = message.residentBytes { heard.residentBytes = bytes }
    heard.isMeasured = false
    if message.completedCycle {
      heard.completedCycle = true
      failures = 0
    }
    process = heard
    tellPhase(message, at: now)
    return message.completedCycle && isProbe ? .proven : .none
  }

  /// Whoever speaks without saying that it sleeps is awake.
  private mutating func tellPhase(_ message: WorkerMessage, at now: Moment) {
    guard var process else { return }
    switch phase {
    case .starting where message.isReady || message.sleep != nil, .running, .asleep:
      process.readyAt = process.readyAt ?? now
      if let sleep = message.sleep {
        self.sleep(process, until: now + sleep, at: now)
      } else if phase.name == .running {
        self.process = process
      } else {
        enter(.running(process), at: now)
      }
    case .off, .waiting, .launching, .starting, .stopping, .backingOff, .held: break
    }
  }

  mutating func fallDue(_ policy: RestartPolicy, at now: Moment) -> WorkerAction {
    guard let due = due(policy), due <= now else { return .none }
    switch phase {
    case .backingOff, .waiting(.limit): return lineUp(at: now)
    case .starting(let process): return kill(process, because: .startTooLong, at: now)
    case .running(let process):
      if let heard = process.lastHeard, heard + policy.watchdog <= now {
        return kill(process, because: .silent, at: now)
      }
      return isProbe ? .proven : .none
    case .asleep(let process, let until):
      return until + policy.watchdog <= now ? kill(process, because: .silent, at: now) : .proven
    case .stopping(let reason, let process, _):
      return kill(process, because: reason, at: since)
    case .off, .waiting, .launching, .held: return .none
    }
  }

  /// - `breakerIsClosed`: as the breaker is after it counted this end.
  mutating func ended(
    _ end: End, breakerIsClosed: Bool, reloads: Int, policy: RestartPolicy, jitter: Double
  ) -> WorkerAction {
    let (process, start) = (process, start)
    lastEnd = end
    if end.isCrash, !end.wasAsked { crashes += 1 }
    if !isWanted { return leave(at: end.at) }
    if !hasLease {
      enter(.waiting(.lease), at: end.at)
      return .none
    }
    if end.wasAsked { return lineUp(at: end.at) }
    if end.isForLimit, case .notStarted(let words) = end.exit {
      enter(.waiting(.limit(words, until: end.at + policy.limitPause(jitter: jitter))), at: end.at)
      return .none
    }
    switch end.status {
    // What changed since it was started it may not have seen; then it is not held but tried once more.
    case .needsUser where start?.wanted.credentialsVersion == wanted.credentialsVersion:
      enter(.held(.needsUser), at: end.at)
      return .none
    case .configuration where start?.wanted.settingsVersion == wanted.settingsVersion && start?.reloads == reloads:
      enter(.held(.badSettings), at: end.at)
      return .none
    case _ where end.isCrash && !breakerIsClosed: return lineUp(at: end.at)
    case .needsUser, .configuration: return lineUp(at: end.at)
    case .finished, .temporary, .internalError, .usage:
      let isHealthy = end.lived >= policy.stableLife || process?.completedCycle == true
      return isHealthy ? restartAtOnce(policy, at: end.at) : backOff(policy, jitter: jitter, at: end.at)
    }
  }

  mutating func storeReturned(at now: Moment) -> WorkerAction {
    guard case .backingOff = phase, lastEnd?.status == .temporary else { return .none }
    failures = 0
    return lineUp(at: now)
  }

  private mutating func restartAtOnce(_ policy: RestartPolicy, at now: Moment) -> WorkerAction {
    failures = 0
    let earliest = lastRestartAtOnce.map { $0 + policy.atOnceDistance } ?? now
    lastRestartAtOnce = max(earliest, now)
    if earliest <= now { return lineUp(at: now) }
    enter(.backingOff(until: earliest), at: now)
    return .none
  }

  private mutating func backOff(_ policy: RestartPolicy, jitter: Double, at now: Moment) -> WorkerAction {
    let pause = policy.delay(failures: failures, jitter: jitter)
    failures += 1
    enter(.backingOff(until: now + pause), at: now)
    return .none
  }
}
