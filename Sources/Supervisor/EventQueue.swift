import Secretary
import Storage
import Synchronization

/// Something the supervisor has to think about.
enum SupervisorEvent: Sendable {
  /// A moment it asked to be woken at has come.
  case timer
  case started(UserID, pid: Int32)
  case notStarted(UserID, LaunchRefusal)
  case exited(pid: Int32, WorkerExit)
  /// Something came of the launcher with that number, which knows what it means for workers.
  case launcher(Int32, LauncherNews)
  case heard([(pid: Int32, WorkerMessage)])
  case store(StoreAnswer)
  /// SIGTERM or SIGINT.
  case stop
  /// SIGHUP
  case reload
  /// It can go on no longer.
  case failed(SupervisorError)
}

/// Where events wait for the supervisor. Those that come together are taken together, so that a thousand exits at
/// once are one turn and not a thousand.
final class EventQueue: Sendable {
  /// One element for each time the queue went from empty to not empty.
  let arrivals: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let events = Mutex<[SupervisorEvent]>([])

  init() {
    (arrivals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  func post(_ event: SupervisorEvent) {
    let wasEmpty = events.withLock { events in
      defer { events.append(event) }
      return events.isEmpty
    }
    if wasEmpty { signal.yield() }
  }

  func takeAll() -> [SupervisorEvent] {
    events.withLock { events in
      defer { events = [] }
      return events
    }
  }
}
