import CLinux
import Foundation
import Glibc
import Secretary

/// Workers as real processes, through Foundation's `Process`, in the one way it is dependable on Linux:
/// `run()` on the main thread only (elsewhere children inherit blocked signals, and with many open files it may crash),
/// one at a time, with an environment of our own, standard input a pipe of ours, `waitUntilExit()` in the termination
/// handler (else the object leaks), `isRunning` before any signal, and never near the limit of open files. It lives in a
/// launcher (`LauncherProgram`).
@MainActor final class ProcessLauncher {
  private struct Child {
    var process: Process
    /// Our end of its standard input. It closes when we do, whatever kills us.
    var lifeline: Int32
    /// A reconcile pass found it dead before its end was reported.
    var wasFoundDead = false
  }

  private let program: WorkerProgram
  /// The last start failed although nothing had spoken against it: the next one is tried by other means first.
  private var isInDoubt = false
  private let environment: [String: String]
  /// How each child ended is told here, on whatever thread.
  private let report: @Sendable (LaunchReport) -> Void
  private var children: [Int32: Child] = [:]
  /// Looks until memory is tidied no more: two after anything started or ended, for what a burst needed is not all free at
  /// the first.
  private var passesToTidy = 1
  private(set) var descriptors = DescriptorBudget()

  /// - Parameter command: the program and its arguments, to which `--user ID` is added.
  init(_ command: [String], environment: [String: String], report: @escaping @Sendable (LaunchReport) -> Void) {
    program = WorkerProgram(path: command.first ?? "", arguments: Array(command.dropFirst()), environment: [:])
    self.environment = environment
    self.report = report
  }

  /// Starts one worker and hands it its ticket line; returns its process id.
  func launch(_ user: UserID, ticket: [UInt8]) throws(LaunchRefusal) -> Int32 {
    precondition(Thread.isMainThread, "Process.run() is dependable on the main thread only")
    if let words = descriptors.refusal { throw LaunchRefusal(words: words, cause: .limit) }
    try tryFirst()
    let (reading, lifeline) = try Self.pipe(holding: ticket)
    // `run()` has duplicated it into the child by the time this closes ours.
    defer { close(reading) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments = program.arguments + ["--user", user.rawValue]
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: reading, closeOnDealloc: false)
    process.terminationHandler = { [report] process in
      let status = process.terminationStatus
      let exit: WorkerExit = process.terminationReason == .exit ? .code(status) : .signal(status)
      report(.ended(pid: process.processIdentifier, exit))
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
          ?? "the worker program \(program.path) could not be run; it is tried again", cause: .failed)
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
    do { try program.check() } catch { throw LaunchRefusal(words: error.description, cause: .failed) }
    if let refusal = TrialStart.refusal() { throw refusal }
    if isInDoubt, let words = TrialStart.refusal(of: program.path) {
      throw LaunchRefusal(words: words, cause: .failed)
    }
  }

  /// Signals a child that still runs; does nothing to any other process.
  func signal(_ pid: Int32, _ signal: Int32) {
    guard let child = children[pid], child.process.isRunning else { return }
    _ = secretary_signal_child(pid, signal)
  }

  /// The exit of this child has been dealt with: lets go of all that belonged to it.
  func forget(_ pid: Int32) {
    guard let child = children.removeValue(forKey: pid) else { return }
    close(child.lifeline)
    descriptors.childEnded()
    passesToTidy = 2
  }

  /// `Process` learns of a child's end from a socket the child inherited; whoever else holds that socket (a grandchild)
  /// hides the end. The kernel is asked instead, and a child found dead twice in a row is reported dead. True when one looks
  /// dead and may only not have been reported yet: then it is time to look again soon.
  func look() -> Bool {
    descriptors.recount()
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
      report(.ended(pid: pid, state == 1 ? .code(status) : state == 2 ? .signal(status) : .vanished))
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
