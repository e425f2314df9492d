package import Drafting
package import Secretary
import Synchronization
import Worker

/// Who writes the drafts of a case.
package enum CaseWriter: Sendable {
  /// The built-in reply, without a model.
  case holdingReply
  /// The simulator's chat model, by its script.
  case scripted
  case served(ServedModel.Dialect, ModelServer)
}

/// What the writer of a case was asked, in order, and what a model was asked for it.
package final class CaseQuestions: Sendable {
  private let prompts = Mutex<[Prompt]>([])
  private let requests = Mutex<[CompletionRequest]>([])
  private let interruption = Mutex<(@Sendable () async -> Void)?>(nil)

  package init() {}

  package var lastPrompt: Prompt? { prompts.withLock(\.last) }
  package var toModel: [CompletionRequest] { requests.withLock { $0 } }

  func add(_ prompt: Prompt) { prompts.withLock { $0.append(prompt) } }
  func add(_ request: CompletionRequest) { requests.withLock { $0.append(request) } }

  /// Happens once, while a model is being asked.
  func interrupt(with event: @escaping @Sendable () async -> Void) { interruption.withLock { $0 = event } }

  func letThingsHappen() async {
    let event = interruption.withLock { event in
      defer { event = nil }
      return event
    }
    await event?()
  }
}

/// A writer that is listened to.
struct RecordedWriter<Writer: DraftWriter>: DraftWriter {
  let writer: Writer
  let questions: CaseQuestions

  var readsTexts: Bool { writer.readsTexts }

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    questions.add(prompt)
    return try await writer.write(prompt)
  }
}

/// A model that is listened to, and whose script may repeat what it was given: `{prompt}` in an answer stands for the texts
/// it was asked about, `{rules}` for its rules. So a script can give away all that there is to give away.
struct RecordedModel<Model: LanguageModel>: LanguageModel {
  let model: Model
  let questions: CaseQuestions

  var name: String { model.name }

  func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    questions.add(request)
    await questions.letThingsHappen()
    var completion = try await model.complete(request)
    completion.text = completion.text.replacing("{prompt}", with: request.user).replacing(
      "{rules}", with: request.system)
    return completion
  }
}

extension CaseStage {
  /// Makes the writer with a worker's means.
  func writer(
    _ writer: CaseWriter, asking questions: CaseQuestions, with access: ModelAccess
  ) -> any DraftWriter {
    let dialect: ServedModel.Dialect
    let server: ModelServer
    switch writer {
    case .holdingReply: return RecordedWriter(writer: HoldingReply(), questions: questions)
    case .scripted: (dialect, server) = (.chatCompletions, scripted)
    case .served(let spoken, let model): (dialect, server) = (spoken, model)
    }
    let model = ServedModel(dialect, on: server, transport: access.transport, now: access.now, meter: access.meter)
    return RecordedWriter(
      writer: ModelWriter(RecordedModel(model: model, questions: questions)), questions: questions)
  }

  /// Has the simulator's chat model judge mail whose score leaves it open.
  func judge(asking questions: CaseQuestions, with access: ModelAccess) -> MailJudge {
    let model = ServedModel(
      .chatCompletions, on: scripted, transport: access.transport, now: access.now, purpose: .judging,
      meter: access.meter)
    return MailJudge(RecordedModel(model: model, questions: questions))
  }

  private var scripted: ModelServer { ModelServer(baseURL: base + "/v1", model: "scripted") }
}
