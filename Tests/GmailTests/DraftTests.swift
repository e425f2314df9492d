import FoundationEssentials
import Gmail
import GmailSimulator
import ManualTime
import Secretary
import Testing

/// Writing drafts, where Gmail offers no second chance.
@Suite struct DraftTests {
  @Test func `a draft lands in its thread and is found again by our own id`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      #expect(placed.threadID == mail.threadID)
      #expect(placed.isStillDraft)

      let read = try await fixture.mailbox.draft(placed.id)
      #expect(read == placed)
      #expect(try await fixture.mailbox.reply(DraftID("d-2"), in: mail.threadID) == nil)
      guard case .draft(let found) = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) else {
        Issue.record("not found")
        return
      }
      #expect(found.id == placed.id)
    }
  }

  @Test(arguments: [Fault.Kind.reset, .cutOff, .backendError, .badGateway])
  func `a draft whose answer was lost is not created again, and can be looked for`(kind: Fault.Kind) async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      await fixture.google.add(Fault(kind, .after, method: "POST", path: "*/drafts"))
      await #expect(throws: MailboxError.answerUnknown) {
        try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      }
      #expect(try await fixture.google.drafts(of: MailboxFixture.address).count == 1)
      guard case .draft = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) else {
        Issue.record("not found")
        return
      }
    }
  }

  @Test func `a draft that was refused before acting is tried again, and there is one`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      await fixture.google.add(Fault(.concurrent, method: "POST", path: "*/drafts"))
      async let placed = fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      try await fixture.clock.sleepers()
      fixture.clock.advance(by: .seconds(1))
      _ = try await placed
      #expect(try await fixture.google.drafts(of: MailboxFixture.address).count == 1)
    }
  }

  @Test func `a deleting whose answer was lost is not made again`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      await fixture.google.add(Fault(.backendError, .after, method: "DELETE", path: "*/drafts/*"))
      await #expect(throws: MailboxError.answerUnknown) {
        try await fixture.mailbox.deleteDraft(placed.id, holding: nil)
      }
      #expect(try await fixture.google.drafts(of: MailboxFixture.address).isEmpty)
    }
  }

  @Test func `a failure before acting looks the same to us, and nothing is there`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      await fixture.google.add(Fault(.reset, .before, method: "POST", path: "*/drafts"))
      await #expect(throws: MailboxError.answerUnknown) {
        try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      }
      #expect(try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) == nil)
    }
  }

  @Test func `what is longer than Gmail takes is neither placed nor sent`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let before = await fixture.google.log.entries.count
      let long = [UInt8](repeating: 0x61, count: 3_500_001)
      await #expect(throws: MailboxError.refused("The draft is longer than Gmail takes.")) {
        try await fixture.mailbox.createDraft(long, in: mail.threadID)
      }
      await #expect(throws: MailboxError.refused("The mail is longer than Gmail takes.")) {
        try await fixture.mailbox.sendDraft(placed.id, as: long, in: mail.threadID)
      }
      #expect(await fixture.google.log.entries.count == before)
      #expect(GmailMailbox.longestDraft == 3_500_000)
    }
  }

  @Test func `a list of drafts that does not come to an end is left`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      _ = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let body = "{\"nextPageToken\":\"again\"}"
      await fixture.google.add(
        Fault(
          .custom(status: 200, contentType: "application/json", body: body), method: "GET", path: "*/drafts", times: nil
        ))
      await #expect(throws: MailboxError.temporary("Gmail's list does not come to an end.")) {
        try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID)
      }
      #expect(await fixture.google.log.entries.count { $0.method == "GET" && $0.path.hasSuffix("/drafts") } == 200)
    }
  }

  @Test func `the list of drafts is read until the draft is found, or to its end`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      func answer(_ body: String) async {
        await fixture.google.add(
          Fault(.custom(status: 200, contentType: "application/json", body: body), method: "GET", path: "*/drafts"))
      }
      let holding = "{\"id\":\"\(placed.messageID)\",\"threadId\":\"\(mail.threadID)\"}"
      await answer("{\"drafts\":[],\"nextPageToken\":\"2\"}")
      await answer("{\"drafts\":[{\"id\":\"r-9\",\"message\":\(holding)}],\"nextPageToken\":\"3\"}")
      guard case .draft(let found) = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) else {
        Issue.record("not found")
        return
      }
      #expect(found.id == MailboxDraftID("r-9"))
      await answer("{}")
      #expect(try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) == nil)
    }
  }

  @Test func `a deleted draft is gone`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      try await fixture.mailbox.deleteDraft(placed.id, holding: nil)
      await #expect(throws: MailboxError.gone) { try await fixture.mailbox.draft(placed.id) }
      await #expect(throws: MailboxError.gone) { try await fixture.mailbox.deleteDraft(placed.id, holding: nil) }
    }
  }

  @Test func `a draft the user has sent is not deleted, for that would delete the sent mail`()
    async throws
  {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let sent = try await fixture.google.sendFromWeb(
        draft: placed.id.rawValue, of: MailboxFixture.address, orphan: true)

      let refused = MailboxError.refused("The draft has been sent meanwhile.")
      await #expect(throws: refused) { try await fixture.mailbox.deleteDraft(placed.id, holding: nil) }
      #expect(try await fixture.google.messages(of: MailboxFixture.address, label: "SENT").map(\.id) == [sent])
      guard case .sent(let reference) = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) else {
        Issue.record("not seen as sent")
        return
      }
      #expect(reference.id.rawValue == sent)
    }
  }

  @Test func `a sent draft becomes a message in its thread`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let sent = try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1"), in: mail.threadID)
      #expect(sent.threadID == mail.threadID)
      let found = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID)
      #expect(found == .sent(sent))
    }
  }

  @Test func `what is sent is the mail that is given, whatever the draft has become in Gmail`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      _ = try await fixture.google.editFromWeb(
        draft: placed.id.rawValue, of: MailboxFixture.address, raw: fixture.reply("d-1", text: "Somebody else's words.")
      )
      _ = try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1", text: "Ours."), in: mail.threadID)
      let sent = try await fixture.google.messages(of: MailboxFixture.address, label: "SENT")
      #expect(sent.count == 1)
      let text = String(decoding: sent.first?.raw ?? [], as: UTF8.self)
      #expect(text.contains("Ours.") && !text.contains("Somebody else's words."))
      #expect(try await fixture.google.drafts(of: MailboxFixture.address).isEmpty)
    }
  }

  @Test func `a send whose answer was lost is not made again`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      await fixture.google.add(Fault(.reset, .after, method: "POST", path: "*/drafts/send"))
      await #expect(throws: MailboxError.answerUnknown) {
        try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1"), in: mail.threadID)
      }
      #expect(try await fixture.google.messages(of: MailboxFixture.address, label: "SENT").count == 1)
    }
  }

  @Test(arguments: [Fault.Kind.concurrent, .quota, .sendingLimit, .preconditionFailed])
  func `a send that is refused is told at once, for the row that says it began must not lie`(
    kind: Fault.Kind
  ) async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      await fixture.google.add(Fault(kind, method: "POST", path: "*/drafts/send"))
      await #expect(throws: MailboxError.self) {
        try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1"), in: mail.threadID)
      }
      #expect(await fixture.google.log.entries.count { $0.path.hasSuffix("/drafts/send") } == 1)
      #expect(try await fixture.google.messages(of: MailboxFixture.address, label: "SENT").isEmpty)
    }
  }

  @Test func `a send that is beyond the minute's share is not begun`() async throws {
    try await MailboxFixture.with(budget: 100) { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let refusal = await #expect(throws: MailboxError.self) {
        try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1"), in: mail.threadID)
      }
      guard case .paused(let until) = refusal else { return #expect(Bool(false)) }
      #expect(until > fixture.clock.date)
      #expect(await fixture.count(of: "drafts.send") == 0)
    }
  }

  @Test func `a draft that somebody changed since it was read is not deleted`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      _ = try await fixture.google.editFromWeb(
        draft: placed.id.rawValue, of: MailboxFixture.address, raw: fixture.reply("d-1", text: "Mine."))
      let refused = MailboxError.refused("The draft has been changed in Gmail meanwhile.")
      await #expect(throws: refused) { try await fixture.mailbox.deleteDraft(placed.id, holding: placed.messageID) }
      let now = try await fixture.mailbox.draft(placed.id).messageID
      try await fixture.mailbox.deleteDraft(placed.id, holding: now)
    }
  }

  @Test func `a thread shows our reply by its header, and what else was sent in it since`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let start = fixture.clock.date
      func trace(_ id: String, after: Date = start) async throws -> ReplyTrace {
        try await fixture.mailbox.trace(of: DraftID(id), in: mail.threadID, sentAfter: after)
      }
      #expect(try await trace("d-1") == ReplyTrace())
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let sent = try await fixture.mailbox.sendDraft(placed.id, as: fixture.reply("d-1"), in: mail.threadID)
      #expect(try await trace("d-1") == ReplyTrace(reply: .sent(sent)))
      // What carries the header of another draft of ours is that draft's.
      #expect(try await trace("d-2") == ReplyTrace())
      let line = UInt8(ascii: "\n")
      let plain = fixture.reply("d-2").split(separator: line).filter { !$0.starts(with: Array("X-".utf8)) }
      let text = Array(plain.joined(separator: [line]))
      let own = try await fixture.mailbox.createDraft(text, in: mail.threadID)
      let answered = try await fixture.mailbox.sendDraft(own.id, as: text, in: mail.threadID)
      #expect(try await trace("d-2") == ReplyTrace(newerSent: answered))
      let next = try await fixture.mailbox.createDraft(text, in: mail.threadID)
      let newest = try await fixture.mailbox.sendDraft(next.id, as: text, in: mail.threadID)
      #expect(try await trace("d-2") == ReplyTrace(newerSent: newest))
      #expect(try await trace("d-2", after: start.addingTimeInterval(1)) == ReplyTrace(newerSent: newest))
      #expect(try await trace("d-2", after: start.addingTimeInterval(2)) == ReplyTrace())
    }
  }

  @Test func `the twenty newest of a place are looked at for a reply that left its thread`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let start = fixture.clock.date
      let first = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      for number in 2...20 {
        _ = try await fixture.mailbox.createDraft(fixture.reply("d-\(number)"), in: mail.threadID)
      }
      func isFound() async throws -> Bool {
        try await fixture.mailbox.movedReply(DraftID("d-1"), since: start, among: [.draft]) == .draft(first)
      }
      #expect(try await isFound())
      _ = try await fixture.mailbox.createDraft(fixture.reply("d-21"), in: mail.threadID)
      #expect(try await isFound() == false)
    }
  }

  @Test func `a reply that left its thread is found by its header, unless it is too old`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let start = fixture.clock.date
      func moved(_ id: String, since: Date = start) async throws -> PlacedReply? {
        try await fixture.mailbox.movedReply(DraftID(id), since: since, among: [.draft, .sent])
      }
      let placed = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let other = String(decoding: fixture.reply("d-1"), as: UTF8.self).replacing("Subject: ", with: "Subject: Not ")
      _ = try await fixture.google.editFromWeb(
        draft: placed.id.rawValue, of: MailboxFixture.address, raw: Array(other.utf8))
      let now = try await fixture.mailbox.draft(placed.id)
      #expect(now.threadID != mail.threadID)
      #expect(try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID) == nil)
      guard case .draft(let found) = try await moved("d-1") else { throw MailboxError.gone }
      #expect(found.id == placed.id && found.messageID == now.messageID && found.threadID == now.threadID)
      let sent = try await fixture.google.sendFromWeb(
        draft: placed.id.rawValue, of: MailboxFixture.address, orphan: false)
      #expect(try await moved("d-1") == .sent(MessageReference(id: MessageID(sent), threadID: now.threadID)))
      #expect(try await moved("d-2") == nil)
      // Clocks may differ by five minutes.
      #expect(try await moved("d-1", since: start.addingTimeInterval(300)) != nil)
      #expect(try await moved("d-1", since: start.addingTimeInterval(301)) == nil)
    }
  }

  @Test func `a cancelled create may have been done`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      await fixture.google.add(Fault(.late(seconds: 30), .after, method: "POST", path: "*/drafts"))
      let writing = Task { try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID) }
      try await eventually { try await !fixture.google.drafts(of: MailboxFixture.address).isEmpty }
      writing.cancel()
      await #expect(throws: MailboxError.answerUnknown) { try await writing.value }
    }
  }
}
