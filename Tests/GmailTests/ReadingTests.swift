import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Testing

@testable import Gmail

/// Reading a mailbox, against the simulator.
@Suite struct ReadingTests {
  @Test func `the profile tells whose mailbox it is and where its history stands`() async throws {
    try await MailboxFixture.with { fixture in
      let profile = try await fixture.mailbox.profile()
      #expect(profile.address == MailboxFixture.address)
      let current = try await fixture.google.summary(of: MailboxFixture.address).historyID
      #expect(profile.cursor.rawValue == current)
    }
  }

  @Test func `history tells everything that happened, typed, and where to go on`() async throws {
    try await MailboxFixture.with { fixture in
      let start = try await fixture.mailbox.profile().cursor
      let kept = try await fixture.deliver()
      let gone = try await fixture.deliver()
      try await fixture.google.change(
        kept.id.rawValue, of: MailboxFixture.address,
        .relabel(add: ["STARRED", "CATEGORY_SOCIAL"], remove: ["UNREAD", "INBOX"]))
      try await fixture.google.change(gone.id.rawValue, of: MailboxFixture.address, .delete)

      let news = try await fixture.mailbox.changes(since: start)
      let ofKept = news.changes.filter { $0.messageID == kept.id }
      #expect(ofKept.map(\.kind) == [.added, .left(.inbox)], "stars and reading move nothing")
      #expect(ofKept.first?.threadID == kept.threadID)
      #expect(ofKept.first?.place == .archive && ofKept.first?.category == .social)
      #expect(news.changes.filter { $0.messageID == gone.id }.map(\.kind) == [.added, .deleted])
      #expect(try await fixture.mailbox.changes(since: news.cursor).changes.isEmpty)
    }
  }

  @Test func `mail rescued from spam shows as a move`() async throws {
    try await MailboxFixture.with { fixture in
      let spam = try await fixture.deliver(labels: ["UNREAD", "SPAM"])
      let start = try await fixture.mailbox.profile().cursor
      try await fixture.google.rescue(spam.id.rawValue, of: MailboxFixture.address)
      let kinds = try await fixture.mailbox.changes(since: start).changes.map(\.kind)
      #expect(kinds.contains(.entered(.inbox)))
      #expect(kinds.contains(.left(.spam)))
      #expect(!kinds.contains(.added))
    }
  }

  @Test func `empty pages of history do not end it`() async throws {
    try await MailboxFixture.with { fixture in
      let start = try await fixture.mailbox.profile().cursor
      let mail = try await fixture.deliver()
      try await fixture.google.sendEmptyHistoryPages(2, of: MailboxFixture.address)
      let news = try await fixture.mailbox.changes(since: start)
      #expect(news.changes.map(\.messageID) == [mail.id])
      #expect(await fixture.count(of: "history.list") == 3)
    }
  }

  @Test func `more history than a page holds comes complete and in order`() async throws {
    try await MailboxFixture.with { fixture in
      let start = try await fixture.mailbox.profile().cursor
      var ids: [MessageID] = []
      for _ in 0..<520 { ids.append(try await fixture.deliver().id) }
      #expect(try await fixture.mailbox.changes(since: start).changes.map(\.messageID) == ids)
      #expect(await fixture.count(of: "history.list") == 2)
    }
  }

  @Test func `an expired cursor and a missing message are told apart`() async throws {
    try await MailboxFixture.with { fixture in
      let start = try await fixture.mailbox.profile().cursor
      try await fixture.deliver()
      try await fixture.google.expireHistory(of: MailboxFixture.address)
      await #expect(throws: MailboxError.changesLost) { try await fixture.mailbox.changes(since: start) }
      await #expect(throws: MailboxError.gone) { try await fixture.mailbox.message(MessageID("0123456789abcdef")) }
    }
  }

