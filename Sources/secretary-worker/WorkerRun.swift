import Bootstrap
import ConfiguredWorker
import Glibc
import Logging
import Secretary
import StoreDoor
import StoreRequests
import Worker

/// A worker that a supervisor started and handed a ticket.
struct WorkerRun {
  let deployment: Deployment
  /// From the supervisor, or from before the sleep.
  let handover: Handover
  let entrance: StoreEntrance
  /// How it was woken up; nil at its first start.
  let waking: WakingArguments?

  func end() async throws -> WorkerEnd {
    let ticket = handover.ticket
    var configuration = try WorkerConfiguration(
      of: ticket.user,
      store: { [entrance] user, lease, _ in
        guard let lease else { throw StorageError.leaseLost }
        return try await entrance.store(of: user, lease: lease)
      }, keys: ticket.keys, interval: .seconds(ticket.intervalSeconds), in: deployment)
    configuration.carryStore = { [entrance] in await entrance.keepThroughExecution() }
    if let waking {
      close(waking.file)
      Logger(label: "secretary.worker").debug("Awake again; before, it was \(waking.because.rawValue).")
    }
    let loop = WorkerLoop.ofProcess(
      configuration, of: ticket.address, lease: ticket.lease, carried: handover.state)
    let controls = loop.listen(lifeline: true)
    let delay = CheckSchedule(interval: configuration.interval).firstDelay(of: configuration.user, isSupervised: true)
    let end = await loop.run(
      isAwake: waking != nil, firstDelay: waking == nil ? delay : 0,
      sleeping: Sleeping(
        rule: SleepRule(after: deployment.configuration.worker.sleepAfter), controls: controls,
        program: SleepingProgram(command: CommandLine.arguments, ticket: ticket)),
      chores: { await watchSandbox(for: loop) })
    await controls.pause()
    return end
  }

  /// A worker that sleeps is asked when it wakes up; one that stays awake looks by itself.
  private func watchSandbox(for loop: WorkerLoop) async {
    let sandbox = WorkerSandbox(deployment)
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(60))
      if let file = sandbox.staleFile { loop.requestEnd(WorkerSandbox.isStale(because: file)) }
    }
  }
}
