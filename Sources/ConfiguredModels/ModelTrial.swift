package import Drafting
package import Secretary
import Synchronization

import struct FoundationEssentials.Date

/// One call to judge and one to write, about a mail that nobody sent, to see what the configured models make of it. Nothing of
/// it is counted or kept.
package struct ModelTrial: Sendable {
  /// What came of one place of the configuration.
  package struct Outcome: Sendable {
    package var place: ConfiguredModels.Place
    package var model: String
    /// From the first request to the last answer.
    package var time: Duration
    /// Nil when no answer said or let reckon it.
    package var usage: TokenUsage?
    /// Nil where nobody said what the model costs.
    package var cost: Cost?
    package var currency: String?
    package var answer: Result<Answer, Problem>
  }

  /// What is left of what a model said, after the checks that mail's answers go through.
  package enum Answer: Sendable {
    case assessment(MailAssessment)
    /// With what it found to be asked, when it was made to read first.
    case letter(String, asks: [String])
  }

  package struct Problem: Error {
    package var words: String
    /// Another try, later, may go better without anybody changing anything.
    package var mayPass: Bool
  }

  private let models: ConfiguredModels
  private let clock: any Clock<Duration>

  package init(_ models: ConfiguredModels, clock: any Clock<Duration> = ContinuousClock()) {
    self.models = models
    self.clock = clock
  }

  /// In the order of the configuration; empty where no model is configured.
  package func outcomes(_ access: ModelAccess) async -> [Outcome] {
    var outcomes: [Outcome] = []
    for place in ConfiguredModels.Place.allCases {
      guard let model = models.model(at: place, access) else { continue }
      outcomes.append(await outcome(of: place, model))
    }
    return outcomes
  }

  private func outcome(of place: ConfiguredModels.Place, _ served: ServedModel) async -> Outcome {
    let model = ObservedModel(served)
    var answer: Result<Answer, Problem> = .failure(Problem(words: "It was cancelled.", mayPass: true))
    let time = await clock.measure {
      answer = place == .judging ? await assessment(by: model) : await letter(by: model)
    }
    let seen = model.seen
    return Outcome(
      place: place, model: served.name, time: time, usage: seen.usage, cost: seen.cost, currency: seen.currency,
      answer: answer)
  }

  private func assessment(by model: ObservedModel) async -> Result<Answer, Problem> {
    do {
      if let assessment = try await MailJudge(model).reading(of: SampleMail.assessment).assessment {
        return .success(.assessment(assessment))
      }
    } catch {}
    return .failure(
      model.seen.problem
        ?? Problem(words: "Its answer is not of the form that was asked for, so it counts for nothing.", mayPass: true))
  }

  private func letter(by model: ObservedModel) async -> Result<Answer, Problem> {
    let writer = ModelWriter(model, readsFirst: models.writesInTwoSteps)
    do {
      let asks = try await writer.asker?.reading(of: SampleMail.assessment).assessment?.asks ?? []
      let letter = try await writer.write(SampleMail.prompt(asks: asks))
      return .success(.letter(letter.body, asks: asks))
    } catch let error as DraftingError {
      return .failure(model.seen.problem ?? Problem(words: error.description, mayPass: true))
    } catch {
      return .failure(Problem(words: "It was cancelled.", mayPass: true))
    }
  }
}

/// A model, and what its calls took together.
private final class ObservedModel: LanguageModel {
  struct Seen: Sendable {
    var usage: TokenUsage?
    var cost: Cost?
    var currency: String?
    /// Why the last call gave nothing.
    var problem: ModelTrial.Problem?
  }

  private let model: any LanguageModel
  private let noted = Mutex(Seen())

  init(_ model: any LanguageModel) { self.model = model }

  var name: String { model.name }
  var seen: Seen { noted.withLock(\.self) }

  func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    do {
      let completion = try await model.complete(request)
      noted.withLock { seen in
        if let usage = completion.usage { seen.usage = (seen.usage ?? TokenUsage()) + usage }
        if let cost = completion.cost { seen.cost = (seen.cost ?? .zero) + cost }
        seen.currency = completion.currency
        seen.problem = nil
      }
      return completion
    } catch {
      noted.withLock { $0.problem = ModelTrial.Problem(error) }
      throw error
    }
  }
}

extension ModelTrial.Problem {
  fileprivate init(_ error: LanguageModelError) {
    let mayPass =
      switch error {
      case .temporary, .rateLimited, .incomplete, .cancelled: true
      case .refused, .misconfigured, .unpaid, .budgetUsed, .beyondBudget, .unaccounted: false
      }
    self.init(words: error.description, mayPass: mayPass)
  }
}

/// An invented conversation with three asks in it.
private enum SampleMail {
  private static let owner = EmailAddress(name: "Robin Hale", address: "robin@sample.example")
  private static let sender = EmailAddress(name: "Cleo Marsh", address: "cleo@sample.example")

  private static let message = EmailMessage(
    id: MessageID("sample"), threadID: ThreadID("sample"), receivedAt: Date(timeIntervalSince1970: 1_790_000_000),
    from: [sender], to: [owner], subject: "The workshop",
    text: MessageText(
      visible: """
        Hi Robin,

        three things before Friday. Could you send me the list of participants? Would you rather have the small or the large \
        room? And what may lunch cost for each of us?

        Best,
        Cleo
        """))

  private static let thread = EmailThread(id: ThreadID("sample"), messages: [message])
  private static let composer = PromptComposer(
    settings: AgentSettings(userID: UserID("sample")), owner: MailboxOwner(primary: owner, sendAs: [owner]))

  static var assessment: AssessmentPrompt { composer.assessment(of: message, in: thread, for: owner) }

  static func prompt(asks: [String]) -> Prompt {
    composer.prompt(for: message, in: thread, to: ReplyRecipients(from: owner, to: [sender]), asks: asks)
  }
}
