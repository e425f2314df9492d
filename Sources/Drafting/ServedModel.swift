package import HTTPTransport
package import Secretary

package import struct FoundationEssentials.Date

/// A language model on a server, in one of the dialects that servers speak.
package final class ServedModel: LanguageModel {
  package enum Dialect: Sendable, Equatable {
    /// OpenAI's `/chat/completions`, which local servers and most providers speak.
    case chatCompletions
    /// Anthropic's `/messages`.
    case messages
  }

  private let server: ModelServer
  private let wire: any ModelWire.Type
  private let transport: HTTPTransport
  private let now: @Sendable () -> Date
  private let purpose: ModelPurpose
  private let meter: (any ModelMeter)?
  let memory: ModelMemory

  /// - Parameters:
  ///   - memory: what was found out about it before.
  ///   - meter: counts what it takes; nil where nobody does.
  package init(
    _ dialect: Dialect, on server: ModelServer, transport: HTTPTransport, now: @escaping @Sendable () -> Date,
    purpose: ModelPurpose = .writing, memory: ModelMemory = ModelMemory(), meter: (any ModelMeter)? = nil
  ) {
    self.server = server
    self.transport = transport
    self.now = now
    self.purpose = purpose
    self.memory = memory
    self.meter = meter
    wire =
      switch dialect {
      case .chatCompletions: ChatWire.self
      case .messages: MessagesWire.self
      }
  }

  package var name: String { server.model }

  package func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    let estimate = TokenEstimate("\(request.rules)\n\(request.user)")
    let call = ModelCall(
      model: server.model, purpose: purpose,
      most: .estimated(
        prompt: ModelMemory.bound(estimate, form: request.form), completion: server.limit(of: request)),
      price: server.price)
    try await meter?.begin(call)
    let response: HTTPResponse
    do {
      response = try await respelled(request)
    } catch {
      try? await meter?.end(call, took: error.mayHaveBeenAnswered ? call.most : TokenUsage())
      throw error.meaning
    }
    guard response.status == 200 else {
      try await meter?.end(call, took: ModelRefusal.mayHaveBeenAnswered(response) ? call.most : TokenUsage())
      throw ModelRefusal.meaning(of: response, at: now())
    }
    return try await completion(from: response, to: call, estimate)
  }

  /// What a 200 says, once it is known what it took: that is paid for, whether it is of use or not.
  private func completion(
    from response: HTTPResponse, to call: ModelCall, _ estimate: TokenEstimate
  ) async throws(LanguageModelError) -> Completion {
    let answer = Result { () throws(LanguageModelError) in try wire.answer(from: response) }
    let counted = (try? answer.get())?.usage
    // Garbage is what is left of an answer that the server may have counted whole.
    let usage = counted ?? (try? answer.get()).map { reckoned($0, estimate, call) } ?? call.most
    try await meter?.end(call, took: usage)
    if let counted {
      guard ModelMemory.isWhole(estimate, read: counted.prompt) else {
        throw .misconfigured(
          "the server read \(counted.prompt) tokens of a prompt that has more; give it a larger context (num_ctx or OLLAMA_CONTEXT_LENGTH, --ctx-size, --max-model-len)"
        )
      }
      memory.learn(estimate, was: counted.prompt)
    }
    let read = try answer.get()
    if let shortfall = read.shortfall { throw shortfall }
    var completion = Completion(text: read.text, usage: usage)
    completion.model = server.model
    (completion.cost, completion.currency) = (server.price?.cost(of: usage), server.price.map { _ in server.currency })
    if call.isExceeded(by: usage) {
      completion.trouble =
        "\(server.model) took \(usage.total) tokens where at most \(call.most.total) were asked for; no budget can be kept with it."
    }
    return completion
  }

  /// What an answer took that says nothing of it.
  private func reckoned(_ answer: WireAnswer, _ estimate: TokenEstimate, _ call: ModelCall) -> TokenUsage {
    .estimated(
      prompt: memory.reckoned(estimate), completion: min(TokenEstimate(answer.text).most, call.most.completion))
  }

  /// The answer to a request in whatever spelling the server takes.
  private func respelled(_ request: CompletionRequest) async throws(Failure) -> HTTPResponse {
    var spelling = memory.spelling
    var response = try await send(request, spelled: spelling)
    // Each respelling does without one thing more, so this ends.
    while response.status == 400, let other = wire.respelling(of: request, after: response, to: spelling) {
      spelling = other
      response = try await send(request, spelled: other)
    }
    if response.status == 200 { memory.spelling = spelling }
    return response
  }

  private func send(
    _ request: CompletionRequest, spelled spelling: RequestSpelling
  ) async throws(Failure) -> HTTPResponse {
    let asked: HTTPRequest
    do { asked = try wire.request(request, to: server, spelled: spelling) } catch {
      throw Failure(meaning: error, mayHaveBeenAnswered: false)
    }
    do {
      return try await transport.send(asked)
    } catch {
      throw Failure(error)
    }
  }

  /// Why no answer came.
  fileprivate struct Failure: Error {
    var meaning: LanguageModelError
    /// The server may have read it, and count that.
    var mayHaveBeenAnswered: Bool
  }
}

extension ServedModel.Failure {
  fileprivate init(_ error: HTTPTransportError) {
    let mayHaveBeenAnswered =
      switch error {
      case .neverReached, .refusedURL: false
      case .answerUnknown, .tooLarge, .cancelled: true
      }
    self.init(meaning: ModelRefusal.meaning(of: error), mayHaveBeenAnswered: mayHaveBeenAnswered)
  }
}

/// How one dialect writes a request and reads an answer.
protocol ModelWire: SendableMetatype {
  static func request(
    _ request: CompletionRequest, to server: ModelServer, spelled spelling: RequestSpelling
  ) throws(LanguageModelError) -> HTTPRequest

  /// What an answer with status 200 says.
  static func answer(from response: HTTPResponse) throws(LanguageModelError) -> WireAnswer

  /// What the words of a 400 name when the form of the answer is what the server does not take.
  static var wordsForForm: [String] { get }

  /// What they name when the limits are spelled otherwise there.
  static var wordsForLimits: [String] { get }
}

/// An answer as one dialect has it.
struct WireAnswer: Sendable, Equatable {
  var text: String
  var usage: TokenUsage?
  /// Why it is of no use: it did not come to its own end, or the model will not have the conversation.
  var shortfall: LanguageModelError?
}

extension ModelWire {
  /// Another spelling to try when this answer refuses the one that was used; nil when that was not the reason.
  fileprivate static func respelling(
    of request: CompletionRequest, after response: HTTPResponse, to used: RequestSpelling
  ) -> RequestSpelling? {
    let words = String(decoding: response.body.prefix(10_000), as: UTF8.self)
    var other = used
    if used.limits == .common, wordsForLimits.contains(where: words.contains) {
      other.limits = .reasoning
    } else if request.form != nil, used.namesForm, wordsForForm.contains(where: words.contains) {
      other.namesForm = false
    } else {
      return nil
    }
    return other
  }
}

/// How a request is spelled, where servers of one dialect differ.
struct RequestSpelling: Sendable, Equatable {
  enum Limits: Sendable, Equatable {
    /// What local servers and most models know.
    case common
    /// What OpenAI's reasoning models insist on: another name for the limit, and no temperature.
    case reasoning
  }

  var limits = Limits.common
  /// Whether the form of the answer has its own field; else it stands in the rules only.
  var namesForm = true
}
