package import Secretary

/// Where one user's worker stands, for a reader who knows which supervisors live.
package enum WorkerStanding: Sendable, Equatable {
  /// As a living supervisor tells it, or as one that is gone left it when it was off.
  case told(WorkerCondition)
  /// Wanted, and nothing was told of it yet.
  case new
  /// Wanted, nothing was ever told of it, and no supervisor lives.
  case unserved
  /// Wanted, and the supervisor that served it is gone.
  case down
  /// Not to be served, and nothing of it runs.
  case inactive(InactiveReason)
  /// Its row of `worker_status` cannot be understood, for that column.
  case unreadable(column: String)

  /// The word for machines, in the order of how much it matters.
  package enum Name: String, Sendable, CaseIterable {
    case running, asleep, starting, waiting
    case backingOff = "backing_off"
    case stopping, held, down, off

    /// Whether there is a worker that checks the mailbox when it is due or asked to.
    package var isServed: Bool { self == .running || self == .asleep }
  }

  package var name: Name {
    switch self {
    case .told(.running): .running
    case .told(.asleep): .asleep
    case .told(.starting): .starting
    case .told(.waiting), .new, .unserved: .waiting
    case .told(.backingOff): .backingOff
    case .told(.stopping): .stopping
    case .told(.held), .unreadable: .held
    case .down: .down
    case .told(.off), .inactive: .off
    }
  }
}
