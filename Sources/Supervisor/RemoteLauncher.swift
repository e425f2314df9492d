import Dispatch
import Foundation
import Glibc
import Secretary

/// One launcher, as the supervisor sees it: a child that starts some of the workers.
@MainActor final class RemoteLauncher {
  /// Number of the process.
  let pid: Int32
  /// The workers it has running, and those it was told to start.
  private(set) var children: Set<Int32> = []
  private(set) var starting: Set<UserID> = []
  /// When it was first asked to look and has not answered since.
  private(set) var askedAt: Moment?
  private(set) var openFiles = 0
  /// Its process has been waited for, and everything it said was read: nothing more will come of it.
  private var hasEnded = false
  private var isDrained = false
  private let process = Process()
  private let socket: PacketSocket
  /// Orders are written from here: one that cannot be written at once must not hold up the supervisor.
  private let orders: DispatchQueue

  init(
    _ command: LauncherCommand, environment: [String: String], events: EventQueue
  ) throws(LaunchRefusal) {
    precondition(Thread.isMainThread, "Process.run() is dependable on the main thread only")
    if let refusal = TrialStart.refusal() { throw refusal }
    guard let (ours, theirs) = PacketSocket.pair() else {
      throw LaunchRefusal(words: "no socket for another launcher: \(String(cString: strerror(errno)))")
    }
    // `run()` has duplicated it into the child by the time this closes ours.
    defer { close(theirs.descriptor) }
    process.executableURL = URL(fileURLWithPath: command.path)
    process.arguments = command.arguments
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: theirs.descriptor, closeOnDealloc: false)
    process.terminationHandler = { process in
      events.post(.launcher(process.processIdentifier, .hasEnded))
      process.waitUntilExit()
    }
    do { try process.run() } catch {
      close(ours.descriptor)
      throw LaunchRefusal(words: "the supervisor could not be started again as a launcher", cause: .failed)
    }
    let pid = process.processIdentifier
    self.pid = pid
    socket = ours
    orders = DispatchQueue(label: "orders to a launcher")
    read(events)
  }

  /// A launcher speaks seldom, and there are few: a thread for each may as well wait for its words.
  private func read(_ events: EventQueue) {
    Thread.detachNewThread { [pid, socket, orders] in
      while let report = socket.receive(LaunchReport.self) { events.post(.launcher(pid, .reported(report))) }
      events.post(.launcher(pid, .isDrained))
      // After the last order was tried, for the number of a closed socket is soon another's.
      orders.async { close(socket.descriptor) }
    }
  }

  var load: Int { children.count + starting.count }

  func start(_ user: UserID, ticket: String) {
    starting.insert(user)
    send(.start(user, ticket: ticket))
  }

  func send(_ order: LaunchOrder) {
    orders.async { [socket] in socket.send(order) }
  }

  func look(at now: Moment) {
    askedAt = askedAt ?? now
    send(.look)
  }

  /// Keeps the books of what it reports.
  func heard(_ report: LaunchReport) {
    switch report {
    case .started(let user, let pid):
      starting.remove(user)
      children.insert(pid)
    case .refused(let user, _): starting.remove(user)
    case .ended: break
    case .looked(let openFiles): (askedAt, self.openFiles) = (nil, openFiles)
    }
  }

  func forget(_ pid: Int32) {
    if children.remove(pid) != nil { send(.forget(pid: pid)) }
  }

  /// Nothing is wanted of it any more; it ends with the socket.
  func leave() { shutdown(socket.descriptor, Int32(SHUT_RDWR)) }

  /// It does not answer. Whatever it does, its workers are not looked after.
  func kill() {
    if process.isRunning { Glibc.kill(pid, SIGKILL) }
  }

  /// Whether that was the last that will ever come of it.
  func isOver(after news: LauncherNews) -> Bool {
    switch news {
    case .reported: break
    case .hasEnded: hasEnded = true
    case .isDrained: isDrained = true
    }
    return hasEnded && isDrained
  }
}

/// What comes of a launcher.
enum LauncherNews: Sendable, Equatable {
  case reported(LaunchReport)
  /// Its process ended.
  case hasEnded
  /// Everything it said was read.
  case isDrained
}

/// How this very program is started once more, as a launcher. From what the kernel holds of it, not from the file: that may be
/// another version by now, which might speak otherwise.
struct LauncherCommand {
  var path = "/proc/self/exe"
  var arguments: [String]

  init(for worker: WorkerProgram) { arguments = ["launch", worker.path] + worker.arguments }
}
