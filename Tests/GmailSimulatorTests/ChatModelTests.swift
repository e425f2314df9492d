import GmailSimulator
import Testing

struct ChatModelTests {
  let google = SimulatedGoogle()

  private func ask(_ text: String, _ more: String = "") async -> SimulatedAnswer {
    let body = "{\"model\": \"small\", \"messages\": [{\"role\": \"user\", \"content\": \"\(text)\"}]\(more)}"
    return await google.answer(SimulatedRequest(method: "POST", path: "/v1/chat/completions", body: Array(body.utf8)))
  }

  private func reply(_ answer: SimulatedAnswer) throws -> String? {
    try answer.json["choices"]?.list?.first?["message"]?["content"]?.text
  }

  @Test func `the default reply names the subject`() async throws {
    #expect(try reply(await ask("Subject: The roof leaks\\n\\nHelp"))?.contains("The roof leaks") == true)
  }

  @Test func `the first rule that fits gives the reply`() async throws {
    await google.setChatRules([.init(contains: "ROOF", reply: "We come."), .init(contains: "leaks", reply: "No.")])
    #expect(try reply(await ask("the roof leaks")) == "We come.")
    #expect(await google.chatExchanges.count == 1)
  }

  @Test(arguments: [
    ChatModel.Oddity.malformed, .noChoices, .empty, .repeated, .reasoning, .onlyReasoning, .cutShort, .refusal, .prose,
    .cutAsWhole,
  ])
  func `an oddity is not the scripted reply`(oddity: ChatModel.Oddity) async throws {
    await google.setChatRules([.init(contains: "roof", reply: "We come tomorrow.")])
    await google.add(Fault(.chat(oddity), path: "/v1/*"))
    let answer = await ask("roof")
    #expect(answer.status == 200)
    #expect((try? reply(answer)) != "We come tomorrow.")
    #expect(try reply(await ask("roof")) == "We come tomorrow.")
  }

  private static let form = #"""
    , "response_format": {"type": "json_schema", "json_schema": {"name": "verdict", "strict": true, "schema": {
      "type": "object", "additionalProperties": false, "required": ["asks", "verdict", "sure", "count"],
      "properties": {"asks": {"type": "array", "items": {"type": "string"}},
        "verdict": {"type": "string", "enum": ["done", "reply"]},
        "sure": {"type": "boolean"}, "count": {"type": "integer"}}}}}
    """#

  @Test func `a form is answered from rules of its own, or with the least that it allows`() async throws {
    let least = try #require(try reply(await ask("roof", Self.form)))
    let object = try #require(JSON.parse(Array(least.utf8)))
    #expect(object["asks"] == [] && object["verdict"] == "done" && object["sure"] == false && object["count"] == 0)
    await google.setChatRules([
      .init(contains: "roof", reply: "We come."), .init(contains: "roof", reply: "{}", isStructured: true),
    ])
    #expect(try reply(await ask("roof", Self.form)) == "{}")
    #expect(try reply(await ask("roof")) == "We come.")
  }

  @Test func `a server may know no forms, or answer text all the same`() async throws {
    await google.add(Fault(.chat(.noForms), path: "/v1/*", times: 2))
    let refusal = await ask("roof", Self.form)
    #expect(refusal.status == 400)
    #expect(try refusal.json["error"]?["message"]?.text?.contains("response_format") == true)
    #expect(await ask("roof").status == 200)
    await google.add(Fault(.chat(.prose), path: "/v1/*"))
    #expect(try reply(await ask("roof", Self.form))?.hasPrefix("Hello") == true)
  }

  @Test func `an answer may leave out what it took, and an error have the other dialect's shape`() async throws {
    await google.add(Fault(.chat(.noUsage), path: "/v1/*"))
    let silent = await ask("roof")
    #expect(silent.status == 200)
    #expect(try silent.json["usage"] == nil)
    await google.add(Fault(.chat(.foreignError), path: "/v1/*"))
    let foreign = await ask("roof")
    #expect(foreign.status == 500)
    #expect(try foreign.json["type"]?.text == "error")
  }

  @Test func `a limit is said in the provider's words`() async throws {
    await google.add(Fault(.concurrent, path: "/v1/*"))
    let answer = await ask("roof")
    #expect(answer.status == 429)
    #expect(try answer.json["error"]?["code"]?.text == "rate_limit_exceeded")
  }
}
