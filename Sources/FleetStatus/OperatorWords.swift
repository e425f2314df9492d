package import Foundation
package import Secretary
import Storage

// The words for whoever runs the service, made from values here and nowhere else: the terminal, the operator's page, the
// journal and `systemctl status` say the same. What a person reads of their own secretary is in `Web/Pages/Home/HomeState`.

extension StatusReport.Line {
  /// What is so and what happens next. What stands in a mailbox's way says more than the state of its worker.
  package func words(at now: Date) -> String {
    switch standing {
    // What stood in its way before says nothing of that.
    case .told(let condition) where condition.isUnreadable: return condition.words(after: nil, living: .zero)
    case .told(let condition):
      if let since = checkingSince {
        let words = "checking for \(StatusTable.age(from: since, to: now)) now, which is unusually long"
        return row?.problem.map { "\(words); \($0)" } ?? words
      }
      let worker = row?.worker
      return row?.problem
        ?? condition.words(
          after: worker?.lastExit, living: .seconds(worker?.lastExitLivedSeconds ?? 0),
          until: worker?.nextAttemptAt.map { StatusTable.clock($0, at: now) })
    case .new: return "about to be started"
    case .unserved, .down: return "no supervisor runs; starts when one does"
    case .inactive(let reason): return reason.words
    case .unreadable(let column):
      return "its line in worker_status cannot be understood (\(column)); its supervisor and worker write it anew"
    }
  }
}

extension InactiveReason {
  fileprivate var words: String {
    switch self {
    case .switchedOff: "switched off; starts when it is switched on"
    case .notConnected: "its account is not connected; starts when it is connected again"
    case .switchedOffAndNotConnected: "switched off, and its account is not connected"
    }
  }
}

extension StatusReport {
  /// "2 running, 1 held", in the order of how much they matter.
  package var summary: String {
    let counts = Dictionary(grouping: users, by: \.standing.name).mapValues(\.count)
    let known = WorkerStanding.Name.allCases.compactMap { name in counts[name].map { "\($0) \(name.word)" } }
    return known.isEmpty ? "no users" : known.joined(separator: ", ")
  }
}

extension WorkerStanding.Name {
  package var word: String { self == .backingOff ? "backing off" : rawValue }
}

extension WorkerCondition {
  /// - `exit`, `lived`: how its process ended last and after what life; words only when it backs off because of that.
  /// - `moment`: when it goes on by itself, in words.
  package func words(after exit: WorkerExit?, living lived: Duration, until moment: String? = nil) -> String {
    switch self {
    case .off: "off; about to be started"
    case .waiting(let cause): cause.words
    case .starting(let within): "is starting; killed and tried again if it is not ready within \(within.inWords)"
    case .running(let said): said ?? "running"
    case .asleep(let said): "asleep" + (moment.map { " until \($0)" } ?? "") + (said.map { "; \($0)" } ?? "")
    case .stopping(let reason, let within?): "\(reason.words); killed in \(within.inWords)"
    case .stopping(let reason, nil): "\(reason.words); was killed"
    case .backingOff(let failures, let fault):
      "\(exit.map { $0.words(living: lived, fault: fault) } ?? "failed")\(failures > 1 ? ", \(failures) times in a row" : ""); tried again soon"
    case .held(.needsUser): "Google access was withdrawn; starts when the account is connected again"
    case .held(.badSettings):
      "its settings cannot be worked with (exit code 78); starts when they change or the supervisor is reloaded"
    case .held(.unreadable(let problem)): "\(problem); starts when that is corrected"
    }
  }
}

extension WorkerCondition {
  fileprivate var isUnreadable: Bool {
    if case .held(.unreadable) = self { true } else { false }
  }
}

