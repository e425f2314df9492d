import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing
import Vault

@testable import Worker

/// The stories of a draft whose conversation goes on without it.
@Suite struct ConversationFollowingTests {
  /// Mail into the conversation of `draft`: from its sender, or by Ada from another program.
  @discardableResult
  private func reply(
    _ fixture: WorkerFixture, to draft: EmailDraft, own: Bool = false, from: String = "Ben <ben@friends.example>",
    text: String = "Or rather on Saturday?"
  ) async throws -> MessageID {
    let parent =
      try await fixture.google.messages(of: WorkerFixture.address).first { $0.id == draft.messageID.rawValue }?
      .header("Message-ID") ?? ""
    return try await fixture.deliver(
      from: own ? "Ada <\(WorkerFixture.address)>" : from, to: own ? "ben@friends.example" : WorkerFixture.address,
      subject: "Re: Lunch on Friday", text: text, headers: ["In-Reply-To: \(parent)", "References: \(parent)"],
      labels: own ? ["SENT"] : ["UNREAD", "INBOX"]
    ).id
  }

  private func check(_ fixture: WorkerFixture) async throws { _ = try await fixture.worker().check() }

  private func conversation(_ fixture: WorkerFixture, of draft: EmailDraft) async throws -> [String] {
    let keys = try fixture.ring.keys(forUser: WorkerFixture.ada.rawValue)
    return try await fixture.store.drafts.conversation(of: draft.id, user: WorkerFixture.ada, openedWith: keys)?
      .messages
      .map(\.text) ?? []
  }

