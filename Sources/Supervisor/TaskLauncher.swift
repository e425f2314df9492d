import Glibc
package import Secretary
import Storage
package import StoreRequests

/// A worker that is a task of this process.
package protocol HostedWorker: Sendable {
  /// Serves its user until it ends, and says how.
  func run() async -> ExitStatus
  /// Asks for a check as soon as possible.
  func requestCheck()
  /// Asks it to end as soon as what it does is whole.
  func requestEnd()
}

/// The way back from a hosted worker.
package struct HostedWorkerReports: Sendable {
  /// How often it is to say that it is well, at least.
  package var watchdog: Duration
  /// Takes a message of the `sd_notify` protocol, as a process would send it.
  package var tell: @Sendable ([UInt8]) -> Void
  /// A step of it does not end: it is given up, and counts as ended with this.
  package var giveUp: @Sendable (ExitStatus) -> Void
}

/// Makes the worker that a ticket is for. What it throws is said in the status, and tried again.
package typealias WorkerHosting = @Sendable (WorkerTicket, HostedWorkerReports) throws -> any HostedWorker

/// Workers as tasks of this process (`secretary-worker --all`): each with its lease, its interval and its errors, as if it were a
/// process, and planned by the same plan. What processes give besides is missing: users' keys and mail lie in one memory, and
/// nothing can end a step that never does. Its worker is left behind then, and its user served by no other until it is over.
@MainActor final class TaskLauncher: WorkerLauncher {
  private let host: WorkerHosting
  private let watchdog: Duration
  private let events: EventQueue
  private var workers: [Int32: any HostedWorker] = [:]
  private var numbers: [UserID: Int32] = [:]
  private var lastNumber: Int32 = 0
  private(set) var descriptors: DescriptorBudget

  init(
    _ host: @escaping WorkerHosting, watchdog: Duration, descriptors: DescriptorBudget, events: EventQueue
  ) {
    self.host = host
    self.watchdog = watchdog
    self.descriptors = descriptors
    self.events = events
  }

  func expect(_ count: Int) {}

  /// They share what this process may have.
  func lack(for count: Int) -> String? { nil }

  /// Gives it a number below zero, in the place of a process id.
  func launch(_ user: UserID, ticket: [UInt8]) {
    guard numbers[user] == nil else {
      refuse(
        user,
        "a step of its last check does not end; it is served again once it has, or when this program is started anew")
      return
    }
    guard let ticket = WorkerTicket(line: ticket) else { return refuse(user, "its ticket cannot be read") }
    let number = lastNumber - 1
    let reports = HostedWorkerReports(
      watchdog: watchdog, tell: { [events] in events.post(.heard([(number, WorkerMessage(datagram: $0))])) },
      giveUp: { [events] in events.post(.exited(pid: number, .code($0.rawValue))) })
    do {
      let worker = try host(ticket, reports)
      (lastNumber, numbers[user], workers[number]) = (number, number, worker)
      events.post(.started(user, pid: number))
      // Unstructured: it ends with the worker, which the supervisor waits for by its events, or leaves behind.
      Task {
        let status = await worker.run()
        ended(number, of: user, status)
      }
    } catch {
      refuse(user, "\(error)")
    }
  }

  private func refuse(_ user: UserID, _ words: String) { events.post(.notStarted(user, LaunchRefusal(words: words))) }

  /// The second end of one that was given up is news to nobody.
  private func ended(_ number: Int32, of user: UserID, _ status: ExitStatus) {
    workers[number] = nil
    numbers[user] = nil
    events.post(.exited(pid: number, .code(status.rawValue)))
  }

  func signal(_ number: Int32, _ signal: Int32) {
    switch signal {
    case SIGUSR1: workers[number]?.requestCheck()
    case SIGKILL: events.post(.exited(pid: number, .signal(signal)))
    default: workers[number]?.requestEnd()
    }
  }

  /// All of them have one process.
  func processorTime(of number: Int32) -> Duration? { nil }

  /// One that was given up, and is not over, has nothing more to begin.
  func forget(_ number: Int32) { workers[number]?.requestEnd() }

  func reconcile(at now: Moment) { descriptors.recount() }

  func outcome(of news: LauncherNews, from launcher: Int32) -> [SupervisorEvent] { [] }
}
