import FoundationEssentials
import GmailSimulator
import HTTPTransport
import Secretary
import Testing

@testable import Gmail

/// The label by which the user asks for a draft.
@Suite struct RequestLabelTests {
  @Test func `the label is made once, and found again in whatever letters`() async throws {
    try await MailboxFixture.with { fixture in
      let other = try await fixture.mailbox.requestLabel(named: "Secretary/Other")
      let label = try await fixture.mailbox.requestLabel(named: "Secretary/Draft")
      #expect(try await fixture.mailbox.requestLabel(named: "secretary/DRAFT") == label)
      #expect(other != label)
      #expect(await fixture.count(of: "labels.create") == 2)
    }
  }

  @Test func `a label that is made and not told of is found, not made again`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(Fault(.reset, .after, method: "POST", path: "*/labels"))
      let label = try await fixture.mailbox.requestLabel(named: "Secretary/Draft")
      #expect(try await fixture.mailbox.requestLabel(named: "Secretary/Draft") == label)
      #expect(await fixture.count(of: "labels.create") == 1)
    }
  }

  @Test func `what has the label is listed, until it is taken off, and all of it has its price`() async throws {
    try await MailboxFixture.with { fixture in
      let label = try await fixture.mailbox.requestLabel(named: "Secretary/Draft")
      let asked = try await fixture.deliver(labels: ["INBOX", label.rawValue])
      try await fixture.deliver()
      #expect(try await fixture.mailbox.messages(asking: label) == [asked])
      try await fixture.mailbox.takeOff(label, from: asked.id)
      #expect(try await fixture.mailbox.messages(asking: label) == [])
      let counted = await fixture.google.log.totals[MailboxFixture.address]?.units
      #expect(await fixture.mailbox.unitsSpent == counted)
    }
  }

  @Test func `as many as fit into one page are listed at a time`() async throws {
    try await MailboxFixture.with { fixture in
      let stubs = (1...501).map { "{\"id\":\"m\($0)\",\"threadId\":\"t\"}" }.joined(separator: ",")
      await fixture.google.add(
        Fault(
          .custom(status: 200, contentType: "application/json", body: "{\"messages\":[\(stubs)]}"), path: "*/messages",
          times: nil))
      let listed = try await fixture.mailbox.messages(asking: RequestLabelID("L"))
      #expect(listed.map(\.id) == (1...500).map { MessageID("m\($0)") })
    }
  }

  private static func asked(_ record: String, label: String? = "L") throws -> [MessageID] {
    let record = try JSONDecoder().decode(WireHistoryPage.Record.self, from: Data(record.utf8))
    return record.changes(asking: label).filter { $0.kind == .asked }.map(\.messageID)
  }

  @Test(arguments: [
    (#"{"messagesAdded":[{"message":{"id":"m","threadId":"t","labelIds":["L","INBOX"]}}]}"#, true),
    (#"{"messagesAdded":[{"message":{"id":"m","threadId":"t","labelIds":["INBOX"]}}]}"#, false),
    (#"{"messagesAdded":[{"message":{"id":"m","threadId":"t"}}]}"#, false),
    (#"{"labelsAdded":[{"message":{"id":"m","threadId":"t","labelIds":["L"]},"labelIds":["L"]}]}"#, true),
    (#"{"labelsAdded":[{"message":{"id":"m","threadId":"t"},"labelIds":["L"]}]}"#, true),
    (#"{"labelsAdded":[{"message":{"id":"m","threadId":"t","labelIds":["INBOX"]},"labelIds":["L"]}]}"#, false),
    (#"{"labelsAdded":[{"message":{"id":"m","threadId":"t","labelIds":["L"]},"labelIds":["INBOX"]}]}"#, false),
    (#"{"labelsAdded":[{"message":{"id":"m","threadId":"t","labelIds":["L"]}}]}"#, false),
    (#"{"labelsRemoved":[{"message":{"id":"m","threadId":"t","labelIds":["L"]},"labelIds":["L"]}]}"#, false),
  ])
  func `a message asks when the label came with it, or was put on and is there`(record: String, asks: Bool) throws {
    #expect(try Self.asked(record) == (asks ? [MessageID("m")] : []))
    #expect(try Self.asked(record, label: nil) == [])
  }

  @Test func `only a request with a body says what is in it`() {
    func types(_ body: [UInt8]?) -> [String] {
      let request = GmailCall(path: "/x", body: body, units: 1).request(base: "https://x.example", token: "t")
      return request.headers.filter { $0.name == "Content-Type" }.map(\.value)
    }
    #expect(types([]) == ["application/json"])
    #expect(types(nil) == [])
  }
}
