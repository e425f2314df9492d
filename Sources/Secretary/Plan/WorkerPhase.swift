/// What one worker is doing, as the plan sees it.
package enum WorkerPhase: Sendable, Equatable {
  /// Not wanted, no process.
  case off
  /// Wanted; its turn has not come.
  case waiting(WaitReason)
  /// Its process runs and has not said `READY=1`.
  case starting
  case running
  /// Asked to end.
  case stopping(StopReason)
  /// It failed; tried again at that moment.
  case backingOff(until: Moment)
  /// Not tried again before somebody changes something.
  case held(HoldReason)

  /// The word in the status row.
  package enum Name: String, Sendable, CaseIterable {
    case off, waiting, starting, running, stopping, held
    case backingOff = "backing_off"
  }

  package var name: Name {
    switch self {
    case .off: .off
    case .waiting: .waiting
    case .starting: .starting
    case .running: .running
    case .stopping: .stopping
    case .backingOff: .backingOff
    case .held: .held
    }
  }
}

package enum WaitReason: Sendable, Equatable {
  /// For the lease on its user to be written.
  case lease
  /// For another supervisor, named in words, to give the user up.
  case otherSupervisor(String)
  /// For workers before it to become ready.
  case turn
}

package enum StopReason: String, Sendable {
  case switchedOff = "switched_off"
  case settingsChanged = "settings_changed"
  case leaseLost = "lease_lost"
  case shutdown
  /// Not ready in time.
  case startTooLong = "start_too_long"
  /// It stopped saying `WATCHDOG=1`.
  case silent

  /// Whether the end that follows is the worker's own failure.
  var isFailure: Bool { self == .startTooLong || self == .silent }
}

package enum HoldReason: String, Sendable {
  case needsUser = "needs_user"
  case badSettings = "bad_settings"
}
