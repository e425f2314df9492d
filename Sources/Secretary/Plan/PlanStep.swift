/// What the plan asks the launcher to do, in order.
package enum PlanStep: Sendable, Equatable {
  /// Spawn it, then tell the plan `launched` or `couldNotStart`.
  case start(UserID, intervalSeconds: Int?)
  /// SIGTERM.
  case terminate(pid: Int32)
  /// SIGKILL: it had its grace, or it does not answer.
  case kill(pid: Int32)
  /// SIGUSR1: somebody asked for a check now.
  case checkNow(pid: Int32)
  /// The lease on this user is no longer needed.
  case release(UserID)
  case announce(FleetEvent)
}

/// Something that concerns all workers and is said once.
package enum FleetEvent: Sendable, Equatable {
  case manyCrashed(workers: Int, waiting: Duration)
  case probesFailed(waiting: Duration)
  case recovered
}
