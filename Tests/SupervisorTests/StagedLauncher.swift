import Glibc
import Secretary
import Storage
import StoreRequests

@testable import Supervisor

/// A launcher that starts no processes: a test hears of every order as it is given and plays the workers' part.
@MainActor final class StagedLauncher: WorkerLauncher {
  enum Order: Equatable, Sendable {
    case launch(UserID, pid: Int32)
    case signal(pid: Int32, Int32)
    case reconcile

    var isTermination: Bool { if case .signal(_, SIGTERM) = self { true } else { false } }
  }

  var descriptors = DescriptorBudget(open: 10, limit: 1000)
  /// What the next launch is refused with.
  var refusal: LaunchRefusal?
  private(set) var tickets: [UserID: WorkerTicket] = [:]
  /// Children nobody has dealt with the exit of.
  private(set) var running: Set<Int32> = []
  private(set) var forgotten: [Int32] = []
  private let orders: AsyncStream<Order>
  private let given: AsyncStream<Order>.Continuation
  private let events: EventQueue
  private var nextPID: Int32 = 100
  /// How many workers are to run, as it was last told.
  private(set) var expected = 0
  /// Starts it has not told of yet, while it is slow to tell.
  var untold: [SupervisorEvent]?

  init(events: EventQueue) {
    self.events = events
    (orders, given) = AsyncStream.makeStream(of: Order.self)
  }

  func expect(_ count: Int) { expected = count }

  /// What is said of any number of workers.
  var lack: String?
  func lack(for count: Int) -> String? { lack }

  func launch(_ user: UserID, ticket: [UInt8]) {
    if let refusal { return events.post(.notStarted(user, refusal)) }
    nextPID += 1
    running.insert(nextPID)
    tickets[user] = WorkerTicket(line: ticket)
    if untold == nil { events.post(.started(user, pid: nextPID)) } else { untold?.append(.started(user, pid: nextPID)) }
    given.yield(.launch(user, pid: nextPID))
  }

  func outcome(of news: LauncherNews, from launcher: Int32) -> [SupervisorEvent] { [] }

  func signal(_ pid: Int32, _ signal: Int32) { given.yield(.signal(pid: pid, signal)) }
  func processorTime(of pid: Int32) -> Duration? { running.contains(pid) ? .milliseconds(1_234) : nil }
  func forget(_ pid: Int32) {
    running.remove(pid)
    forgotten.append(pid)
  }
  func reconcile(at now: Moment) { given.yield(.reconcile) }

  /// Whoever waits for an order gets none any more.
  func giveNoMore() { given.finish() }

  /// The next order that is not a mere reconcile pass; nil when there will be none.
  func nextOrder() async -> Order? {
    for await order in orders where order != .reconcile { return order }
    return nil
  }
}
