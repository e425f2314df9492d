import FoundationEssentials
import GmailSimulator
import Testing
import Vault

struct MailboxTests {
  let google = SimulatedGoogle()

  @Test func `history gives what came after its start and nothing before`() async throws {
    let anna = await Person(google, "anna")
    let start = try #require(try await anna.get("profile")["historyId"]?.text)
    #expect(try await anna.get("history", "startHistoryId=\(start)")["history"] == nil)
    let id = try await anna.deliver("Subject: one")
    let page = try await anna.get("history", "startHistoryId=\(start)")
    let record = try #require(page["history"]?.list?.first)
    #expect(record["messagesAdded"]?.list?.first?["message"]?["id"]?.text == id)
    let last = try #require(record["id"]?.text)
    #expect(try await anna.get("history", "startHistoryId=\(last)")["history"] == nil)
  }

  @Test func `loaded mail lies below the floor of history`() async throws {
    try await Folder.with { folder in
      try folder.write("one.eml", "From: a@example.org\nSubject: old\nDate: Fri, 2 Jan 2026 03:04:05 +0000\n\nx")
      await google.load(try MailLoader(folder: folder.path), into: "bert@example.com")
      let bert = await Person(google, "bert")
      let id = try #require(try await bert.get("messages")["messages"]?.list?.first?["id"]?.text)
      let message = try await bert.get("messages/\(id)", "format=minimal")
      #expect(message["internalDate"]?.text == "1767323045000")
      let before = try #require(message["historyId"]?.text.flatMap(Int.init)) - 1
      #expect(await bert.send("GET", "history", "startHistoryId=\(before)").status == 404)
      let now = try #require(try await bert.get("profile")["historyId"]?.text)
      #expect(await bert.send("GET", "history", "startHistoryId=\(now)").status == 200)
    }
  }

  @Test func `records older than the retention are forgotten`() async throws {
    let cora = await Person(google, "cora")
    let start = try #require(try await cora.get("profile")["historyId"]?.text)
    _ = try await cora.deliver("Subject: one")
    await google.advanceClock(by: 6 * 86_400)
    try await google.setScopes(SimulatedGoogle.defaultScopes, of: cora.address)
    let later = await Person(google, "cora")
    #expect(await later.send("GET", "history", "startHistoryId=\(start)").status == 200)
    await google.advanceClock(by: 2 * 86_400)
    let last = await Person(google, "cora")
    #expect(await last.send("GET", "history", "startHistoryId=\(start)").status == 404)
  }

  @Test(arguments: [
    ("Re: Plan", "<plan@example.org>", true), ("RE:  plan", "<plan@example.org>", true),
    ("Plan B", "<plan@example.org>", false), ("Re: Plan", "<else@example.org>", false),
  ])
  func `an arrival joins a conversation by reference and subject together`(
    subject: String, reference: String, joins: Bool
  ) async throws {
    let dora = await Person(google, "dora")
    let first = try await dora.deliver("Subject: Plan\r\nMessage-ID: <plan@example.org>")
    let second = try await dora.deliver("Subject: \(subject)\r\nReferences: \(reference)")
    let thread = try await dora.get("messages/\(second)")["threadId"]?.text
    #expect((thread == first) == joins)
  }

  @Test(arguments: [
    ("subject:report", true), ("subject:other", false), ("from:boss", true), ("-from:boss", false),
    ("from:boss subject:other", false), ("subject:other OR from:boss", true), ("{subject:other is:unread}", true),
    ("(is:unread in:inbox) -is:starred", true), ("is:read", false), ("\"quarterly report\"", true),
    ("rfc822msgid:<r@example.org>", true), ("rfc822msgid:x@example.org", false), ("larger:1M", false),
    ("after:1", true), ("before:2000/01/01", false), ("older_than:1h", false), ("label:inbox", true), ("", true),
  ])
  func `search understands Gmail's words`(query: String, found: Bool) async throws {
    let emil = await Person(google, "emil")
    _ = try await emil.deliver(
      "From: Boss <boss@example.org>\r\nSubject: Quarterly report\r\nMessage-ID: <r@example.org>")
    await google.advanceClock(by: 5)
    let escaped = query.utf8.map { "%" + String(256 + Int($0), radix: 16).dropFirst() }.joined()
    let answer = try await emil.get("messages", "q=\(escaped)")
    #expect((answer["messages"] != nil) == found)
  }

