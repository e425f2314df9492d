import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Testing

@Suite struct ChatCompletionsTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_000)
  static let prompt = Prompt(
    system: "You draft replies.", user: "Lunch on Thursday?", addressee: EmailAddress(address: "bob@example.org"),
    owner: EmailAddress(address: "ann@example.com"), subject: "Lunch", signature: "Ann")

  /// A writer on a simulated model that answers with `reply`.
  static func with(
    reply: String = "Thursday suits me.", key: String? = nil, fault: Fault.Kind? = nil,
    _ body: @Sendable (ModelWriter, SimulatedGoogle) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([.init(contains: "Lunch", reply: reply)])
      await google.setChatKey("right")
      if let fault { await google.add(Fault(fault, .after, path: "/v1/*")) }
      let model = ChatCompletions.Model(baseURL: "\(base)/v1/", name: "small", apiKey: Secret(key ?? "right"))
      let transport = HTTPTransport()
      let writer = ModelWriter(ChatCompletions(model, transport: transport, now: { now }))
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(writer, google)) } catch { outcome = .failure(error) }
      await transport.close()  // a server that stops waits for its connections
      try outcome.get()
    }
  }

  @Test func `the prompt goes out as it is and the reply comes back signed, under the model's name`() async throws {
    try await Self.with { writer, google in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
      #expect(draft.writer == "small")
      let request = try #require(await google.chatExchanges.first?.request)
      #expect(request["model"]?.text == "small")
      #expect(request["messages"]?.list?.map { $0["role"]?.text } == ["system", "user"])
      #expect(
        request["messages"]?.list?.map { $0["content"]?.text } == ["You draft replies.", "Lunch on Thursday?"])
    }
  }

  @Test func `what it took is read from the answer`() async throws {
    try await Self.with { writer, _ in
      // The simulator counts a token for four bytes, of both messages with a line feed between them.
      let expected = TokenUsage(prompt: (18 + 1 + 18) / 4 + 1, completion: 18 / 4 + 1)
      let draft = try await writer.write(Self.prompt)
      #expect(draft.usage == expected)
    }
  }

  @Test(arguments: [
    "", ",\"usage\":null", ",\"usage\":{}", ",\"usage\":{\"prompt_tokens\":\"9\",\"completion_tokens\":9}",
    ",\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":9}",
    ",\"usage\":{\"prompt_tokens\":1e300,\"completion_tokens\":9}",
  ])
  func `an answer that does not count its tokens is an answer all the same`(usage: String) async throws {
    let body = "{\"choices\":[{\"message\":{\"content\":\"Thursday suits me.\"}}]\(usage)}"
    try await Self.with(fault: .custom(status: 200, contentType: "application/json", body: body)) { writer, _ in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
      #expect(draft.usage == nil)
    }
  }

  @Test func `thoughts in front of the reply are taken off`() async throws {
    try await Self.with(fault: .chat(.reasoning)) { writer, _ in
      let draft = try await writer.write(Self.prompt)
      #expect(draft.body == "Thursday suits me.\n\nAnn\n")
    }
  }

  @Test(arguments: [ChatModel.Oddity.noChoices, .empty, .repeated, .onlyReasoning, .cutShort])
  func `an answer that is no reply is refused and may be tried again`(oddity: ChatModel.Oddity) async throws {
    try await Self.with(fault: .chat(oddity)) { writer, _ in
      let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
      switch error {
      case .unusable, .model(.incomplete): break
      default: Issue.record("\(String(describing: error))")
      }
    }
  }

  @Test(arguments: [
    Fault.Kind.chat(.malformed), .backendError, .unavailableJSON, .badGateway, .reset, .cutOff,
  ])
  func `a model that is ill is a passing failure`(kind: Fault.Kind) async throws {
    try await Self.with(fault: kind) { writer, _ in
      let error = await #expect(throws: DraftingError.self) { try await writer.write(Self.prompt) }
      guard case .model(.temporary) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  }

  @Test func `a busy model says when to come back`() async throws {
    try await Self.with(fault: .concurrent) { writer, _ in
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

  @Test func `a wrong key is the operator's problem`() async throws {
    try await Self.with(key: "wrong") { writer, _ in
      await #expect(throws: DraftingError.model(.misconfigured("the API key is not accepted (HTTP 401)"))) {
        try await writer.write(Self.prompt)
      }
    }
  }

  @Test func `a model that is not there is a passing failure`() async throws {
    let model = ChatCompletions.Model(baseURL: "http://127.0.0.1:1/v1", name: "small")
    let writer = ModelWriter(ChatCompletions(model, transport: HTTPTransport(), now: { Self.now }))
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
