/// What one worker is doing, as its supervisor tells everybody else: the value in a status row. Whoever reads it decides by
/// the value, and makes the words for those it speaks to at the very end.
package enum WorkerCondition: Sendable, Equatable {
  /// Not wanted, no process.
  case off
  case waiting(WaitCause)
  /// Not ready yet; killed and tried again when it takes longer than `within`.
  case starting(within: Duration)
  /// `said` is what it last said of itself, in its own words; nil before it said anything.
  case running(said: String?)
  /// Nothing is to be done before `WorkerReport.nextAt`. `said` is what it said of the last check.
  case asleep(said: String?)
  /// Asked to end. It is killed when it takes longer than `within`, which is nil once it was.
  case stopping(StopReason, within: Duration?)
  /// It failed, so many times in a row, and is tried again. `fault` is what the supervisor killed it for, if it did.
  case backingOff(failures: Int, fault: StopReason?)
  /// Not tried again before somebody changes something.
  case held(HoldReason)

  /// The word in the status row.
  package enum Name: String, Sendable, CaseIterable {
    case off, waiting, starting, running, asleep, stopping, held
    case backingOff = "backing_off"
  }

  package var state: Name {
    switch self {
    case .off: .off
    case .waiting: .waiting
    case .starting: .starting
    case .running: .running
    case .asleep: .asleep
    case .stopping: .stopping
    case .backingOff: .backingOff
    case .held: .held
    }
  }
}

/// What a worker's turn has not come for.
package enum WaitCause: Sendable, Equatable {
  /// Its lease is not written yet.
  case lease
  /// Another holder, as it names itself, serves the user.
  case otherSupervisor(String)
  /// Workers before it are not ready yet.
  case turn
  /// A limit of the system leaves no room for it; the sentence says which, and what to do.
  case limit(String)
  /// Many workers crashed at once, and nobody is started for a while.
  case commonPause
  /// Many workers crashed at once, and a few are tried before all others.
  case probes
}

extension WorkerCondition {
  init(_ worker: PlannedWorker, breaker: FleetBreaker.State, policy: RestartPolicy) {
    switch worker.phase {
    // Access withdrawn takes the user off the list of those wanted; what they wait for is the same.
    case .off: self = worker.lastEnd?.exit.status == .needsUser ? .held(.needsUser) : .off
    case .waiting(let reason): self = .waiting(WaitCause(reason, breaker))
    case .launching, .starting: self = .starting(within: policy.startTimeout)
    case .running(let process): self = .running(said: process.said)
    case .asleep(let process, _): self = .asleep(said: process.said)
    case .stopping(let reason, _, let isKilled): self = .stopping(reason, within: isKilled ? nil : policy.stopGrace)
    case .backingOff: self = .backingOff(failures: worker.failures, fault: worker.lastEnd?.fault)
    case .held(let reason): self = .held(reason)
    }
  }
}

extension WaitCause {
  init(_ reason: WaitReason, _ breaker: FleetBreaker.State) {
    switch (reason, breaker) {
    case (.lease, _): self = .lease
    case (.otherSupervisor(let holder), _): self = .otherSupervisor(holder)
    case (.limit(let words, _), _): self = .limit(words)
    case (.turn, .closed): self = .turn
    case (.turn, .open): self = .commonPause
    case (.turn, .probing): self = .probes
    }
  }
}
