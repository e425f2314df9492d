import Bootstrap
import Drafting
import FoundationEssentials
import Gmail
import Logging
import Secretary
import Storage
import Vault
import Worker

/// Puts the pieces together: the configuration file and either a ticket or the key file become a worker, which runs.
struct WorkerRun {
  let options: SecretaryWorker
  let deployment: Deployment

  func end() async throws -> WorkerEnd {
    let environment = ProcessInfo.processInfo.environment
    let location = deployment.store
    if environment["SECRETARY_TICKET"] == "stdin" {
      guard let line = Lifeline.readTicket() else {
        throw WorkerEnd(
          .configuration,
          "No ticket came on standard input. Let secretary-supervisor start this worker, or unset SECRETARY_TICKET.")
      }
      guard let ticket = WorkerTicket(line: Array(line.utf8)) else {
        throw WorkerEnd(
          .configuration,
          "The line on standard input is no ticket. Use secretary-worker and secretary-supervisor of the same version.")
      }
      guard ticket.user.rawValue == options.user else {
        throw WorkerEnd(.configuration, "The ticket on standard input is for another user than --user names.")
      }
      return await supervised(
        try configuration(of: ticket.user, keys: ticket.keys, interval: .seconds(ticket.intervalSeconds), location),
        ticket: ticket, environment)
    }
    let (user, interval) = try await account(in: location)
    let ring = try keyRing()
    let keys = try ring.keys(forUser: user.rawValue)
    return try await byHand(
      try configuration(of: user, keys: keys, interval: options.interval ?? interval, location), environment)
  }

  // MARK: The two ways to run

  private func supervised(
    _ configuration: WorkerConfiguration, ticket: WorkerTicket, _ environment: [String: String]
  ) async -> WorkerEnd {
    let loop = loop(configuration, lease: ticket.lease, environment)
    let controls = loop.listen(lifeline: true)
    let delay = CheckSchedule(interval: configuration.interval).firstDelay(of: ticket.user, isSupervised: true)
    let end = await loop.run(once: options.once, firstDelay: delay)
    controls.close()
    return end
  }

  private func byHand(_ configuration: WorkerConfiguration, _ environment: [String: String]) async throws -> WorkerEnd {
    if let id = options.explain {
      Terminal.say(try await MailboxInspection(configuration).explain(MessageID(id)).text)
      return WorkerEnd(.finished, "Explained.")
    }
    if options.dryRun {
      let end = try await MailboxInspection(configuration).dryRun { Terminal.say($0.brief) }
      Terminal.say(end.words)
      return WorkerEnd(.finished, end.words)
    }
    let lease = try await HandLease.take(of: configuration.user, in: configuration.store)
    let loop = loop(configuration, lease: lease.token, environment)
    let controls = loop.listen(lifeline: false)
    let end = await loop.run(once: options.once) {
      await lease.keep(requested: { loop.requestCheck() }, lost: { loop.requestEnd($0) })
    }
    controls.close()
    return end
  }

  private func loop(
    _ configuration: WorkerConfiguration, lease: LeaseToken, _ environment: [String: String]
  ) -> WorkerLoop {
    let log = Logger(label: "secretary.worker")
    return WorkerLoop(
      MailboxWorker(configuration, lease: lease, log: log), channel: StatusChannel(environment: environment), log: log)
  }

  // MARK: What the configuration says

  private func keyRing() throws -> KeyRing {
    do { return try KeyRing.read(file: deployment.keysFile) } catch {
      throw WorkerEnd(.configuration, error.description)
    }
  }

  private func account(in location: StoreLocation) async throws -> (UserID, Duration) {
    let store: Store
    do { store = try await Store.open(location, migrating: false) } catch {
      throw WorkerEnd(error.isTemporary ? .temporary : .configuration, error.words(about: location))
    }
    do {
      guard let user = try await store.users.find(options.user) else {
        throw WorkerEnd(
          .configuration, "There is no user '\(options.user)'. `secretary-supervisor user list` shows who there is.")
      }
      let chosen = try await store.settings.settings(of: user.id)?.checkIntervalSeconds
      await store.close()
      return (user.id, deployment.interval(of: user.id, address: user.address, chosen: chosen))
    } catch {
      await store.close()
      throw WorkerEnd(because: error)
    }
  }

  private func configuration(
    of user: UserID, keys: UserKeys, interval: Duration, _ location: StoreLocation
  ) throws -> WorkerConfiguration {
    let google = deployment.configuration.google
    return WorkerConfiguration(
      user: user, store: location, keys: keys,
      endpoints: GoogleEndpoints(api: google.apiURL, token: google.tokenURL, revoke: google.revokeURL),
      client: OAuthClient(id: google.clientID, secret: try deployment.googleClientSecret()), writer: try writer(),
      interval: Double(interval.components.seconds), unitsPerMinute: google.unitsPerMinute, since: options.since)
  }

  private func writer() throws -> WorkerConfiguration.Writer {
    let drafting = deployment.configuration.drafting
    switch drafting.provider {
    case .holdingReply: return { _ in HoldingReply() }
    case .openAICompatible:
      let model = ChatCompletions.Model(
        baseURL: drafting.baseURL, name: drafting.model, apiKey: try deployment.modelKey(), timeout: drafting.timeout)
      return { ChatCompletions(model, transport: $0, now: { Date() }) }
    }
  }
}
