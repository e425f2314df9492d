import GmailSimulator
import Testing

/// The scripted model in Anthropic's dialect.
struct MessagesDialectTests {
  let google = SimulatedGoogle()

  private func ask(
    _ body: String =
      #"{"model":"small","max_tokens":9,"system":"Be kind.","messages":[{"role":"user","content":"roof"}]}"#,
    version: String? = "2023-06-01", key: String? = nil
  ) async -> SimulatedAnswer {
    var headers: [String: String] = [:]
    headers["anthropic-version"] = version
    headers["x-api-key"] = key
    return await google.answer(
      SimulatedRequest(method: "POST", path: "/v1/messages", headers: headers, body: Array(body.utf8)))
  }

  private func complaint(_ answer: SimulatedAnswer) throws -> String? {
    #expect(try answer.json["type"]?.text == "error")
    return try answer.json["error"]?["type"]?.text
  }

  @Test func `a reply is a list of parts with the reason it ended`() async throws {
    await google.setChatRules([.init(contains: "kind", reply: "We come.")])
    let json = try await ask().json
    #expect(json["content"]?.list?.map { $0["text"]?.text } == ["We come."])
    #expect(json["stop_reason"]?.text == "end_turn")
    let usage = ["input_tokens", "cache_read_input_tokens", "output_tokens"].map { json["usage"]?[$0]?.whole }
    #expect(usage.allSatisfy { ($0 ?? 0) > 0 })
  }

  @Test func `what the dialect insists on is insisted on`() async throws {
    let unlimited = #"{"model":"small","messages":[{"role":"user","content":"roof"}]}"#
    let inside = #"{"model":"small","max_tokens":9,"messages":[{"role":"system","content":"roof"}]}"#
    for answer in [await ask(version: nil), await ask(unlimited), await ask(inside)] {
      #expect(answer.status == 400)
      #expect(try complaint(answer) == "invalid_request_error")
    }
  }

  @Test func `refusals come in the provider's own form`() async throws {
    await google.setChatKey("right")
    #expect(try complaint(await ask(key: "wrong")) == "authentication_error")
    for (fault, status, type) in [
      (Fault.Kind.concurrent, 429, "rate_limit_error"), (.backendError, 500, "api_error"),
      (.unavailableJSON, 529, "overloaded_error"),
    ] {
      await google.add(Fault(fault, path: "/v1/*"))
      let answer = await ask(key: "right")
      #expect(answer.status == status)
      #expect(try complaint(answer) == type)
    }
  }

  @Test(arguments: [(ChatModel.Oddity.refusal, "refusal"), (.cutShort, "max_tokens"), (.onlyReasoning, "end_turn")])
  func `why it ended is told`(oddity: ChatModel.Oddity, reason: String) async throws {
    await google.add(Fault(.chat(oddity), path: "/v1/*"))
    #expect(try await ask().json["stop_reason"]?.text == reason)
  }
}
