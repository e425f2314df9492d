import CLinux
import Foundation
import Glibc
import Secretary

/// Workers as real processes, through Foundation's `Process`, in the one way it is dependable on Linux:
/// `run()` on the main thread only (elsewhere children inherit blocked signals, and with many open files it may crash),
/// one at a time, with an environment of our own, standard input a pipe of ours, `waitUntilExit()` in the termination
/// handler (else the object leaks), `isRunning` before any signal, and never near the limit of open files.
@MainActor final class ProcessLauncher: WorkerLauncher {
  private struct Child {
    var process: Process
    /// Our end of its standard input. It closes when we do, whatever kills us.
    var lifeline: Int32
    /// A reconcile pass found it dead before its end was reported.
    var wasFoundDead = false
  }

  private let program: URL
  private let check: () throws(SupervisorError) -> Void
  /// The last start failed although nothing had spoken against it: the next one is tried by other means first.
  private var isInDoubt = false
  private let arguments: [String]
  private let environment: [String: String]
  private let channel: BackChannel
  private let events: EventQueue
  private var children: [Int32: Child] = [:]
  /// Reconcile passes until memory is tidied no more: two after anything started or ended, for what a burst needed is
  /// not all free at the first.
  private var passesToTidy = 1
  private(set) var descriptors: DescriptorBudget

  init(
    _ program: WorkerProgram, channel: BackChannel, watchdog: Duration, descriptors: DescriptorBudget,
    events: EventQueue
  ) {
    self.program = URL(fileURLWithPath: program.path)
    check = program.check
    arguments = program.arguments
    self.channel = channel
    environment = program.environment(notifySocket: channel.path, watchdog: watchdog)
    self.descriptors = descriptors
    self.events = events
  }

  func launch(_ user: UserID, ticket: [UInt8]) throws(LaunchRefusal) -> Int32 {
    precondition(Thread.isMainThread, "Process.run() is dependable on the main thread only")
    if let words = descriptors.refusal { throw LaunchRefusal(words: words) }
    try tryFirst()
    let (reading, lifeline) = try Self.pipe(holding: ticket)
    // `run()` has duplicated it into the child by the time this closes ours.
    defer { close(reading) }
    let process = Process()
    process.executableURL = program
    process.arguments = arguments + ["--user", user.rawValue]
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: reading, closeOnDealloc: false)
    process.terminationHandler = { [events] process in
      let status = process.terminationStatus
      let exit: WorkerExit = process.terminationReason == .exit ? .code(status) : .signal(status)
      events.post(.exited(pid: process.processIdentifier, exit))
      process.waitUntilExit()
    }
    do {
      try process.run()
    } catch {
      close(lifeline)
      // The failed run keeps two descriptors; the next count sees them.
      descriptors.recount()
      isInDoubt = true
      throw LaunchRefusal(
        words: TrialStart.refusal(of: program.path)
          ?? "the worker program \(program.path) could not be run; it is tried again", isFailedStart: true)
    }
    isInDoubt = false
    let pid = process.processIdentifier
    children[pid] = Child(process: process, lifeline: lifeline)
    descriptors.childStarted()
    passesToTidy = 2
    return pid
  }

  /// A start by `Process` that fails keeps two descriptors, which cannot be closed without harm: Foundation's own thread waits
  /// for a word on one of them. So what makes a start fail is looked for before: in the file, and by asking the kernel.
  private func tryFirst() throws(LaunchRefusal) {
    do { try check() } catch { throw LaunchRefusal(words: error.description, isFailedStart: true) }
    if let words = TrialStart.refusal() { throw LaunchRefusal(words: words, isFailedStart: true) }
    if isInDoubt, let words = TrialStart.refusal(of: program.path) {
      throw LaunchRefusal(words: words, isFailedStart: true)
    }
  }

  func signal(_ pid: Int32, _ signal: Int32) {
    guard let child = children[pid], child.process.isRunning else { return }
    _ = secretary_signal_child(pid, signal)
  }

  /// The kernel's own clock of the process. `/proc` would say it too, but not under a unit with `ProtectProc=invisible`.
  func processorTime(of pid: Int32) -> Duration? {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 else { return nil }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  func forget(_ pid: Int32) {
    guard let child = children.removeValue(forKey: pid) else { return }
    close(child.lifeline)
    descriptors.childEnded()
    passesToTidy = 2
  }

  /// `Process` learns of a child's end from a socket the child inherited; whoever else holds that socket (a grandchild)
  /// hides the end. The kernel is asked instead, and a child found dead twice in a row is reported dead.
  func reconcile() -> Bool {
    descriptors.recount()
    if let error = channel.mend() { events.post(.failed(error)) }
    // What a burst of starts or exits needed goes back to the system once it is over, as does what our own start needed.
    if passesToTidy > 0 {
      passesToTidy -= 1
      malloc_trim(0)
      secretary_unmap_used_text()
    }
    var isSuspicious = false
    for (pid, child) in children {
      var status: Int32 = 0
      let state = secretary_look_at_child(pid, &status)
      guard state != 0 else { continue }
      guard child.wasFoundDead else {
        children[pid]?.wasFoundDead = true
        isSuspicious = true
        continue
      }
      // What it left behind is in its process group; killing that lets `Process` reap it.
      if state > 0 { kill(-pid, SIGKILL) }
      events.post(.exited(pid: pid, state == 1 ? .code(status) : state == 2 ? .signal(status) : .vanished))
    }
    return isSuspicious
  }

  /// A pipe that already holds the ticket, so that writing it can neither block nor meet a dead reader.
  private static func pipe(holding ticket: [UInt8]) throws(LaunchRefusal) -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC | O_NONBLOCK) == 0 else {
      throw LaunchRefusal(words: "no pipe for its standard input: \(String(cString: strerror(errno)))")
    }
    guard write(ends[1], ticket, ticket.count) == ticket.count else {
      let reason = String(cString: strerror(errno))
      close(ends[0])
      close(ends[1])
      throw LaunchRefusal(words: "its ticket could not be written: \(reason)")
    }
    // Readers expect an ordinary blocking standard input; only our end must never block.
    _ = fcntl(ends[0], F_SETFL, 0)
    return (ends[0], ends[1])
  }
}
