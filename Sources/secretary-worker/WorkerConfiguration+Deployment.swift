import Bootstrap
import Drafting
import FoundationEssentials
import Gmail
import HTTPTransport
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
      judge: try Self.judge(of: deployment), writer: try Self.writer(of: deployment),
      interval: Double(assignment.interval.components.seconds),
      redactsSecrets: deployment.configuration.drafting.secrets == .redact,
      requestLabel: google.requestLabel, since: since)
  }

  private static func writer(of deployment: Deployment) throws -> Writer {
    guard let model = try model(deployment.configuration.drafting.model, of: deployment) else {
      return { _ in HoldingReply() }
    }
    return { ModelWriter(model($0)) }
  }

  private static func judge(of deployment: Deployment) throws -> Judging {
    let drafting = deployment.configuration.drafting
    let name = drafting.judgingModel.isEmpty ? drafting.model : drafting.judgingModel
    guard drafting.judging == .model, let model = try model(name, of: deployment) else { return { _ in nil } }
    return { MailJudge(model($0)) }
  }

  /// A model on the server that the file names; nil when there is none.
  private static func model(
    _ name: String, of deployment: Deployment
  ) throws -> (@Sendable (HTTPTransport) -> ServedModel)? {
    let drafting = deployment.configuration.drafting
    let dialect: ServedModel.Dialect
    switch drafting.provider {
    case .holdingReply: return nil
    case .openAICompatible: dialect = .chatCompletions
    case .anthropic: dialect = .messages
    }
    let server = ModelServer(
      baseURL: drafting.baseURL, model: name, apiKey: try deployment.modelKey(), timeout: drafting.timeout)
    return { ServedModel(dialect, on: server, transport: $0, now: { Date() }) }
  }
}
