/// What one worker is doing, as the plan sees it. Who has a process, and what is known of it, is said by the phase.
enum WorkerPhase: Sendable, Equatable {
  /// Not wanted, no process.
  case off
  /// Wanted; its turn has not come.
  case waiting(WaitReason)
  /// The launcher was told to start it and has not answered.
  case launching(WorkerStart)
  /// Its process runs and has not said `READY=1`.
  case starting(PlannedProcess)
  case running(PlannedProcess)
  /// It has nothing to do before that moment, and nothing is heard of it until then.
  case asleep(PlannedProcess, until: Moment)
  /// Asked to end, or already killed.
  case stopping(StopReason, PlannedProcess, isKilled: Bool)
  /// It failed; tried again at that moment.
  case backingOff(until: Moment)
  /// Not tried again before somebody changes something.
  case held(HoldReason)

  var name: WorkerCondition.Name {
    switch self {
    case .off: .off
    case .waiting: .waiting
    case .launching, .starting: .starting
    case .running: .running
    case .asleep: .asleep
    case .stopping: .stopping
    case .backingOff: .backingOff
    case .held: .held
    }
  }

  /// The process, while there is one.
  var process: PlannedProcess? {
    switch self {
    case .starting(let process), .running(let process), .asleep(let process, _), .stopping(_, let process, _): process
    case .off, .waiting, .launching, .backingOff, .held: nil
    }
  }
}

enum WaitReason: Sendable, Equatable {
  /// For the lease on its user to be written.
  case lease
  /// For another supervisor, named in words, to give the user up.
  case otherSupervisor(String)
  /// For workers before it to become ready.
  case turn
  /// For a limit of the system to leave room, which is looked for again at that moment; the sentence says which.
  case limit(String, until: Moment)
}

package enum StopReason: String, Sendable {
  case switchedOff = "switched_off"
  case settingsChanged = "settings_changed"
  case leaseLost = "lease_lost"
  case shutdown
  /// Not ready in time.
  case startTooLong = "start_too_long"
  /// It stopped saying `WATCHDOG=1`, or did not wake up.
  case silent

  /// Whether the end that follows is the worker's own failure.
  var isFailure: Bool { self == .startTooLong || self == .silent }
}

package enum HoldReason: Sendable, Equatable {
  case needsUser
  case badSettings
  /// The row that says how to serve the user cannot be understood: column and mend, in words.
  case unreadable(String)
}
