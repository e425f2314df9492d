import CLinux
import Foundation
import Glibc
import Secretary

/// Workers by way of launchers, of which none has more than about a thousand: so a start costs the same however many run.
/// The supervisor plans and keeps the books; a launcher is a child of it that starts, signals and watches
/// (`LauncherProgram`). When one ends, its workers end, and are started again like after any crash.
@MainActor final class LauncherFleet: WorkerLauncher {
  /// How long a launcher may leave a question unanswered.
  static let patience: Duration = .seconds(30)

  private let command: LauncherCommand
  private let environment: [String: String]
  private let channel: BackChannel
  private let events: EventQueue
  private var launchers: [Int32: RemoteLauncher] = [:]
  private var launcherOf: [Int32: RemoteLauncher] = [:]
  /// Workers that are to run in all.
  private var expected = 0
  private var own: DescriptorBudget
  /// An ended child that nobody had waited for at the last look.
  private var unclaimed: pid_t = 0
  private var passesToTidy = 1

  init(
    _ worker: WorkerProgram, channel: BackChannel, watchdog: Duration, descriptors: DescriptorBudget,
    events: EventQueue
  ) {
    command = LauncherCommand(for: worker)
    environment = worker.environment(notifySocket: channel.path, watchdog: watchdog)
    self.channel = channel
    self.events = events
    own = descriptors
    _ = secretary_adopt_orphans()
  }

  var descriptors: DescriptorBudget {
    DescriptorBudget(open: launchers.values.reduce(own.open) { max($0, $1.openFiles) }, limit: own.limit)
  }

  func expect(_ count: Int) { expected = count }

  func lack(for count: Int) -> String? { own.lack(for: count) ?? ProcessBudget().lack(for: count) }

  func launch(_ user: UserID, ticket: [UInt8]) {
    do throws(LaunchRefusal) {
      try launcherWithRoom().start(user, ticket: String(decoding: ticket, as: UTF8.self))
    } catch {
      events.post(.notStarted(user, error))
    }
  }

  /// The one with the fewest workers, so that several start some at the same time.
  private func launcherWithRoom() throws(LaunchRefusal) -> RemoteLauncher {
    let capacity = own.childrenOfLauncher
    if launchers.count * capacity >= expected, let least = launchers.values.min(by: { $0.load < $1.load }),
      least.load < capacity
    {
      return least
    }
    if let words = own.refusal { throw LaunchRefusal(words: words, cause: .limit) }
    let launcher = try RemoteLauncher(command, environment: environment, events: events)
    launchers[launcher.pid] = launcher
    own.childStarted()
    passesToTidy = 2
    return launcher
  }

  func signal(_ pid: Int32, _ signal: Int32) { launcherOf[pid]?.send(.signal(pid: pid, signal)) }

  /// The kernel's own clock of the process. `/proc` would say it too, but not under a unit with `ProtectProc=invisible`.
  func processorTime(of pid: Int32) -> Duration? {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 else { return nil }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  func forget(_ pid: Int32) { launcherOf.removeValue(forKey: pid)?.forget(pid) }

  func reconcile(at now: Moment) {
    own.recount()
    if let error = channel.mend() { events.post(.failed(error)) }
    // What a burst of starts or exits needed goes back to the system once it is over, as does what our own start needed.
    if passesToTidy > 0 {
      passesToTidy -= 1
      malloc_trim(0)
      secretary_unmap_used_text()
    }
    for launcher in launchers.values {
      if launcher.load == 0, (launchers.count - 1) * own.childrenOfLauncher >= expected {
        launcher.leave()
      } else if let asked = launcher.askedAt, now - asked > Self.patience {
        launcher.kill()
      } else {
        launcher.look(at: now)
      }
    }
    reapUnclaimed()
  }

  /// Orphans come to us. What a launcher did not live to tell of ends with its standard input and is waited for by nobody
  /// but us: whatever is found ended twice is not some `Process`'s, which would have waited for it by then.
  private func reapUnclaimed() {
    while true {
      let ended = secretary_ended_child()
      guard ended > 0, ended == unclaimed else {
        unclaimed = ended
        return
      }
      var status: Int32 = 0
      _ = secretary_wait_for_child(ended, &status)
      unclaimed = secretary_ended_child()
    }
  }

  func outcome(of news: LauncherNews, from number: Int32) -> [SupervisorEvent] {
    guard let launcher = launchers[number] else { return [] }
    if launcher.isOver(after: news) { return bury(launcher) }
    guard case .reported(let report) = news else { return [] }
    launcher.heard(report)
    switch report {
    case .started(let user, let pid):
      launcherOf[pid] = launcher
      passesToTidy = 2
      return [.started(user, pid: pid)]
    case .refused(let user, let refusal): return [.notStarted(user, refusal)]
    case .ended(let pid, let exit): return [.exited(pid: pid, exit)]
    case .looked: return []
    }
  }

  /// Its workers are our children now: they are ended, and each is told of when it is gone for certain, so that no user ever
  /// has two. The waiting is a thread's of its own.
  private func bury(_ launcher: RemoteLauncher) -> [SupervisorEvent] {
    launchers[launcher.pid] = nil
    own.childEnded()
    let orphans = Array(launcher.children)
    for pid in orphans { kill(pid, SIGKILL) }
    Thread.detachNewThread { [events] in
      for pid in orphans {
        var status: Int32 = 0
        let state = secretary_wait_for_child(pid, &status)
        events.post(.exited(pid: pid, state == 1 ? .code(status) : state == 2 ? .signal(status) : .vanished))
      }
    }
    return launcher.starting.map {
      .notStarted($0, LaunchRefusal(words: "the launcher that was to start it has ended", cause: .failed))
    }
  }
}
