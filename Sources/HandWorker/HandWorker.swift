package import Bootstrap
import ConfiguredWorker
package import FoundationEssentials
import Logging
import Secretary
import Storage
package import StoreRequests
import Vault
package import Worker

/// A worker that somebody starts at a terminal: no supervisor vouches for it, so it reads the key file, opens the store and takes
/// the user's lease itself.
package struct HandWorker: Sendable {
  /// What it is asked to do.
  package enum Task: Sendable {
    /// What a worker always does; `once` for one check.
    case serve(once: Bool)
    /// Only tell what a check would do.
    case dryRun
    /// Only tell about one message: its id, words of its subject, or `latest`.
    case explain(String)
  }

  private let name: String
  private let task: Task
  private let interval: Duration?
  private let since: Date?
  private let deployment: Deployment
  private let answer: @Sendable (String) -> Void

  /// - Parameters:
  ///   - name: the user, by id or address.
  ///   - interval: between two checks; nil for what the user has otherwise.
  ///   - since: where the very first check of the mailbox begins; nil means now.
  ///   - answer: gets what was asked for, as it becomes known.
  package init(
    _ name: String, _ task: Task, interval: Duration?, since: Date?, in deployment: Deployment,
    answer: @escaping @Sendable (String) -> Void
  ) {
    self.name = name
    self.task = task
    self.interval = interval
    self.since = since
    self.deployment = deployment
    self.answer = answer
  }

  /// Works until there is an end to it: what was asked is told, or somebody asks it to stop.
  package func end() async throws -> WorkerEnd {
    // Nothing is to be finished properly yet, so who interrupts it need not wait.
    let impatience = ProcessControls(lifeline: false, stop: { _ in WorkerProcess.interrupted() }, checkNow: {})
    let account = try await HandAccount(name, in: deployment)
    let configuration = try WorkerConfiguration(
      of: account.user.id, store: WorkerConfiguration.opening(deployment.store), keys: account.keys,
      interval: interval ?? account.interval, in: deployment, since: since)
    switch task {
    case .explain(let name):
      let inspection = MailboxInspection(configuration)
      let explanation =
        name == "latest" ? try await inspection.explainLatest() : try await inspection.explain(name)
      answer(explanation.text + "\n")
      return WorkerEnd(.finished, "Explained.")
    case .dryRun:
      let end = try await MailboxInspection(configuration).dryRun { [answer] in answer($0.brief + "\n") }
      answer(end.words + "\n")
      return WorkerEnd(.finished, end.words)
    case .serve(let once):
      return try await serve(configuration, of: account.user.address, once: once, impatience)
    }
  }

  private func serve(
    _ configuration: WorkerConfiguration, of address: String, once: Bool, _ impatience: ProcessControls
  ) async throws -> WorkerEnd {
    let lease = try await HandLease.take(of: configuration.user, in: deployment.store)
    await impatience.pause()
    let loop = WorkerLoop.ofProcess(configuration, of: address, lease: lease.token) { await lease.giveBack() }
    let controls = loop.listen(lifeline: false)
    let end = await loop.run(once: once) {
      await lease.keep(requested: { loop.requestCheck() }, lost: { loop.requestEnd($0) })
    }
    // A worker that cannot begin, as with a wrong key, has kept nothing and given nothing back.
    await lease.giveBack()
    await controls.pause()
    return end
  }
}

extension WorkerConfiguration {
  /// Opens the store in this process.
  package static func opening(_ location: StoreLocation) -> StoreOpening {
    { try await LeasedStore.open(location, of: $0, lease: $1, now: $2) }
  }
}