extension WaitCause {
  fileprivate var words: String {
    switch self {
    case .lease: "waits for its lease; starts when that is written"
    case .otherSupervisor(let holder) where holder.hasPrefix("secretary-worker"):
      "served by a worker that somebody started by hand (\(holder)); starts here when that one ends"
    case .otherSupervisor(let holder):
      "served by another supervisor (\(holder)); starts here when that one gives it up"
    case .limit(let words): "waits for room: \(words); looked for again by itself"
    case .turn: "waits for its turn; starts when workers before it are ready"
    case .commonPause: "many workers crashed at once; starts after a common pause, when five others have tried"
    case .probes: "many workers crashed at once; starts when the five now trying keep running"
    }
  }
}

extension StopReason {
  fileprivate var words: String {
    switch self {
    case .switchedOff: "is stopping, because it was switched off"
    case .settingsChanged: "is stopping and starts again at once, because its interval changed"
    case .leaseLost: "is stopping, because another supervisor took the user over"
    case .shutdown: "is stopping, because the supervisor stops"
    case .startTooLong: "was not ready in time and is killed; tried again after a pause"
    case .silent: "stopped answering and is killed; started again after that"
    }
  }
}

extension WorkerExit {
  /// "exit code 70, an internal error".
  package var words: String {
    switch self {
    case .code(let code): Self.codes[code].map { "exit code \(code), \($0)" } ?? "exit code \(code)"
    case .signal(let signal): Self.signals[signal].map { "signal \(signal), \($0)" } ?? "signal \(signal)"
    case .notStarted(let why): "not started: \(why)"
    case .vanished: "its process disappeared"
    }
  }

  fileprivate func words(living lived: Duration, fault: StopReason?) -> String {
    if fault == .startTooLong { return "was not ready after \(lived.inWords) and was killed" }
    if fault == .silent { return "stopped answering after \(lived.inWords) and was killed" }
    return switch status {
    case .finished: "finished by itself after \(lived.inWords)"
    case .temporary: "failed for now (\(words))"
    case .needsUser, .configuration: words
    case .internalError, .usage: "crashed (\(words)) after \(lived.inWords)"
    }
  }

  private static let codes: [Int32: String] = [
    0: "finished", 64: "wrong usage", 70: "an internal error",
    71: "killed for memory: it needed more than worker.memory_limit",
    75: "a temporary failure", 77: "the user is needed",
    78: "bad configuration", 126: "the program may not be run", 127: "the program was not found",
  ]
  private static let signals: [Int32: String] = [
    1: "hung up", 2: "interrupted", 4: "illegal instruction", 5: "trap", 6: "aborted", 7: "bus error", 9: "killed",
    11: "segmentation fault", 13: "broken pipe", 15: "terminated", 24: "CPU limit", 31: "forbidden system call",
  ]
}

extension FleetSummary {
  /// "987 running, 10 starting, 3 held".
  package var words: String {
    let order: [(WorkerCondition.Name, String)] = [
      (.running, "running"), (.asleep, "asleep"), (.starting, "starting"), (.waiting, "waiting"),
      (.backingOff, "backing off"),
      (.held, "held"), (.stopping, "stopping"),
    ]
    let parts = order.compactMap { name, word in counts[name].map { "\($0) \(word)" } }
    let text = parts.isEmpty ? "no workers wanted" : parts.joined(separator: ", ")
    return breakerIsClosed ? text : text + "; many crashed at once, so starts are held back"
  }
}

extension FleetEvent {
  package var words: String {
    switch self {
    case .manyCrashed(let workers, let waiting):
      "\(workers) workers crashed, or could not be started, within a minute, so the cause is probably shared; all starts wait \(waiting.inWords), then five try"
    case .probesFailed(let waiting):
      "a worker started as a probe crashed too; all starts wait another \(waiting.inWords)"
    case .recovered:
      "the workers started as probes keep running; all others are started again"
    }
  }
}

extension Duration {
  /// "0.8 s", "12 s", "5 min", "3 h".
  var inWords: String {
    let seconds = self / .seconds(1)
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