  @Test func `a cursor beyond the mailbox's own counts as expired`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(
        Fault(
          .custom(status: 200, contentType: "application/json", body: "{\"historyId\":\"70\"}"), path: "*/history",
          times: nil))
      let news = try await fixture.mailbox.changes(since: MailboxCursor("70"))
      #expect(news.changes.isEmpty)
      for cursor in ["71", "18446744073709551615"] {
        await #expect(throws: MailboxError.changesLost) {
          try await fixture.mailbox.changes(since: MailboxCursor(cursor))
        }
      }
    }
  }

  @Test(arguments: [
    "{\"historyId\":\"71\",\"history\":[{\"messagesAdded\":[{\"message\":{}}]}]}", "{\"historyId\":\"many\"}", "{}",
    "no",
  ]) func `a history that cannot be read counts as expired`(body: String) async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.add(
        Fault(.custom(status: 200, contentType: "application/json", body: body), path: "*/history", times: nil))
      await #expect(throws: MailboxError.changesLost) { try await fixture.mailbox.changes(since: MailboxCursor("70")) }
    }
  }

  @Test func `a list whose page leads to itself is left in the end`() async throws {
    try await MailboxFixture.with { fixture in
      let body = "{\"historyId\":\"70\",\"nextPageToken\":\"again\"}"
      await fixture.google.add(
        Fault(.custom(status: 200, contentType: "application/json", body: body), path: "/gmail/*", times: nil))
      await #expect(throws: MailboxError.changesLost) { try await fixture.mailbox.changes(since: MailboxCursor("7")) }
      await #expect(throws: MailboxError.temporary("Gmail's list does not come to an end.")) {
        try await fixture.mailbox.messageIDs(labels: ["INBOX"])
      }
      #expect(await fixture.google.log.entries.count { $0.path.hasSuffix("/history") } == 200)
      #expect(await fixture.google.log.entries.count { $0.path.hasSuffix("/messages") } == 200)
    }
  }

  @Test func `a listing comes whole over all its pages, newest first, or as far as asked`() async throws {
    try await MailboxFixture.with { fixture in
      var ids: [MessageID] = []
      for _ in 0..<500 { ids.append(try await fixture.deliver().id) }
      #expect(try await fixture.mailbox.messageIDs(labels: ["INBOX"]).count == 500)
      #expect(await fixture.count(of: "messages.list") == 1)
      for _ in 0..<3 { ids.append(try await fixture.deliver().id) }
      try await fixture.deliver(labels: ["SPAM"])
      #expect(try await fixture.mailbox.messageIDs(labels: ["INBOX"]).map(\.id) == ids.reversed())
      let listings = await fixture.count(of: "messages.list")
      #expect(
        try await fixture.mailbox.messageIDs(labels: ["INBOX"], limit: 500).map(\.id) == ids.suffix(500).reversed())
      #expect(await fixture.count(of: "messages.list") == listings + 1)
      #expect(try await fixture.mailbox.messageIDs(labels: ["INBOX"], limit: 3).map(\.id) == ids.suffix(3).reversed())
      #expect(try await fixture.mailbox.messageIDs(labels: ["INBOX", "STARRED"]).isEmpty)
    }
  }

  @Test func `mail that the user sent to somebody is found, whatever their address is`() async throws {
    try await MailboxFixture.with { fixture in
      for address in ["bob@example.org", "o'x{or}-in+a@example.org", "cleo@example.org"] {
        for _ in 1...2 { try await fixture.send(to: address) }
      }
      try await fixture.deliver()
      fixture.clock.advance(by: .seconds(3_600))
      func found(_ address: String, limit: Int = 5) async throws -> Int {
        try await fixture.mailbox.sentMessages(to: EmailAddress(address: address), limit: limit).count
      }
      #expect(try await found("BOB@example.org") == 2)
      #expect(try await found("bob@example.org", limit: 1) == 1)
      #expect(try await found("o'x{or}-in+a@example.org") == 2)
      #expect(try await found("dan@example.org") == 0)
      let calls = await fixture.count(of: "messages.list")
      for odd in ["a\" OR in:anywhere \"@example.org", "from:x@example.org", "(a)@example.org"] {
        #expect(try await found(odd) == 0)
      }
      #expect(await fixture.count(of: "messages.list") == calls, "what is no plain address is not asked for")
    }
  }

  @Test func `what came since a moment is listed to the second, from every place but spam and trash`() async throws {
    try await MailboxFixture.with { fixture in
      try await fixture.deliver()
      fixture.clock.advance(by: .seconds(1))
      let moment = fixture.clock.date
      let later = [try await fixture.deliver(), try await fixture.deliver(labels: [])]
      try await fixture.deliver(labels: ["SPAM"])
      fixture.clock.advance(by: .seconds(3))  // searching lags behind
      #expect(try await fixture.mailbox.messages(after: moment).map(\.id) == later.map(\.id).reversed())
    }
  }

  @Test func `a message comes with the words of its sender`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver("Are you free on Thursday?", subject: "=?utf-8?q?Caf=C3=A9?=")
      let message = try await fixture.mailbox.message(mail.id)
      #expect(message.threadID == mail.threadID)
      #expect(message.subject == "Café")
      #expect(message.from == [EmailAddress(name: "Bob", address: "bob@example.org")])
      #expect(message.place == .inbox && message.category == nil)
      #expect(message.text.visible.hasPrefix("Are you free on Thursday?"))
      #expect(message.receivedAt == fixture.clock.date)
    }
  }

  @Test func `a foreign charset is read once, not twice`() async throws {
    try await MailboxFixture.with { fixture in
      let japanese = try await fixture.deliver(
        type: "text/plain; charset=ISO-2022-JP", body: [0x1B, 0x24, 0x42, 0x24, 0x22, 0x1B, 0x28, 0x42])
      let latin = try await fixture.deliver(type: "text/plain; charset=iso-8859-1", body: [0x63, 0x61, 0x66, 0xE9])
      #expect(try await fixture.mailbox.message(japanese.id).text.visible.hasPrefix("あ"))
      #expect(try await fixture.mailbox.message(latin.id).text.visible.hasPrefix("café"))
    }
  }

  @Test func `a long text that Gmail keeps aside is fetched`() async throws {
    try await MailboxFixture.with { fixture in
      await fixture.google.setMailboxSettings { $0.largestInlineText = 10 }
      let mail = try await fixture.deliver("This is longer than ten bytes.")
      #expect(try await fixture.mailbox.message(mail.id).text.visible.hasPrefix("This is longer"))
      #expect(await fixture.count(of: "messages.attachments.get") == 1)
    }
  }

  @Test func `a thread comes oldest first with its drafts`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      let draft = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      let thread = try await fixture.mailbox.thread(mail.threadID)
      #expect(thread.messages.map(\.id) == [mail.id, draft.messageID])
      #expect(thread.messages[1].place == .draft)
    }
  }

  @Test func `send-as addresses are listed`() async throws {
    try await MailboxFixture.with { fixture in
      let addresses = try await fixture.mailbox.sendAs()
      #expect(addresses.map(\.address.address) == [MailboxFixture.address, "office@example.com"])
      #expect(addresses.map(\.isPrimary) == [true, false])
      #expect(addresses.map(\.isVerified) == [true, true])
    }
  }

  @Test func `the units we count are the units Google counts`() async throws {
    try await MailboxFixture.with { fixture in
      let mail = try await fixture.deliver()
      _ = try await fixture.mailbox.profile()
      _ = try await fixture.mailbox.message(mail.id)
      _ = try await fixture.mailbox.thread(mail.threadID)
      await fixture.google.setMailboxSettings { $0.largestInlineText = 3 }
      _ = try await fixture.mailbox.message(mail.id)
      let draft = try await fixture.mailbox.createDraft(fixture.reply("d-1"), in: mail.threadID)
      _ = try await fixture.mailbox.outline(of: mail.threadID)
      _ = try await fixture.mailbox.messageIDs(labels: ["INBOX"])
      _ = try await fixture.mailbox.sendAs()
      _ = try await fixture.mailbox.reply(DraftID("d-1"), in: mail.threadID)
      try await fixture.mailbox.deleteDraft(draft.id, holding: nil)
      let other = try await fixture.mailbox.createDraft(fixture.reply("d-2"), in: mail.threadID)
      _ = try await fixture.mailbox.sendDraft(other.id, as: fixture.reply("d-2"), in: mail.threadID)
      let counted = await fixture.google.log.totals[MailboxFixture.address]?.units
      #expect(await fixture.mailbox.unitsSpent == counted)
    }
  }
}
