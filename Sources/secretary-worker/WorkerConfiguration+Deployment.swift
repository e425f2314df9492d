import Bootstrap
import Drafting
import FoundationEssentials
import Gmail
import Storage
import Worker

extension WorkerConfiguration {
  /// What the configuration file says, for this assignment.
  init(_ assignment: Assignment, in deployment: Deployment, since: Date?) throws {
    let google = deployment.configuration.google
    let gmail = GmailService(
      client: OAuthClient(id: google.clientID, secret: try deployment.googleClientSecret()),
      endpoints: GoogleEndpoints(api: google.apiURL, token: google.tokenURL, revoke: google.revokeURL),
      unitsPerMinute: google.unitsPerMinute)
    self.init(
      user: assignment.user,
      store: { try await LeasedStore.open(deployment.store, of: $0, lease: $1, now: $2) },
      keys: assignment.keys,
      mailbox: { gmail.mailbox(of: $0.tokens, over: $0.transport, clock: $0.clock, now: $0.now, save: $0.save) },
      writer: try Self.writer(of: deployment), interval: Double(assignment.interval.components.seconds),
      redactsSecrets: deployment.configuration.drafting.secrets == .redact,
      requestLabel: google.requestLabel, since: since)
  }

  private static func writer(of deployment: Deployment) throws -> Writer {
    let drafting = deployment.configuration.drafting
    let dialect: ServedModel.Dialect
    switch drafting.provider {
    case .holdingReply: return { _ in HoldingReply() }
    case .openAICompatible: dialect = .chatCompletions
    case .anthropic: dialect = .messages
    }
    let server = ModelServer(
      baseURL: drafting.baseURL, model: drafting.model, apiKey: try deployment.modelKey(), timeout: drafting.timeout)
    return { ModelWriter(ServedModel(dialect, on: server, transport: $0, now: { Date() })) }
  }
}
