import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import Secretary
import Synchronization
import Testing

/// What a call takes is noted whatever becomes of it.
@Suite struct ModelMeterTests {
  final class Notes: ModelMeter {
    let calls = Mutex<[ModelCall]>([])
    let ends = Mutex<[TokenUsage]>([])
    let refusal: LanguageModelError?

    init(refusal: LanguageModelError? = nil) { self.refusal = refusal }

    func begin(_ call: ModelCall) async throws(LanguageModelError) {
      if let refusal { throw refusal }
      calls.withLock { $0.append(call) }
    }

    func end(_ call: ModelCall, took usage: TokenUsage) async throws(LanguageModelError) {
      ends.withLock { $0.append(usage) }
    }
  }

  /// An error as a proxy or a server says it, with nothing to read.
  static func gateway(_ status: Int) -> Fault.Kind {
    .custom(status: status, contentType: "text/html", body: "<p>no</p>")
  }

  static let price = ModelPrice(input: Cost(microUnits: 1_000_000), output: Cost(microUnits: 5_000_000))

  static func with(
    _ dialect: ServedModel.Dialect = .chatCompletions, fault: Fault.Kind? = nil, meter: Notes = Notes(),
    _ body: @Sendable (ServedModel, Notes, SimulatedGoogle) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([.init(contains: "Lunch", reply: "Thursday suits me.")])
      if let fault { await google.add(Fault(fault, .after, path: "/v1/*")) }
      let transport = HTTPTransport()
      let model = ServedModel(
        dialect, on: ModelServer(baseURL: "\(base)/v1", model: "small", price: price, currency: "EUR"),
        transport: transport, now: { ServedModelTests.now }, meter: meter)
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(model, meter, google)) } catch { outcome = .failure(error) }
      await transport.close()
      try outcome.get()
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `a call is noted before it is made, with the most that it can take`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect) { model, notes, _ in
      let completion = try await model.complete(ModelChainTests.request)
      let call = try #require(notes.calls.withLock { $0.first })
      let usage = try #require(completion.usage)
      #expect(notes.ends.withLock { $0 } == [usage])
      #expect(call.most.prompt >= usage.prompt && call.most.completion == 800 && call.purpose == .writing)
      #expect(completion.cost == Self.price.cost(of: usage) && completion.currency == "EUR")
    }
  }

  @Test func `without room in the budget nothing is asked`() async throws {
    let refusal = LanguageModelError.budgetUsed("It is used.", until: ServedModelTests.now)
    try await Self.with(meter: Notes(refusal: refusal)) { model, _, google in
      await #expect(throws: refusal) { try await model.complete(ModelChainTests.request) }
      #expect(await google.log.entries.isEmpty)
    }
  }

  @Test(arguments: [ChatModel.Oddity.cutShort, .refusal, .noChoices, .repeated])
  func `an answer that is of no use was paid for all the same`(oddity: ChatModel.Oddity) async throws {
    try await Self.with(fault: .chat(oddity)) { model, notes, _ in
      _ = try? await model.complete(ModelChainTests.request)
      let end = try #require(notes.ends.withLock { $0.first })
      #expect(end.prompt > 0)
    }
  }

  @Test(arguments: [Fault.Kind.backendError, .concurrent, gateway(503)]) func `an error takes nothing`(
    kind: Fault.Kind
  ) async throws {
    try await Self.with(fault: kind) { model, notes, _ in
      _ = try? await model.complete(ModelChainTests.request)
      #expect(notes.ends.withLock { $0 } == [TokenUsage()])
    }
  }

  @Test(arguments: [Fault.Kind.reset, .cutOff, .badGateway, gateway(504), gateway(520), gateway(524)])
  func `an answer that did not arrive may have been written whole`(
    kind: Fault.Kind
  ) async throws {
    try await Self.with(fault: kind) { model, notes, _ in
      _ = try? await model.complete(ModelChainTests.request)
      let (call, end) = (notes.calls.withLock { $0[0] }, notes.ends.withLock { $0[0] })
      #expect(end == call.most && end.completion == 800 && end.isEstimated)
    }
  }

  @Test func `that a lost answer counts is said where its error is`() async throws {
    try await Self.with(fault: Self.gateway(504)) { model, _, _ in
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete(ModelChainTests.request) }
      #expect(
        error?.description.contains("HTTP 504") == true && error?.description.contains("counts as an answer") == true)
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `no model's tokens are more than a call is begun with`(
    dialect: ServedModel.Dialect
  ) async throws {
    let text = "Lunch? " + String(repeating: "これは何ですか 🙂 zażółć ", count: 40)
    try await Self.with(dialect) { model, notes, google in
      await google.add(Fault(.chat(.byteTokens), path: "/v1/*", times: nil))
      for form in [nil, AnswerForm(name: "day", schema: .object(["day": .text]))] {
        let completion = try await model.complete(
          CompletionRequest(system: "You draft replies.", user: text, form: form))
        let (call, end) = (notes.calls.withLock { $0.last }, notes.ends.withLock { $0.last })
        #expect(try #require(end).prompt > text.utf8.count && completion.trouble == nil)
        #expect(try #require(end).prompt <= #require(call).most.prompt)
      }
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `a server that takes more than it was asked for is told of`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect, fault: .chat(.overrun)) { model, notes, _ in
      let completion = try await model.complete(ModelChainTests.request)
      let end = try #require(notes.ends.withLock { $0.first })
      #expect(end.completion == 100_000)
      #expect(completion.trouble?.hasPrefix("small took \(end.total) tokens where at most ") == true)
    }
  }

  @Test func `what a server does not count is reckoned, while the call begins with the most`() async throws {
    try await Self.with(fault: .chat(.noUsage)) { model, notes, _ in
      _ = try await model.complete(ModelChainTests.request)
      let (call, end) = (notes.calls.withLock { $0[0] }, notes.ends.withLock { $0[0] })
      #expect(end.isEstimated && end.prompt < call.most.prompt && end.completion < 20)
    }
  }

  @Test func `garbage may be what is left of a whole answer`() async throws {
    try await Self.with(fault: .chat(.malformed)) { model, notes, _ in
      await #expect(throws: LanguageModelError.temporary("the answer is not a chat completion")) {
        try await model.complete(ModelChainTests.request)
      }
      #expect(notes.ends.withLock { $0 } == notes.calls.withLock { $0.map(\.most) })
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `a prompt that was cut without a word is noticed`(
    dialect: ServedModel.Dialect
  ) async throws {
    let long = CompletionRequest(
      system: "You draft replies.", user: String(repeating: "Lunch on Thursday would suit me well. ", count: 700))
    try await Self.with(dialect, fault: .chat(.silentCut)) { model, notes, _ in
      let error = await #expect(throws: LanguageModelError.self) { try await model.complete(long) }
      guard case .misconfigured(let words)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
      #expect(words.contains("4096 tokens") && words.contains("num_ctx"))
      #expect(notes.ends.withLock { $0.first?.prompt } == 4_096)
      // Read whole, it is an answer.
      let whole = try await model.complete(long)
      #expect(whole.text == "Thursday suits me.")
    }
  }
}
