import CLinux
import Foundation
import Glibc
import Secretary
import Synchronization

/// The whole life of a launcher: a child of the supervisor that starts, signals and watches some of the workers for it.
///
/// Every start by `Process` costs more the more files the starting process has open, and it has two for each child; so no
/// process has more than about a thousand children. A launcher plans nothing, keeps no books, opens no store and has no key;
/// tickets pass through. It lives as long as its standard input, the socket to the supervisor, and its children as long as it.
package enum LauncherProgram {
  /// Carries out orders until there will be none. To be called on the main thread, from a `main` that is not `async`.
  ///
  /// - Parameter command: the worker's program and its arguments; it gets the environment this process has.
  package static func run(_ command: [String]) -> Never {
    precondition(Thread.isMainThread, "Process.run() is dependable on the main thread only")
    // Every exit is reported on a thread of its own, and each would get an arena of the allocator to itself.
    mallopt(M_ARENA_MAX, 1)
    MainActor.assumeIsolated { serve(command, PacketSocket(descriptor: STDIN_FILENO)) }
    // At once, and so are the workers' lifelines.
    _exit(ExitStatus.finished.rawValue)
  }

  @MainActor private static func serve(_ command: [String], _ supervisor: PacketSocket) {
    // Held while a child is started, so that its end is told after its start, however short its life.
    let reports = Mutex(supervisor)
    let launcher = ProcessLauncher(command, environment: ProcessInfo.processInfo.environment) { report in
      reports.withLock { _ = $0.send(report) }
    }
    var isSuspicious = false
    while true {
      // Somebody looks dead and may only not have been reported yet.
      if isSuspicious, !supervisor.isReadable(within: 1_000) {
        isSuspicious = launcher.look()
        continue
      }
      guard let order = supervisor.receive(LaunchOrder.self) else { return }
      switch order {
      case .start(let user, let ticket):
        reports.withLock { _ = $0.send(launcher.started(user, ticket: ticket)) }
      case .signal(let pid, let signal): launcher.signal(pid, signal)
      case .forget(let pid): launcher.forget(pid)
      case .look:
        isSuspicious = launcher.look()
        reports.withLock { _ = $0.send(LaunchReport.looked(openFiles: launcher.descriptors.open)) }
      }
    }
  }
}

extension ProcessLauncher {
  /// Starts one worker; what is to be told of it.
  fileprivate func started(_ user: UserID, ticket: String) -> LaunchReport {
    do throws(LaunchRefusal) {
      return .started(user, pid: try launch(user, ticket: Array(ticket.utf8)))
    } catch {
      return .refused(user, error)
    }
  }
}
