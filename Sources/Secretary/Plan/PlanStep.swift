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
package enum FleetEvent: Sendable, Equatable, CustomStringConvertible {
  case manyCrashed(workers: Int, waiting: Duration)
  case probesFailed(waiting: Duration)
  case recovered

  package var description: String {
    switch self {
    case .manyCrashed(let workers, let waiting):
      "\(workers) workers crashed within a minute, so the cause is probably shared; all starts wait \(waiting.inWords), then five try"
    case .probesFailed(let waiting):
      "a worker started as a probe crashed too; all starts wait another \(waiting.inWords)"
    case .recovered:
      "the workers started as probes keep running; all others are started again"
    }
  }
}

extension Duration {
  /// "0.8 s", "12 s", "5 min", "3 h": short and for people.
  package var inWords: String {
    let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
    if seconds < 10 {
      let tenths = Int((seconds * 10).rounded())
      return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
    if seconds < 100 { return "\(Int(seconds.rounded())) s" }
    if seconds < 5400 { return "\(Int((seconds / 60).rounded())) min" }
    if seconds < 172_800 { return "\(Int((seconds / 3600).rounded())) h" }
    return "\(Int((seconds / 86400).rounded())) days"
  }
}
