import GmailSimulator
import Testing

@Suite struct BatchTests {
  @Test func `a batch answers every call in its place, also those that fail`() async throws {
    let google = SimulatedGoogle()
    let ann = await Person(google, "ann")
    let id = try await ann.deliver("Subject: Lunch")
    func part(_ name: String, _ line: String) -> String {
      "--b\r\nContent-Type: application/http\r\nContent-ID: <\(name)>\r\n\r\n\(line)\r\nAccept: */*\r\n\r\n\r\n"
    }
    let body =
      part("x + 1", "GET /gmail/v1/users/me/messages/\(id)?format=minimal HTTP/1.1")
      + part("x + 2", "GET /gmail/v1/users/me/messages/1234567890abcdef HTTP/1.1")
      + part("x + 3", "POST /batch HTTP/1.1")
      + "--b--\r\n"
    await google.clearLog()
    let answer = await google.answer(
      SimulatedRequest(
        method: "POST", path: "/batch/gmail/v1",
        headers: ["authorization": "Bearer \(ann.token)", "content-type": "multipart/mixed; boundary=\"b\""],
        body: Array(body.utf8)))
    let text = String(decoding: answer.body, as: UTF8.self)
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type")?.hasPrefix("multipart/mixed; boundary=batch_") == true)
    #expect(text.contains("<response-x + 1>\r\n\r\nHTTP/1.1 200 OK") && text.contains("\"id\": \"\(id)\""))
    #expect(text.contains("<response-x + 2>\r\n\r\nHTTP/1.1 404 "))
    #expect(text.contains("<response-x + 3>\r\n\r\nHTTP/1.1 400 "))
    #expect(await google.log.entries.count { $0.call == "messages.get" } == 2)
  }

  @Test func `mail without a label of the user's own is found`() async throws {
    let google = SimulatedGoogle()
    let ann = await Person(google, "ann")
    let plain = try await ann.deliver("Subject: Lunch")
    let label = try #require(try await ann.send("POST", "labels", body: "{\"name\": \"Work\"}").json["id"]?.text)
    _ = try await ann.deliver("Subject: Plan", labels: ["INBOX", label])
    await google.advanceClock(by: 10)
    let found = try await ann.get("messages", "q=has:nouserlabels")["messages"]?.list?.compactMap { $0["id"]?.text }
    #expect(found == [plain])
  }
}