  @Test func `a draft holds another message after every change and its own Message-ID never`() async throws {
    let fred = await Person(google, "fred")
    let made = try await fred.createDraft("To: a@example.org\r\nMessage-ID: <mine@example.org>\r\nX-Key: k\r\n\r\nx")
    let id = try #require(made["id"]?.text)
    let raw = Base64URL.encode(Array("To: a@example.org\r\n\r\ny".utf8), padded: true)
    let changed = try await fred.send("PUT", "drafts/\(id)", body: "{\"message\": {\"raw\": \"\(raw)\"}}").json
    #expect(changed["id"]?.text == id)
    #expect(changed["message"]?["id"]?.text != made["message"]?["id"]?.text)
    let drafts = try await google.drafts(of: fred.address)
    #expect(drafts.count == 1)
    #expect(drafts.first?.header("Message-ID")?.contains("mail.gmail.com") == true)
  }

  @Test(arguments: [
    ("Re: Plan", true), ("RE:  plan", true), ("Plan B", false), ("", false),
  ])
  func `an edit on the page takes a draft out of its conversation by its subject, and the API by its thread alone`(
    subject: String, stays: Bool
  ) async throws {
    let hans = await Person(google, "hans")
    let thread = try await hans.deliver("Subject: Plan\r\nMessage-ID: <plan@example.org>")
    let text = "To: a@example.org\r\nIn-Reply-To: <plan@example.org>\r\nSubject: "
    let draft = try #require(try await hans.createDraft(text + "Re: Plan\r\n\r\nx", thread: thread)["id"]?.text)
    let raw = Array((text + "\(subject)\r\n\r\nx").utf8)
    _ = try await google.editFromWeb(draft: draft, of: hans.address, raw: raw)
    let moved = try await google.drafts(of: hans.address)
    #expect(moved.count == 1 && moved[0].draftID == draft && (moved[0].threadID == thread) == stays)
    // Back under the old subject it joins again.
    _ = try await google.editFromWeb(draft: draft, of: hans.address, raw: Array((text + "Plan\r\n\r\nx").utf8))
    #expect(try await google.drafts(of: hans.address).map(\.threadID) == [thread])
    let body = "{\"message\": {\"raw\": \"\(Base64URL.encode(raw, padded: true))\", \"threadId\": \"\(thread)\"}}"
    let updated = try await hans.send("PUT", "drafts/\(draft)", body: body).json
    #expect(updated["message"]?["threadId"]?.text == thread)
  }

  @Test func `deleting a draft that was sent from the web deletes the sent mail`() async throws {
    let gerd = await Person(google, "gerd")
    let draft = try #require(try await gerd.createDraft("To: a@example.org\r\n\r\nx")["id"]?.text)
    let sent = try await google.sendFromWeb(draft: draft, of: gerd.address, orphan: true)
    #expect(try await gerd.get("drafts/\(draft)")["message"]?["labelIds"]?.texts == ["SENT"])
    #expect(await gerd.send("DELETE", "drafts/\(draft)").status == 204)
    #expect(await gerd.send("GET", "messages/\(sent)").status == 404)
  }

  @Test func `raw 8-bit header bytes are read as Latin-1`() async throws {
    let hans = await Person(google, "hans")
    _ = try await hans.createDraft("To: a@example.org\r\nSubject: Größe\r\n\r\nx")
    #expect(try await google.drafts(of: hans.address).first?.header("Subject") == "GrÃ¶Ã\u{9F}e")
  }
}

struct SampleTests {
  @Test(arguments: UnansweredMail.allCases)
  func `a sample arrives with the sign it is named after`(sample: UnansweredMail) async throws {
    let google = SimulatedGoogle()
    let anna = await Person(google, "anna")
    try await google.deliver(sample.raw(to: anna.address), to: anna.address)
    let id = try #require(try await anna.get("messages")["messages"]?.list?.first?["id"]?.text)
    let payload = try await anna.get("messages/\(id)")["payload"]
    let ordinary = try #require(payload?["headers"]?.list).count
    #expect(ordinary >= 7)
  }
}
