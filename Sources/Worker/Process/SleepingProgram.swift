import CLinux
import FoundationEssentials
import Glibc
package import StoreRequests

/// The program that this process becomes for a sleep, and how it finds back: `execve` keeps process id, standard input, what is
/// pending of signals and which are blocked.
package struct SleepingProgram: Sendable {
  /// The worker's own program, as it was called: after an upgrade it is the new one that wakes up.
  private let worker: String
  private let arguments: [String]
  private let ticket: WorkerTicket

  /// - Parameter command: how this process was started. From `WakingArguments.first` on those are of the sleep before.
  package init(command: [String], ticket: WorkerTicket) {
    worker = command.first ?? ""
    self.ticket = ticket
    arguments = Array(command.dropFirst().prefix { $0 != WakingArguments.first })
  }

  /// Beside the worker's own.
  private static func path(beside worker: String) -> String {
    worker.prefix(through: worker.lastIndex(of: "/") ?? worker.startIndex) + "secretary-worker-sleep"
  }

  /// What stands in the way of a sleep, as far as that can be told without going to sleep; nil when nothing does.
  var obstacle: String? {
    guard worker.hasPrefix("/") else { return "it was not called by the whole path of its program" }
    let path = Self.path(beside: worker)
    return access(path, X_OK) == 0 ? nil : "\(path) cannot be run: \(String(cString: strerror(errno)))"
  }

  /// Does not return when it works; else says why it does not. Signals must be blocked, and everything closed.
  func become(for sleep: WorkerSleep, carrying state: CarriedState, at now: Date) -> String {
    guard let file = hold(state) else { return "the kernel gives no file for the ticket" }
    defer { close(file) }
    let waking = WakingArguments(file: file, failures: state.failures, because: sleep.outcome.activity)
    Self.run(Self.path(beside: worker), Self.due(sleep, at: now) + [worker, worker] + arguments + waking.words)
    return "\(Self.path(beside: worker)) cannot be run: \(String(cString: strerror(errno)))"
  }

  /// For a worker that woke up and cannot work with its configuration: somebody may be at work on that. It sleeps on for a
  /// minute with what it was called with and what nobody has closed yet, and says why. Does not return when that works.
  package static func sleepOn(because problem: String, _ command: [String] = CommandLine.arguments) {
    let channel = StatusChannel(environment: ProcessInfo.processInfo.environment)
    guard let worker = command.first, worker.hasPrefix("/"), channel.asleep(problem, for: .seconds(60)) else { return }
    run(path(beside: worker), ["boottime", "\(milliseconds(CLOCK_BOOTTIME) + 60_000)", worker] + command)
  }

  private static func run(_ path: String, _ arguments: [String]) {
    var pointers: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    execv(path, &pointers)
  }

  private func hold(_ state: CarriedState) -> Int32? {
    guard let line = try? ticket.line(), let rest = try? JSONEncoder().encode(state) else { return nil }
    return SealedFile.hold(line + Array(rest))
  }

  /// The clock and what it shows then, in milliseconds.
  static func due(_ sleep: WorkerSleep, at now: Date) -> [String] {
    let pause = max(0, sleep.until.timeIntervalSince(now)) * 1_000
    switch sleep.clock {
    case .elapsed: return ["boottime", "\(milliseconds(CLOCK_BOOTTIME) + Int64(min(pause, 1e12)))"]
    case .wall: return ["realtime", "\(milliseconds(CLOCK_REALTIME) + Int64(min(pause, 1e12)))"]
    }
  }

  private static func milliseconds(_ clock: clockid_t) -> Int64 {
    var now = timespec()
    clock_gettime(clock, &now)
    return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
  }
}
