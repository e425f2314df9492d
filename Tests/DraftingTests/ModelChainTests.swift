import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Synchronization
import Testing

/// Two models: the first speaks OpenAI's dialect, the other Anthropic's, so that the simulator can spoil one alone.
@Suite struct ModelChainTests {
  static let request = CompletionRequest(system: "You draft replies.", user: "Lunch on Thursday?")

  static func with(
    fault: Fault.Kind? = nil, times: Int? = nil, second: Fault.Kind? = nil,
    _ body: @Sendable (ModelChain, SimulatedGoogle, TestTime) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([.init(contains: "Lunch", reply: "Thursday suits me.")])
      if let fault { await google.add(Fault(fault, .before, path: "/v1/chat/*", times: times)) }
      if let second { await google.add(Fault(second, .before, path: "/v1/messages", times: times)) }
      let (transport, time) = (HTTPTransport(), TestTime())
      let models = [(ServedModel.Dialect.chatCompletions, "first"), (.messages, "second")].map { dialect, name in
        ServedModel(
          dialect, on: ModelServer(baseURL: "\(base)/v1", model: name), transport: transport, now: { time.now })
      }
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(ModelChain(models, now: { time.now }), google, time)) } catch {
        outcome = .failure(error)
      }
      await transport.close()
      try outcome.get()
    }
  }

  private static func unpaid(_ status: Int) -> Fault.Kind {
    .custom(status: status, contentType: "application/json", body: #"{"error":{"code":"insufficient_quota"}}"#)
  }

  @Test func `the first one is asked while it answers`() async throws {
    try await Self.with { chain, google, _ in
      let completion = try await chain.complete(Self.request)
      #expect(completion.model == "first" && completion.trouble == nil)
      #expect(await google.chatExchanges.count == 1)
    }
  }

  @Test(arguments: [
    Fault.Kind.backendError, .unavailableJSON, .concurrent, .badGateway, .reset, unpaid(429), unpaid(402),
  ])
  func `another takes its place while it is away, overloaded or not paid for, and says so`(
    kind: Fault.Kind
  ) async throws {
    try await Self.with(fault: kind, times: nil) { chain, google, _ in
      let completion = try await chain.complete(Self.request)
      #expect(completion.text == "Thursday suits me." && completion.model == "second")
      #expect(completion.trouble != nil)
      // The next message does not wait for the first one again.
      _ = try await chain.complete(Self.request)
      #expect(await google.log.entries.map(\.path) == ["/v1/chat/completions", "/v1/messages", "/v1/messages"])
    }
  }

  @Test func `after its pause the first one is asked again`() async throws {
    try await Self.with(fault: .backendError, times: 1) { chain, _, time in
      let instead = try await chain.complete(Self.request)
      time.advance(by: 59)
      let resting = try await chain.complete(Self.request)
      #expect(instead.model == "second" && resting.model == "second")
      time.advance(by: 2)
      let back = try await chain.complete(Self.request)
      #expect(back.model == "first" && back.trouble == nil)
    }
  }

  @Test(arguments: [400, 401, 404, 413, 422, 451]) func `no other is asked about what the first one refuses or lacks`(
    status: Int
  ) async throws {
    try await Self.with(fault: .custom(status: status, contentType: "text/plain", body: "no"), times: nil) {
      chain, google, _ in
      await #expect(throws: LanguageModelError.self) { try await chain.complete(Self.request) }
      #expect(await google.chatExchanges.isEmpty)
    }
  }

  @Test func `when none answers, what is told is the first one's trouble`() async throws {
    try await Self.with(fault: Self.unpaid(402), times: nil, second: .backendError) { chain, _, time in
      for _ in 1...2 {
        await #expect(throws: LanguageModelError.unpaid("HTTP 402", until: time.now.addingTimeInterval(900))) {
          try await chain.complete(Self.request)
        }
      }
    }
  }
}
