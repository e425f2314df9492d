import Bootstrap
import Drafting
import FoundationEssentials
import Secretary
import Worker

/// The models of the configuration file, each with what is found out about it while this process lives.
struct ConfiguredModels: Sendable {
  private struct Place: Sendable {
    let dialect: ServedModel.Dialect
    let server: ModelServer
    let memory = ModelMemory()

    func model(_ access: ModelAccess, _ purpose: ModelPurpose) -> ServedModel {
      ServedModel(
        dialect, on: server, transport: access.transport, now: access.now, purpose: purpose, memory: memory,
        meter: access.meter)
    }
  }

  /// Who writes, and who takes their place; empty for the built-in reply.
  private let writing: [Place]
  private let judging: Place?

  init(_ deployment: Deployment) throws {
    writing = [
      try Self.place(\.writing, in: deployment), try Self.place(\.fallback, in: deployment),
    ].compactMap(\.self)
    judging = try Self.place(\.judging, in: deployment)
  }

  var writer: WorkerConfiguration.Writer {
    guard !writing.isEmpty else { return { _ in HoldingReply() } }
    return { [writing] access in
      let models = writing.map { $0.model(access, .writing) }
      return ModelWriter(models.count == 1 ? models[0] : ModelChain(models, now: access.now))
    }
  }

  var judge: WorkerConfiguration.Judging {
    { [judging] access in judging.map { MailJudge($0.model(access, .judging)) } }
  }

  private static func place(
    _ model: KeyPath<Configuration.Drafting, Configuration.Model>, in deployment: Deployment
  ) throws -> Place? {
    let drafting = deployment.configuration.drafting
    let configured = drafting[keyPath: model]
    let dialect: ServedModel.Dialect
    switch configured.provider {
    case .none, .holdingReply: return nil
    case .openAICompatible: dialect = .chatCompletions
    case .anthropic: dialect = .messages
    }
    return Place(
      dialect: dialect,
      server: ModelServer(
        baseURL: configured.baseURL, model: configured.model, apiKey: try deployment.modelKey(model),
        timeout: configured.timeout, maximumTokens: configured.maximumTokens, price: configured.price,
        currency: drafting.currency))
  }
}
