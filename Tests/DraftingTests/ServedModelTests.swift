import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Testing

@Suite struct ServedModelTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_000)
  static let prompt = Prompt(
    system: "You draft replies.", user: "Lunch on Thursday?", addressee: EmailAddress(address: "bob@example.org"),
    owner: EmailAddress(address: "ann@example.com"), subject: "Lunch", signature: "Ann")

  static let dialects = [ServedModel.Dialect.chatCompletions, .messages]

  /// A writer on a simulated model that answers with `reply`.
  static func with(
    _ dialect: ServedModel.Dialect = .chatCompletions, reply: String = "Thursday suits me.", key: String? = nil,
    fault: Fault.Kind? = nil, times: Int? = nil,
    _ body: @Sendable (ModelWriter, SimulatedGoogle) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([.init(contains: "Lunch", reply: reply)])
      await google.setChatKey("right")
      if let fault { await google.add(Fault(fault, .after, path: "/v1/*", times: times)) }
      let server = ModelServer(baseURL: "\(base)/v1/", model: "small", apiKey: Secret(key ?? "right"))
      let transport = HTTPTransport()
      let writer = ModelWriter(ServedModel(dialect, on: server, transport: transport, now: { now }))
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(writer, google)) } catch { outcome = .failure(error) }
      await transport.close()  // a server that stops waits for its connections
      try outcome.get()
    }
  }

  @Test(arguments: dialects) func `the reply comes back signed, under the model's name`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect) { writer, _ in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
      #expect(draft.writer == "small")
    }
  }

  @Test func `Anthropic is told the rules apart from the mail, the limit, the version, and nothing it refuses`()
    async throws
  {
    try await Self.with(.messages) { writer, google in
      _ = try await writer.write(Self.prompt)
      let request = try #require(await google.chatExchanges.first?.request)
      #expect(request["model"]?.text == "small" && request["system"]?.text == "You draft replies.")
      #expect(request["messages"]?.list?.map { $0["role"]?.text } == ["user"])
      #expect(request["messages"]?.list?.map { $0["content"]?.text } == ["Lunch on Thursday?"])
      #expect(request["max_tokens"]?.whole == 800)
      #expect(request["temperature"] == nil && request["top_p"] == nil)
    }
  }

  @Test func `a reasoning model is asked again in the spelling it insists on, and then at once`() async throws {
    let refusal = """
      {"error":{"message":"Unsupported parameter: 'max_tokens' is not supported with this model.","code":"unsupported_parameter"}}
      """
    try await Self.with { writer, google in
      await google.add(
        Fault(.custom(status: 400, contentType: "application/json", body: refusal), .before, path: "/v1/*"))
      let texts = [try await writer.write(Self.prompt).body, try await writer.write(Self.prompt).body]
      #expect(texts == ["Thursday suits me.\n\nAnn\n", "Thursday suits me.\n\nAnn\n"])
      let requests = await google.chatExchanges.map(\.request)
      #expect(requests.count == 2)
      #expect(requests.allSatisfy { $0["max_completion_tokens"]?.whole == 800 && $0["max_tokens"] == nil })
      #expect(requests.allSatisfy { $0["temperature"] == nil })
    }
  }

  @Test func `the prompt goes out as it is`() async throws {
    try await Self.with { writer, google in
      _ = try await writer.write(Self.prompt)
      let request = try #require(await google.chatExchanges.first?.request)
      #expect(request["model"]?.text == "small" && request["max_tokens"]?.whole == 800)
      #expect(request["messages"]?.list?.map { $0["role"]?.text } == ["system", "user"])
      #expect(
        request["messages"]?.list?.map { $0["content"]?.text } == ["You draft replies.", "Lunch on Thursday?"])
    }
  }

  @Test(arguments: dialects) func `what it took is read from the answer, from a cache or not`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect) { writer, _ in
      // The simulator counts a token for four bytes, of both messages with a line feed between them.
      let usage = try #require(try await writer.write(Self.prompt).usage)
      #expect(usage.prompt == (18 + 1 + 18) / 4 + 1 && usage.completion == 18 / 4 + 1 && !usage.isEstimated)
      #expect(usage.promptVersion == PromptComposer.version && usage.cost == nil)
      #expect(usage.cached == (dialect == .messages ? 5 : 0))
    }
  }

  @Test(arguments: [
    "", ",\"usage\":null", ",\"usage\":{}", ",\"usage\":{\"prompt_tokens\":\"9\",\"completion_tokens\":9}",
    ",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":9}",
    ",\"usage\":{\"prompt_tokens\":1e300,\"completion_tokens\":9}",
  ])
  func `an answer that does not count its tokens is one all the same, and they are reckoned`(usage: String) async throws
  {
    let body = "{\"choices\":[{\"message\":{\"content\":\"Thursday suits me.\"}}]\(usage)}"
    try await Self.with(fault: .custom(status: 200, contentType: "application/json", body: body)) { writer, _ in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
      let usage = try #require(draft.usage)
      #expect(usage.isEstimated && usage.prompt >= 10 && usage.completion >= 5)
    }
  }

  @Test func `a reply that repeats the rules is refused`() async throws {
    let reply =
      "Hi Bob,\n\nAnswer every question and request in it. Say only what the conversation or these rules establish."
    try await Self.with(reply: reply) { writer, _ in
      await #expect(throws: DraftingError.unusable("it repeats the rules it was given")) {
        try await writer.write(Self.prompt)
      }
    }
  }

  @Test func `a reply that is the mail once more is refused, unless it is written again`() async throws {
    let mail = "Are you free for lunch on Thursday at noon, in the small place behind the station? Lunch is on me."
    var prompt = Self.prompt
    prompt.user = "<message-to-answer number=\"1\">\n\(mail)\n</message-to-answer>"
    try await Self.with(reply: mail) { [prompt] writer, _ in
      await #expect(throws: DraftingError.unusable("it repeats the mail it should answer")) {
        try await writer.write(prompt)
      }
      var again = prompt
      again.isRewriting = true
      let draft = try await writer.write(again)
      #expect(draft.body.hasPrefix(mail))
    }
  }

  @Test func `thoughts in front of the reply are taken off`() async throws {
    try await Self.with(fault: .chat(.reasoning)) { writer, _ in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
    }
  }

  @Test(arguments: dialects, [ChatModel.Oddity.noChoices, .empty, .repeated, .onlyReasoning, .cutShort])
  func `what is no reply at the second try is refused and may be tried again`(
    dialect: ServedModel.Dialect, oddity: ChatModel.Oddity
  ) async throws {
    try await Self.with(dialect, fault: .chat(oddity), times: 2) { writer, _ in
      let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
      switch error {
      case .unusable, .model(.incomplete): break
      default: Issue.record("\(String(describing: error))")
      }
    }
  }

  @Test(
    arguments: dialects,
    [Fault.Kind.chat(.malformed), .backendError, .unavailableJSON, .badGateway, .reset, .cutOff])
  func `a model that is ill is a passing failure`(dialect: ServedModel.Dialect, kind: Fault.Kind) async throws {
    try await Self.with(dialect, fault: kind) { writer, _ in
      let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
      guard case .model(.temporary) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: dialects) func `a model that will not write about it says so`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect, fault: .chat(.refusal)) { writer, _ in
      await #expect(throws: DraftingError.model(.refused("it refuses"))) { try await writer.write(Self.prompt) }
    }
  }

  @Test(arguments: dialects) func `a busy model says when to come back`(dialect: ServedModel.Dialect) async throws {
    try await Self.with(dialect, fault: .concurrent) { writer, _ in
      await #expect(throws: DraftingError.model(.rateLimited(until: Self.now.addingTimeInterval(1)))) {
        try await writer.write(Self.prompt)
      }
    }
  }

  @Test(arguments: [400, 413, 422, 451]) func `what the model will not have is that conversation's matter`(
    status: Int
  ) async throws {
    try await Self.with(fault: .custom(status: status, contentType: "text/plain", body: "no")) { writer, _ in
      let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
      guard case .model(.refused) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test(arguments: dialects) func `a wrong key is the operator's problem`(dialect: ServedModel.Dialect) async throws {
    try await Self.with(dialect, key: "wrong") { writer, _ in
      await #expect(throws: DraftingError.model(.misconfigured("the API key is not accepted (HTTP 401)"))) {
        try await writer.write(Self.prompt)
      }
    }
  }

  @Test func `a model that is not there is a passing failure`() async throws {
    let server = ModelServer(baseURL: "http://127.0.0.1:1/v1", model: "small")
    let writer = ModelWriter(ServedModel(.chatCompletions, on: server, transport: HTTPTransport(), now: { Self.now }))
    let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
    guard case .model(.temporary) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `cancelling ends the asking`() async throws {
    try await Self.with(fault: .late(seconds: 30)) { writer, google in
      let asking = Task { try await writer.write(Self.prompt) }
      try await eventually { await !google.chatExchanges.isEmpty }
      asking.cancel()
      await #expect(throws: DraftingError.model(.cancelled)) { try await asking.value }
    }
  }
}
