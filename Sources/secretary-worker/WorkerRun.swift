import Bootstrap
import Commands
import ConfiguredWorker
import FoundationEssentials
import Glibc
import Logging
import Secretary
import Storage
import StoreDoor
import Worker

/// The two ways a worker runs: for a supervisor, which handed it a ticket, or by hand.
struct WorkerRun {
  let options: SecretaryWorker
  let deployment: Deployment
  /// From the supervisor, or from before the sleep; nil by hand.
  let handover: Handover?

  func end() async throws -> WorkerEnd {
    let environment = ProcessInfo.processInfo.environment
    if let handover { return try await supervised(handover, environment) }
    // Nothing is to be finished properly yet, so who interrupts it need not wait.
    let impatience = ProcessControls(lifeline: false, stop: { _ in WorkerProcess.interrupted() }, checkNow: {})
    let assignment = try await Assignment.byHand(options.user, interval: options.interval, in: deployment)
    return try await byHand(assignment, environment, impatience)
  }

  private func supervised(_ handover: Handover, _ environment: [String: String]) async throws -> WorkerEnd {
    let waking = options.waking.arguments
    let assignment = Assignment(handover)
    let configuration = try configuration(assignment)
    if let waking {
      close(waking.file)
      Logger(label: "secretary.worker").debug("Awake again; before, it was \(waking.because.rawValue).")
    }
    let loop = loop(
      configuration, of: assignment.address, lease: handover.ticket.lease, carried: handover.state, environment)
    let controls = loop.listen(lifeline: true)
    let delay = CheckSchedule(interval: configuration.interval).firstDelay(of: configuration.user, isSupervised: true)
    let end = await loop.run(
      once: options.once, isAwake: waking != nil, firstDelay: waking == nil ? delay : 0,
      sleeping: Sleeping(
        rule: SleepRule(after: deployment.configuration.worker.sleepAfter), controls: controls,
        program: SleepingProgram(command: CommandLine.arguments, ticket: handover.ticket)),
      chores: { await watchSandbox(for: loop) })
    await controls.pause()
    return end
  }

  /// A worker that sleeps is asked when it wakes up; one that stays awake looks by itself.
  private func watchSandbox(for loop: WorkerLoop) async {
    let sandbox = WorkerSandbox(deployment, opensStore: handover?.storeConnection == nil)
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(60))
      if let file = sandbox.staleFile { loop.requestEnd(WorkerSandbox.isStale(because: file)) }
    }
  }

  private func byHand(
    _ assignment: Assignment, _ environment: [String: String], _ impatience: ProcessControls
  ) async throws -> WorkerEnd {
    let configuration = try configuration(assignment)
    if let name = options.explain {
      let inspection = MailboxInspection(configuration)
      let explanation =
        name == "latest" ? try await inspection.explainLatest() : try await inspection.explain(name)
      Terminal.answer(explanation.text + "\n")
      return WorkerEnd(.finished, "Explained.")
    }
    if options.dryRun {
      let end = try await MailboxInspection(configuration).dryRun { Terminal.answer($0.brief + "\n") }
      Terminal.answer(end.words + "\n")
      return WorkerEnd(.finished, end.words)
    }
    let lease = try await HandLease.take(of: configuration.user, in: deployment.store)
    await impatience.pause()
    let loop = loop(configuration, of: assignment.address, lease: lease.token, environment) { await lease.giveBack() }
    let controls = loop.listen(lifeline: false)
    let end = await loop.run(once: options.once) {
      await lease.keep(requested: { loop.requestCheck() }, lost: { loop.requestEnd($0) })
    }
    // A worker that cannot begin, as with a wrong key, has kept nothing and given nothing back.
    await lease.giveBack()
    await controls.pause()
    return end
  }

  private func configuration(_ assignment: Assignment) throws -> WorkerConfiguration {
    var configuration = try WorkerConfiguration(
      of: assignment.user, keys: assignment.keys, interval: assignment.interval, in: deployment, since: options.since)
    if let entrance = assignment.entrance {
      configuration.openStore = { user, lease, _ in
        guard let lease else { throw StorageError.leaseLost }
        return try await entrance.store(of: user, lease: lease)
      }
      configuration.carryStore = { await entrance.keepThroughExecution() }
    }
    return configuration
  }

  /// - Parameter beforeAbandoning: what is still done when a check hangs and the process ends without it.
  private func loop(
    _ configuration: WorkerConfiguration, of address: String?, lease: LeaseToken, carried: CarriedState? = nil,
    _ environment: [String: String], beforeAbandoning: @escaping @Sendable () async -> Void = {}
  ) -> WorkerLoop {
    var log = Logger(label: "secretary.worker")
    log[metadataKey: "address"] = address.map { .string($0) }
    let channel = StatusChannel(environment: environment)
    let worker = MailboxWorker(configuration, lease: lease, log: log, carried: carried) { [log] end in
      log.error("\(end.words)")
      await beforeAbandoning()
      WorkerProcess.abandon(end, telling: channel)
    }
    return WorkerLoop(worker, channel: channel, log: log)
  }
}
