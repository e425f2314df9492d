import Bootstrap
import Commands
import FoundationEssentials
import Logging
import Secretary
import Storage
import Worker

/// The two ways a worker runs: for a supervisor, which handed it a ticket, or by hand.
struct WorkerRun {
  let options: SecretaryWorker
  let deployment: Deployment

  func end() async throws -> WorkerEnd {
    let environment = ProcessInfo.processInfo.environment
    if environment["SECRETARY_TICKET"] == "stdin" {
      let (assignment, lease) = try Assignment.fromTicket(user: options.user)
      return try await supervised(assignment, lease: lease, environment)
    }
    let assignment = try await Assignment.byHand(options.user, interval: options.interval, in: deployment)
    return try await byHand(assignment, environment)
  }

  private func supervised(
    _ assignment: Assignment, lease: LeaseToken, _ environment: [String: String]
  ) async throws -> WorkerEnd {
    let configuration = try configuration(assignment)
    let loop = loop(configuration, of: assignment.address, lease: lease, environment)
    let controls = loop.listen(lifeline: true)
    let delay = CheckSchedule(interval: configuration.interval).firstDelay(of: configuration.user, isSupervised: true)
    let end = await loop.run(once: options.once, firstDelay: delay)
    controls.close()
    return end
  }

  private func byHand(_ assignment: Assignment, _ environment: [String: String]) async throws -> WorkerEnd {
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
    let loop = loop(configuration, of: assignment.address, lease: lease.token, environment) { await lease.giveBack() }
    let controls = loop.listen(lifeline: false)
    let end = await loop.run(once: options.once) {
      await lease.keep(requested: { loop.requestCheck() }, lost: { loop.requestEnd($0) })
    }
    // A worker that cannot begin, as with a wrong key, has kept nothing and given nothing back.
    await lease.giveBack()
    controls.close()
    return end
  }

  private func configuration(_ assignment: Assignment) throws -> WorkerConfiguration {
    try WorkerConfiguration(assignment, in: deployment, since: options.since)
  }

  /// - Parameter beforeAbandoning: what is still done when a check hangs and the process ends without it.
  private func loop(
    _ configuration: WorkerConfiguration, of address: String?, lease: LeaseToken, _ environment: [String: String],
    beforeAbandoning: @escaping @Sendable () async -> Void = {}
  ) -> WorkerLoop {
    var log = Logger(label: "secretary.worker")
    log[metadataKey: "address"] = address.map { .string($0) }
    let channel = StatusChannel(environment: environment)
    let worker = MailboxWorker(configuration, lease: lease, log: log) { [log] end in
      log.error("\(end.words)")
      await beforeAbandoning()
      WorkerProcess.abandon(end, telling: channel)
    }
    return WorkerLoop(worker, channel: channel, log: log)
  }
}
