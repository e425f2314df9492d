package import FoundationEssentials
package import Logging
import Secretary

/// The life of a worker process: ready, check, wait, check, until somebody wants it to end.
///
/// Whatever ends it (a signal, a cut lifeline, a lost lease, a check that says so) cancels the rest; a check that is cut
/// off leaves the ledger so that the next worker goes on where this one stopped.
package struct WorkerLoop: Sendable {
  private let worker: MailboxWorker
  private let channel: StatusChannel
  private let clock: any Clock<Duration>
  private let now: @Sendable () -> Date
  private let log: Logger
  private let overdue: OverdueMark
  private let checkNow = WakeSignal()
  private let stop = StopRequest()

  package init(
    _ worker: MailboxWorker, channel: StatusChannel, log: Logger, clock: any Clock<Duration> = ContinuousClock(),
    now: @escaping @Sendable () -> Date = { Date() }
  ) {
    self.worker = worker
    self.channel = channel
    self.log = log
    self.clock = clock
    overdue = OverdueMark(clock)
    self.now = now
  }

  /// Asks for a check as soon as possible: at once, or right after the one that is running.
  package func requestCheck() { checkNow.send() }

  /// Asks it to end with this. The first reason counts.
  package func requestEnd(_ end: WorkerEnd) { stop.request(end) }

  /// Obeys SIGTERM, SIGINT and SIGUSR1, and with `lifeline` the end of standard input, until it is closed.
  package func listen(lifeline: Bool) -> ProcessControls {
    ProcessControls(
      lifeline: lifeline, stop: { words in requestEnd(WorkerEnd(.finished, words)) }, checkNow: { requestCheck() })
  }

  /// - Parameters:
  ///   - isAwake: it slept, so all was there to serve, and is looked at by the check that is due now.
  ///   - firstDelay: seconds to the first check.
  ///   - sleeping: how it may sleep between two checks; nil when it may not.
  ///   - chores: what else has to be done while it runs, such as renewing a lease; ends with the worker.
  package func run(
    once: Bool = false, isAwake: Bool = false, firstDelay: Double = 0, sleeping: Sleeping? = nil,
    chores: @escaping @Sendable () async -> Void = {}
  ) async -> WorkerEnd {
    do {
      if !isAwake { try await worker.prepare() }
    } catch {
      channel.stopping(error.words)
      return error
    }
    channel.ready("Ready.")
    let end = await withTaskGroup(of: WorkerEnd?.self) { group in
      group.addTask { await keepChecking(once: once, firstDelay: firstDelay, sleeping) }
      group.addTask { await stop.wait() }
      group.addTask {
        await feedWatchdog()
        return nil
      }
      group.addTask {
        await chores()
        return nil
      }
      var end: WorkerEnd?
      while end == nil, let next = await group.next() { end = next }
      group.cancelAll()
      return end ?? WorkerEnd(.finished, "Done.")
    }
    channel.stopping(end.words)
    return end
  }

  /// Nil when it was cancelled.
  private func keepChecking(once: Bool, firstDelay: Double, _ sleeping: Sleeping?) async -> WorkerEnd? {
    var next = now().addingTimeInterval(firstDelay)
    var hasComplained = false
    while true {
      await wait(until: next)
      if Task.isCancelled { return nil }
      channel.status("Checking the mailbox.")
      overdue.expectNothing()
      let (outcome, following) = await worker.check()
      // What is still to be done before the next one is planned takes no time, unless it hangs.
      overdue.expect(in: .zero)
      if outcome == .failed(.cancelled) { return nil }
      let end = end(after: outcome, once: once)
      tell(outcome, isLast: end != nil)
      if let end { return end }
      next = following
      if let sleeping, let why = await fallAsleep(sleeping, after: outcome, until: next), !hasComplained {
        log.warning("The worker stays awake between its checks, which takes more memory: \(why)")
        hasComplained = true
      }
      WorkerProcess.trimMemory()
    }
  }

  /// Does not return when it sleeps. Else it goes on waiting as it is: because there is something to do soon, because somebody
  /// wants something, or because it cannot, and then it says why.
  private func fallAsleep(_ sleeping: Sleeping, after outcome: CheckOutcome, until next: Date) async -> String? {
    guard let sleep = sleeping.rule.sleep(after: outcome, at: now(), until: next) else { return nil }
    if let obstacle = sleeping.obstacle() { return obstacle }
    await sleeping.controls?.pause()
    defer { sleeping.controls?.resume() }
    // What was read of signals is known by now; what was not is pending, and finds the program that sleeps.
    if checkNow.isSent || stop.isMade { return nil }
    let state = await worker.carry()
    let pause = Duration.seconds(next.timeIntervalSince(now()))
    guard channel.asleep(outcome.sleepWords, for: pause) else { return nil }
    let why = sleeping.become(sleep, state, now())
    channel.ready(outcome.words)
    return why
  }

  private func end(after outcome: CheckOutcome, once: Bool) -> WorkerEnd? {
    switch outcome {
    case .failed(.ended(let end)): end
    case .completed where once: WorkerEnd(.finished, outcome.problem ?? "Checked once.")
    case .closed where once: WorkerEnd(.finished, outcome.words)
    case .failed(let failure) where once: failure.end
    case .completed, .closed, .failed: nil
    }
  }

  /// What ends the worker badly is said once, by whoever made it run.
  private func tell(_ outcome: CheckOutcome, isLast: Bool) {
    let words = [outcome.problem, outcome.words].compactMap { $0 }.joined(separator: " ")
    var isCompleted = false
    if case .completed = outcome { isCompleted = true }
    if isCompleted { channel.completedCycle(words) } else { channel.status(words) }
    switch outcome.problem {
    case nil: log.info("\(outcome.words)")
    case .some where isLast && !isCompleted: break
    case .some(let problem): log.warning("\(problem)")
    }
  }

  /// Returns when the time has come, when somebody asks for a check, or when the task is cancelled.
  private func wait(until moment: Date) async {
    let seconds = moment.timeIntervalSince(now())
    guard seconds > 0 else { return }
    let pause = Duration.milliseconds(Int64(min(seconds, 1e12) * 1_000))
    overdue.expect(in: pause)
    await withTaskGroup { group in
      group.addTask { try? await clock.sleep(for: pause) }
      group.addTask { await checkNow.wait() }
      await group.next()
      group.cancelAll()
    }
  }

  /// Says that it is alive, a third of the watchdog's period apart, for as long as checks get on and begin when they are due.
  private func feedWatchdog() async {
    guard let period = channel.watchdog else { return }
    while !Task.isCancelled {
      if worker.isHealthy(), !overdue.isOverdue { channel.alive() }
      if channel.isCut {
        requestEnd(
          WorkerEnd(
            .temporary, "The socket to the supervisor was removed by somebody; the next worker finds the new one."))
      }
      try? await clock.sleep(for: period / 3)
    }
  }
}