  @Test(arguments: DraftMode.allCases)
  func `whoever answers from elsewhere needs the draft no more`(mode: DraftMode) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await reply(fixture, to: draft, own: true)
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .retired && row.retirement == .answered)
      #expect(try await fixture.placed.isEmpty)
      await #expect(throws: DecisionRefusal.notPossible) { try await fixture.approve(draft) }
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a draft that was changed stays, is marked, and shows the conversation as it is now`(mode: DraftMode)
    async throws
  {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Gladly.", version: 1).get()
      let seen = draft.newestMessageID
      let own = try await reply(fixture, to: draft, own: true, text: "Yes, Friday.")
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.threadNews == .answered && row.newestMessageID == own)
      #expect(try await conversation(fixture, of: draft) == ["Are you free on Friday?", "Yes, Friday."])
      await #expect(throws: DecisionRefusal.threadMovedOn) {
        try await fixture.store.decisions.approve(draft.id, of: WorkerFixture.ada, version: 2, seen: seen).get()
      }
      // Who has seen it and approves means it.
      try await fixture.approve(draft)
      try await check(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test(arguments: DraftMode.allCases, [true, false])
  func `mail that comes between approving and sending stops the sending`(mode: DraftMode, own: Bool) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      try await reply(fixture, to: draft, own: own)
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(try await fixture.sent.isEmpty)
      #expect(row.status == .proposed && row.threadNews == (own ? .answered : .newerMail))
    }
  }

  @Test func `the last look comes after the history was read`() async throws {
    try await WorkerFixture.with { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      // Outside business hours no history is read; only the look before sending can notice.
      settings.businessHoursOnly = true
      settings.businessHours = BusinessHours(spans: [:])
      try await fixture.store.settings.save(settings)
      try await fixture.approve(draft)
      try await reply(fixture, to: draft, own: true)
      try await check(fixture)
      #expect(try await fixture.sent.isEmpty)
      #expect(try await fixture.now(draft).threadNews == .answered)
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a correction gets the draft, and the one before it is put away`(mode: DraftMode) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      let more = try await reply(fixture, to: draft)
      try await check(fixture)
      #expect(try await fixture.now(draft).retirement == .superseded)
      #expect(try await fixture.draft(answering: more).status == .proposed)
      #expect(try await fixture.placed.count == (mode == .gmail ? 1 : 0))
    }
  }

  @Test func `newer mail waits behind a draft that was changed, and is due when that is done with`() async throws {
    try await WorkerFixture.with { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Gladly.", version: 1).get()
      let more = try await reply(fixture, to: draft, from: "Cleo <cleo@friends.example>")
      try await check(fixture)
      #expect(try await fixture.code(more) == "draft-waiting")
      #expect(try await fixture.now(draft).threadNews == .newerMail)
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      #expect(try await fixture.entry(more) == .seen)
      try await check(fixture)
      #expect(try await fixture.draft(answering: more).status == .proposed)
    }
  }

  @Test func `an answer of the user's own and newer mail in one look: the newer mail is drafted`() async throws {
    try await WorkerFixture.with { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await reply(fixture, to: draft, own: true)
      let more = try await reply(fixture, to: draft)
      try await check(fixture)
      #expect(try await fixture.now(draft).retirement == .answered)
      #expect(try await fixture.draft(answering: more).status == .proposed)
    }
  }

  @Test func `a draft that was changed in Gmail is finished there, and what waited behind it is due`() async throws {
    for isSent in [true, false] {
      try await WorkerFixture.with(mode: .gmail) { fixture in
        try await check(fixture)
        let draft = try await fixture.draft()
        let more = try await reply(fixture, to: draft)
        try await fixture.editInGmail(draft, text: "My own words.")
        try await check(fixture)
        #expect(try await fixture.code(more) == "draft-waiting")
        let id = try await fixture.now(draft).place?.draftID.rawValue ?? ""
        if isSent {
          _ = try await fixture.google.sendFromWeb(draft: id, of: WorkerFixture.address, orphan: false)
        } else {
          try await fixture.deleteInGmail(draft)
        }
        try await check(fixture)
        let row = try await fixture.now(draft)
        #expect(row.status == (isSent ? .sent : .dismissed))
        // What was sent answers both; what was thrown away answers neither.
        #expect(try await fixture.code(more) == (isSent ? "answered" : nil))
        #expect(try await fixture.drafts.count == (isSent ? 1 : 2))
      }
    }
  }

  @Test(arguments: DraftMode.allCases, ["TRASH", "SPAM"])
  func `a conversation thrown away takes its draft along, and brings it back`(mode: DraftMode, label: String)
    async throws
  {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.google.change(
        draft.messageID.rawValue, of: WorkerFixture.address, .relabel(add: [label], remove: ["INBOX"]))
      try await check(fixture)
      #expect(try await fixture.now(draft).retirement == .conversationGone)
      #expect(try await fixture.placed.isEmpty)
      try await fixture.google.change(
        draft.messageID.rawValue, of: WorkerFixture.address, .relabel(add: ["INBOX"], remove: [label]))
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .proposed)
      #expect(try await fixture.placed.count == (mode == .gmail ? 1 : 0))
    }
  }

  @Test func `mail that came while the user was writing an answer is looked at again when that is thrown away`()
    async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let asked = try await fixture.deliver()
      let parent = try await fixture.google.messages(of: WorkerFixture.address).first?.header("Message-ID") ?? ""
      let own = try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday", text: "Hm.",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"], labels: ["DRAFT"])
      try await check(fixture)
      #expect(try await fixture.code(asked.id) == "own-draft")
      try await fixture.google.change(own.id.rawValue, of: WorkerFixture.address, .delete)
      try await check(fixture)
      #expect(try await fixture.draft(answering: asked.id).status == .proposed)
    }
  }

  @Test func `what nobody looked at for a month is put away, and can be had back`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      fixture.time.advance(by: EmailDraft.shelfLife + 60)
      try await fixture.connect()
      try await check(fixture)
      #expect(try await fixture.now(draft).retirement == .unused)
      #expect(try await fixture.placed.isEmpty)
      try await fixture.store.decisions.restore(draft.id, of: WorkerFixture.ada).get()
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .proposed)
      #expect(try await fixture.placed.count == 1)
    }
  }

  @Test func `an approval can be taken back until its time is over, and not a moment longer is promised`() async throws
  {
    try await WorkerFixture.with(undoSeconds: 10) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      let approved = try await fixture.approve(draft)
      #expect(approved.sendAfter == fixture.time.now.addingTimeInterval(10))
      fixture.time.advance(by: 9)
      let (_, next) = try await fixture.worker().check()
      #expect(try await fixture.sent.isEmpty)
      #expect(next.timeIntervalSince(fixture.time.now) <= 5)
      try await fixture.store.decisions.takeBack(draft.id, of: WorkerFixture.ada).get()
      fixture.time.advance(by: 20)
      try await check(fixture)
      #expect(try await fixture.sent.isEmpty)
      try await fixture.approve(draft)
      fixture.time.advance(by: 10)
      try await check(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
      await #expect(throws: DecisionRefusal.notPossible) {
        try await fixture.store.decisions.takeBack(draft.id, of: WorkerFixture.ada).get()
      }
    }
  }

  @Test(arguments: [
    "Reply-To: thief@evil.example", "Bcc: thief@evil.example", "X-Other: 1", "From: Countess <countess@engine.example>",
  ])
  func `a header that came into the draft in Gmail is never sent`(header: String) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      let id = draft.place?.draftID.rawValue ?? ""
      let raw = try #require(try await fixture.placed.first { $0.draftID == id }?.raw)
      let name = header.prefix { $0 != ":" } + ":"
      let lines = String(decoding: raw, as: UTF8.self).components(separatedBy: "\r\n")
      let changed = [header] + lines.filter { !$0.hasPrefix(name) }
      _ = try await fixture.google.editFromWeb(
        draft: id, of: WorkerFixture.address, raw: Array(changed.joined(separator: "\r\n").utf8))
      try await fixture.approve(draft)
      try await check(fixture)
      // A header that changes nothing a person sees leaves the draft ours; with any other it has become theirs.
      #expect(try await fixture.sent.count == (header.hasPrefix("X-") ? 1 : 0))
      for sent in try await fixture.google.messages(of: WorkerFixture.address, label: "SENT") {
        #expect(!String(decoding: sent.raw, as: UTF8.self).contains(header))
      }
    }
  }
}
