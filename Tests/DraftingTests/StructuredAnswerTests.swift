import Drafting
import FoundationEssentials
import GmailSimulator
import HTTPTransport
import Testing

@Suite struct StructuredAnswerTests {
  struct Verdict: Decodable, Equatable {
    enum Kind: String, Decodable { case reply, done }
    var asks: [String]
    var verdict: Kind
  }

  static let form = AnswerForm(
    name: "verdict", schema: .object(["verdict": .choice(["reply", "done"]), "asks": .list(of: .text)]))
  static let request = CompletionRequest(system: "You judge.", user: "Lunch?", form: form, maximumTokens: 100)
  static let scripted = #"{"asks": ["Lunch?"], "verdict": "reply"}"#
  static let wrongForm = LanguageModelError.incomplete("it has not the form that was asked for")

  static func with(
    _ dialect: ServedModel.Dialect, fault: ChatModel.Oddity? = nil, times: Int = 1,
    _ body: @Sendable (ServedModel, SimulatedGoogle) async throws -> Void
  ) async throws {
    try await SimulatorServer().serving { google, base in
      await google.setChatRules([
        .init(contains: "lunch", reply: scripted, isStructured: true),
        .init(contains: "json schema", reply: scripted),
      ])
      if let fault { await google.add(Fault(.chat(fault), .after, path: "/v1/*", times: times)) }
      let transport = HTTPTransport()
      let model = ServedModel(
        dialect, on: ModelServer(baseURL: "\(base)/v1", model: "small"), transport: transport,
        now: { ServedModelTests.now })
      let outcome: Result<Void, any Error>
      do { outcome = .success(try await body(model, google)) } catch { outcome = .failure(error) }
      await transport.close()
      try outcome.get()
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `an answer in the form becomes a value`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect) { model, _ in
      let verdict = try StructuredAnswer.value(Verdict.self, from: try await model.complete(Self.request))
      #expect(verdict == Verdict(asks: ["Lunch?"], verdict: .reply))
    }
  }

  @Test func `OpenAI's servers are told the schema by its name, strictly, and no warmth`() async throws {
    try await Self.with(.chatCompletions) { model, google in
      _ = try await model.complete(Self.request)
      let request = try #require(await google.chatExchanges.first?.request)
      let format = try #require(request["response_format"])
      #expect(format["type"]?.text == "json_schema" && format["json_schema"]?["name"]?.text == "verdict")
      #expect(format["json_schema"]?["strict"]?.flag == true)
      let schema = try #require(format["json_schema"]?["schema"])
      #expect(schema["required"]?.texts == ["asks", "verdict"] && schema["additionalProperties"]?.flag == false)
      #expect(schema["properties"]?["asks"]?["items"]?["type"]?.text == "string")
      #expect(schema["properties"]?["verdict"]?["enum"]?.texts == ["reply", "done"])
      #expect(request["temperature"]?.real == 0 && request["max_tokens"]?.whole == 100)
    }
  }

  @Test func `Anthropic is told the schema as the format of the output`() async throws {
    try await Self.with(.messages) { model, google in
      _ = try await model.complete(Self.request)
      let request = try #require(await google.chatExchanges.first?.request)
      let format = try #require(request["output_config"]?["format"])
      #expect(format["type"]?.text == "json_schema" && format["schema"]?["type"]?.text == "object")
      #expect(request["max_tokens"]?.whole == 100)
    }
  }

  @Test(arguments: ServedModelTests.dialects)
  func `the rules say the form in words too, for servers that pass over the field`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect) { model, google in
      _ = try await model.complete(Self.request)
      let request = try #require(await google.chatExchanges.first?.request)
      let rules = request["system"]?.text ?? request["messages"]?.list?.first?["content"]?.text ?? ""
      #expect(rules.hasPrefix("You judge.\n\n"))
      let schema =
        #"{"additionalProperties":false,"properties":{"asks":{"items":{"type":"string"},"type":"array"},"#
        + #""verdict":{"enum":["reply","done"],"type":"string"}},"required":["asks","verdict"],"type":"object"}"#
      #expect(rules.hasSuffix(schema))
    }
  }

  @Test(arguments: ServedModelTests.dialects)
  func `a server that knows no forms is asked in words, and at once from then on`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect, fault: .noForms, times: -1) { model, google in
      for _ in 1...2 {
        let verdict = try StructuredAnswer.value(Verdict.self, from: try await model.complete(Self.request))
        #expect(verdict.verdict == .reply)
      }
      let asked = await google.log.entries.filter { $0.call == "chat" }
      #expect(asked.map(\.status) == [400, 200, 200])
    }
  }

  @Test(
    arguments: ServedModelTests.dialects, [ChatModel.Oddity.prose, .cutAsWhole, .empty, .repeated, .onlyReasoning])
  func `what has not the form is no answer`(dialect: ServedModel.Dialect, oddity: ChatModel.Oddity) async throws {
    try await Self.with(dialect, fault: oddity) { model, _ in
      let completion = try await model.complete(Self.request)
      #expect(throws: Self.wrongForm) { try StructuredAnswer.value(Verdict.self, from: completion) }
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `an answer that was cut is none, whatever stands in it`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect, fault: .cutShort) { model, _ in
      await #expect(throws: LanguageModelError.incomplete("it was cut off at the length limit")) {
        try await model.complete(Self.request)
      }
    }
  }

  @Test(arguments: ServedModelTests.dialects) func `an error in the other dialect's shape is an error all the same`(
    dialect: ServedModel.Dialect
  ) async throws {
    try await Self.with(dialect, fault: .foreignError) { model, _ in
      await #expect(throws: LanguageModelError.temporary("HTTP 500")) { try await model.complete(Self.request) }
    }
  }

  @Test(arguments: [
    #"{"asks": []}"#, #"{"asks": "x", "verdict": "reply"}"#, #"{"asks": [], "verdict": "maybe"}"#, "[]", "null", "",
    #"Here it is: {"asks": [], "verdict": "reply"}"#, #"{"asks": [], "verdict": "reply"} Anything else?"#,
    #"{"asks": [], "verdict": "reply""#, String(repeating: "[", count: 50_000),
    String(repeating: #"{"a":"#, count: 15_000), scripted + String(repeating: " ", count: 100_000),
  ])
  func `nothing is repaired into an answer`(text: String) {
    #expect(throws: LanguageModelError.self) {
      try StructuredAnswer.value(Verdict.self, from: Completion(text: text))
    }
  }

  @Test(arguments: [
    scripted, "\n" + scripted + "\n", "```json\n\(scripted)\n```", "<think>Hm.</think>\n" + scripted,
  ])
  func `a fence around it and thoughts before it are no part of it`(text: String) throws {
    let verdict = try StructuredAnswer.value(Verdict.self, from: Completion(text: text))
    #expect(verdict == Verdict(asks: ["Lunch?"], verdict: .reply))
  }

  @Test func `no request may take more than the server's settings allow`() async throws {
    try await Self.with(.chatCompletions) { model, google in
      _ = try await model.complete(CompletionRequest(system: "a", user: "lunch", maximumTokens: 1_000_000))
      #expect(await google.chatExchanges.first?.request["max_tokens"]?.whole == 800)
    }
  }
}
