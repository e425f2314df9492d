/// What a change of what should run does to a worker.
extension PlannedWorker {
  /// The row of a user who is wanted was read again.
  mutating func want(_ row: WantedWorker, at now: Moment) -> WorkerAction {
    let old = wanted
    guard old != row || !isWanted else { return .none }
    wanted = row
    isWanted = true
    hasNews = true
    switch phase {
    case .off:
      hasLease = false
      enter(.waiting(.lease), at: now)
      return .none
    case .held(.needsUser) where old.credentialsVersion != row.credentialsVersion,
      .held(.badSettings) where old.settingsVersion != row.settingsVersion,
      .held(.unreadable) where old.unreadable != row.unreadable:
      failures = 0
      return lineUp(at: now)
    // In the middle of its turn it is given up; its place in the queue comes to nothing.
    case .waiting(.turn) where row.unreadable != nil: return lineUp(at: now)
    case .starting(let process), .running(let process), .asleep(let process, _):
      if row.unreadable != nil { return terminate(because: .settingsChanged, at: now) }
      if process.start.wanted.intervalSeconds != row.intervalSeconds {
        return terminate(because: .settingsChanged, at: now)
      }
      if let asked = row.checkRequestedAt, asked != old.checkRequestedAt, phase.name != .starting {
        return .checkNow(pid: process.pid)
      }
      return .none
    case .waiting, .launching, .stopping, .backingOff, .held: return .none
    }
  }

  mutating func granted(at now: Moment) -> WorkerAction {
    guard isWanted else { return .none }
    hasLease = true
    if case .waiting = phase { return lineUp(at: now) }
    return .none
  }

  mutating func refused(heldBy holder: String, at now: Moment) -> WorkerAction {
    guard !hasLease, case .waiting(let reason) = phase, reason != .otherSupervisor(holder) else { return .none }
    enter(.waiting(.otherSupervisor(holder)), at: now)
    return .none
  }

  mutating func lostLease(at now: Moment) -> WorkerAction {
    guard hasLease else { return .none }
    hasLease = false
    switch phase {
    case .starting, .running, .asleep: return terminate(because: .leaseLost, at: now)
    case .waiting, .backingOff, .held: enter(.waiting(.lease), at: now)
    case .off, .launching, .stopping: break
    }
    return .none
  }

  mutating func reloaded(at now: Moment) -> WorkerAction {
    phase == .held(.badSettings) ? lineUp(at: now) : .none
  }

  mutating func stop(because reason: StopReason, at now: Moment) -> WorkerAction {
    guard isWanted || reason == .shutdown else { return .none }
    isWanted = false
    switch phase {
    // Met in `launched`, or in `ended` when it comes to nothing.
    case .launching: return .none
    case .stopping(let already, _, _) where already.isFailure: return .none
    case .starting, .running, .asleep, .stopping: return terminate(because: reason, at: now)
    case .off, .waiting, .backingOff, .held: return leave(at: now)
    }
  }
}

/// The moves that events end in.
extension PlannedWorker {
  /// Whoever's row cannot be understood has no turn.
  mutating func lineUp(at now: Moment) -> WorkerAction {
    if let problem = wanted.unreadable {
      enter(.held(.unreadable(problem)), at: now)
      return .none
    }
    enter(.waiting(.turn), at: now)
    return .lineUp
  }

  /// Asks its process to end, once; asked again, the reason and the grace are the new ones.
  mutating func terminate(because reason: StopReason, at now: Moment) -> WorkerAction {
    guard let process else { return .none }
    if case .stopping(_, _, let isKilled) = phase {
      enter(.stopping(reason, process, isKilled: isKilled), at: now)
      return .none
    }
    enter(.stopping(reason, process, isKilled: false), at: now)
    return .terminate(pid: process.pid)
  }

  mutating func kill(_ process: PlannedProcess, because reason: StopReason, at now: Moment) -> WorkerAction {
    enter(.stopping(reason, process, isKilled: true), at: now)
    return .kill(pid: process.pid)
  }

  mutating func leave(at now: Moment) -> WorkerAction {
    let hadLease = hasLease
    hasLease = false
    enter(.off, at: now)
    return hadLease ? .release : .none
  }
}
