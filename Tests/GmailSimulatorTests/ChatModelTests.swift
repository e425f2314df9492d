import GmailSimulator
import Testing

struct ChatModelTests {
  let google = SimulatedGoogle()

  private func ask(_ text: String) async -> SimulatedAnswer {
    let body = "{\"model\": \"small\", \"messages\": [{\"role\": \"user\", \"content\": \"\(text)\"}]}"
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

  @Test(arguments: ChatModel.Oddity.allCases)
  func `an oddity is not the scripted reply`(oddity: ChatModel.Oddity) async throws {
    await google.setChatRules([.init(contains: "roof", reply: "We come tomorrow.")])
    await google.add(Fault(.chat(oddity), path: "/v1/*"))
    let answer = await ask("roof")
    #expect(answer.status == 200)
    #expect((try? reply(answer)) != "We come tomorrow.")
    #expect(try reply(await ask("roof")) == "We come tomorrow.")
  }

  @Test func `a limit is said in the provider's words`() async throws {
    await google.add(Fault(.concurrent, path: "/v1/*"))
    let answer = await ask("roof")
    #expect(answer.status == 429)
    #expect(try answer.json["error"]?["code"]?.text == "rate_limit_exceeded")
  }
}
