package import Bootstrap
package import Drafting
import Secretary

/// The models of the configuration file, each with what is found out about it while this process lives.
package struct ConfiguredModels: Sendable {
  /// A section of the file that names a model.
  package enum Place: String, Sendable, CaseIterable { case writing, fallback, judging }

  private struct Configured: Sendable {
    let dialect: ServedModel.Dialect
    let server: ModelServer
    let memory = ModelMemory()

    func model(_ access: ModelAccess, _ purpose: ModelPurpose) -> ServedModel {
      ServedModel(
        dialect, on: server, transport: access.transport, now: access.now, purpose: purpose, memory: memory,
        meter: access.meter)
    }
  }

  private let configured: [Place: Configured]
  let writesInTwoSteps: Bool

  package init(_ deployment: Deployment) throws(BootstrapError) {
    var configured: [Place: Configured] = [:]
    for place in Place.allCases { configured[place] = try Self.configured(place, in: deployment) }
    self.configured = configured
    writesInTwoSteps = deployment.configuration.drafting.steps == .two
  }

  /// The one that writes, with the one that takes its place; the built-in reply where there is none.
  package func writer(_ access: ModelAccess) -> any DraftWriter {
    let models = [Place.writing, .fallback].compactMap { model(at: $0, access) }
    guard let first = models.first else { return HoldingReply() }
    let writing: any LanguageModel = models.count == 1 ? first : ModelChain(models, now: access.now)
    return ModelWriter(writing, readsFirst: writesInTwoSteps)
  }

  /// Nil when mail is judged without a model.
  package func judge(_ access: ModelAccess) -> MailJudge? { model(at: .judging, access).map { MailJudge($0) } }

  /// Nil when the file names none there.
  package func model(at place: Place, _ access: ModelAccess) -> ServedModel? {
    configured[place]?.model(access, place == .judging ? .judging : .writing)
  }

  private static func configured(
    _ place: Place, in deployment: Deployment
  ) throws(BootstrapError) -> Configured? {
    let drafting = deployment.configuration.drafting
    let section: KeyPath<Configuration.Drafting, Configuration.Model> =
      switch place {
      case .writing: \.writing
      case .fallback: \.fallback
      case .judging: \.judging
      }
    let model = drafting[keyPath: section]
    let dialect: ServedModel.Dialect
    switch model.provider {
    case .none, .holdingReply: return nil
    case .openAICompatible: dialect = .chatCompletions
    case .anthropic: dialect = .messages
    }
    return Configured(
      dialect: dialect,
      server: ModelServer(
        baseURL: model.baseURL, model: model.model, apiKey: try deployment.modelKey(section), timeout: model.timeout,
        maximumTokens: model.maximumTokens, price: model.price, currency: drafting.currency))
  }
}
