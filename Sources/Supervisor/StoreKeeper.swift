import CLinux
import FleetStatus
import Foundation
import Glibc
import Logging
import Secretary

/// Keeps `secretary-store` running for as long as the supervisor does: the process behind whose socket workers find the store. It is a child
/// like a worker, with a lifeline for standard input. What holds of `Process` (`ProcessLauncher`) holds here.
@MainActor package final class StoreKeeper {
  /// Where workers find it.
  let socket: String
  /// What is wrong with it now, as a clause; nil while it serves.
  private(set) var trouble: String?

  private let program: WorkerProgram
  private let environment: [String: String]
  private let watchdog: Duration
  private let clock: any Clock<Duration>
  private let logger: Logger
  private var process: Process?
  private var heardAt: Moment?
  private var isStopping = false
  private var pause: Task<Void, Never>?

  init(
    _ program: WorkerProgram, socket: String, notifySocket: String, watchdog: Duration,
    clock: any Clock<Duration> = ContinuousClock(), logger: Logger
  ) {
    self.program = program
    self.socket = socket
    self.watchdog = watchdog
    self.clock = clock
    self.logger = logger
    environment = program.environment(notifySocket: notifySocket, watchdog: watchdog)
  }

  /// Returns after `stop`, when the process is gone.
  func keep() async {
    var endsInARow = 0
    while !isStopping {
      let begun = ContinuousClock.now
      let words = await runOnce()
      heardAt = nil
      if isStopping { break }
      let lived = .now - begun
      endsInARow = lived >= Self.stableLife ? 1 : endsInARow + 1
      let delay = Self.delay(endsInARow)
      trouble = "the process that serves the store \(words)"
      logger.error("the process that serves the store \(words); it is tried again")
      // Unstructured, so that `stop` can end the wait.
      let pause = Task { [clock] in _ = try? await clock.sleep(for: delay) }
      self.pause = pause
      await pause.value
    }
    unlink(socket)
  }

  /// Once no worker is left.
  func stop() {
    isStopping = true
    pause?.cancel()
    signal(SIGTERM)
  }

  /// What it ended for is over: it is started without waiting longer.
  func tryNow() { pause?.cancel() }

  /// One that lived so long is started again at once: it served, and whoever killed it is not what it is started with.
  static let stableLife = Duration.seconds(1)

  /// At once the first time, so that workers wait for less than a second; then after 0.2 s × 2ⁿ, at most 30 s.
  nonisolated static func delay(_ endsInARow: Int) -> Duration {
    if endsInARow <= 1 { return .zero }
    return min(.milliseconds(100) * (1 << min(endsInARow - 1, 10)), .seconds(30))
  }

  /// It speaks as workers do. False when the word is of somebody else.
  func heard(_ pid: Int32, at now: Moment) -> Bool {
    guard let process, process.processIdentifier == pid else { return false }
    heardAt = now
    trouble = nil
    return true
  }

  /// Kills it when it has said nothing for too long: it hangs.
  func look(at now: Moment) {
    guard let heardAt, now - heardAt > watchdog else { return }
    self.heardAt = nil
    logger.error("the process that serves the store says nothing any more; it is killed")
    signal(SIGKILL)
  }

  /// How it ended, as a clause.
  private func runOnce() async -> String {
    precondition(Thread.isMainThread, "Process.run() is dependable on the main thread only")
    do { try program.check() } catch { return "cannot be started: \(error)" }
    var ends: [Int32] = [-1, -1]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { return "gets no pipe: \(String(cString: strerror(errno)))" }
    defer { close(ends[1]) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.path)
    process.arguments = program.arguments + ["--socket", socket]
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: ends[0], closeOnDealloc: false)
    let (exits, exited) = AsyncStream.makeStream(of: WorkerExit.self)
    process.terminationHandler = { process in
      let status = process.terminationStatus
      exited.yield(process.terminationReason == .exit ? .code(status) : .signal(status))
      exited.finish()
      process.waitUntilExit()
    }
    do { try process.run() } catch {
      close(ends[0])
      return "could not be started"
    }
    close(ends[0])
    self.process = process
    logger.info("the process that serves the store was started", metadata: ["pid": "\(process.processIdentifier)"])
    for await exit in exits { return "ended: \(exit.words)" }
    return "ended"
  }

  private func signal(_ number: Int32) {
    guard let process, process.isRunning else { return }
    _ = secretary_signal_child(process.processIdentifier, number)
  }
}
