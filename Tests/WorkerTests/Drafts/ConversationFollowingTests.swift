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
    _ house: Household, to draft: EmailDraft, own: Bool = false, from: String = "Ben <ben@friends.example>",
    text: String = "Or rather on Saturday?"
  ) async throws -> MessageID {
    let parent =
      try await house.google.messages(of: Household.address).first { $0.id == draft.messageID.rawValue }?
      .header("Message-ID") ?? ""
    return try await house.deliver(
      from: own ? "Ada <\(Household.address)>" : from, to: own ? "ben@friends.example" : Household.address,
      subject: "Re: Lunch on Friday", text: text, headers: ["In-Reply-To: \(parent)", "References: \(parent)"],
      labels: own ? ["SENT"] : ["UNREAD", "INBOX"]
    ).id
  }

  private func check(_ house: Household) async throws { _ = try await house.worker().check() }

  private func conversation(_ house: Household, of draft: EmailDraft) async throws -> [String] {
    let keys = try house.ring.keys(forUser: Household.ada.rawValue)
    return try await house.store.drafts.conversation(of: draft.id, user: Household.ada, openedWith: keys)?.messages
      .map(\.text) ?? []
  }

  @Test(arguments: DraftMode.allCases)
  func `whoever answers from elsewhere needs the draft no more`(mode: DraftMode) async throws {
    try await Household.with(mode: mode) { house in
      try await check(house)
      let draft = try await house.draft()
      try await reply(house, to: draft, own: true)
      try await check(house)
      let row = try await house.now(draft)
      #expect(row.status == .retired && row.retirement == .answered)
      #expect(try await house.placed.isEmpty)
      await #expect(throws: DecisionRefusal.notPossible) { try await house.approve(draft) }
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a draft that was changed stays, is marked, and shows the conversation as it is now`(mode: DraftMode)
    async throws
  {
    try await Household.with(mode: mode) { house in
      try await check(house)
      let draft = try await house.draft()
      try await house.store.decisions.edit(draft.id, of: Household.ada, body: "Gladly.", version: 1).get()
      let seen = draft.newestMessageID
      let own = try await reply(house, to: draft, own: true, text: "Yes, Friday.")
      try await check(house)
      let row = try await house.now(draft)
      #expect(row.status == .proposed && row.threadNews == .answered && row.newestMessageID == own)
      #expect(try await conversation(house, of: draft) == ["Are you free on Friday?", "Yes, Friday."])
      await #expect(throws: DecisionRefusal.threadMovedOn) {
        try await house.store.decisions.approve(draft.id, of: Household.ada, version: 2, seen: seen).get()
      }
      // Who has seen it and approves means it.
      try await house.approve(draft)
      try await check(house)
      #expect(try await house.sent == [draft.id.rawValue])
    }
  }

  @Test(arguments: DraftMode.allCases, [true, false])
  func `mail that comes between approving and sending stops the sending`(mode: DraftMode, own: Bool) async throws {
    try await Household.with(mode: mode) { house in
      try await check(house)
      let draft = try await house.draft()
      try await house.approve(draft)
      try await reply(house, to: draft, own: own)
      try await check(house)
      let row = try await house.now(draft)
      #expect(try await house.sent.isEmpty)
      #expect(row.status == .proposed && row.threadNews == (own ? .answered : .newerMail))
    }
  }

  @Test func `the last look comes after the history was read`() async throws {
    try await Household.with { house in
      try await check(house)
      let draft = try await house.draft()
      var settings = try #require(try await house.store.settings.settings(of: Household.ada))
      // Outside business hours no history is read; only the look before sending can notice.
      settings.businessHoursOnly = true
      settings.businessHours = BusinessHours(spans: [:])
      try await house.store.settings.save(settings)
      try await house.approve(draft)
      try await reply(house, to: draft, own: true)
      try await check(house)
      #expect(try await house.sent.isEmpty)
      #expect(try await house.now(draft).threadNews == .answered)
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a correction gets the draft, and the one before it is put away`(mode: DraftMode) async throws {
    try await Household.with(mode: mode) { house in
      try await check(house)
      let draft = try await house.draft()
      let more = try await reply(house, to: draft)
      try await check(house)
      #expect(try await house.now(draft).retirement == .superseded)
      #expect(try await house.draft(answering: more).status == .proposed)
      #expect(try await house.placed.count == (mode == .gmail ? 1 : 0))
    }
  }

  @Test func `newer mail waits behind a draft that was changed, and is due when that is done with`() async throws {
    try await Household.with { house in
      try await check(house)
      let draft = try await house.draft()
      try await house.store.decisions.edit(draft.id, of: Household.ada, body: "Gladly.", version: 1).get()
      let more = try await reply(house, to: draft, from: "Cleo <cleo@friends.example>")
      try await check(house)
      #expect(try await house.code(more) == "draft-waiting")
      #expect(try await house.now(draft).threadNews == .newerMail)
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      #expect(try await house.entry(more) == .seen)
      try await check(house)
      #expect(try await house.draft(answering: more).status == .proposed)
    }
  }

  @Test func `an answer of the user's own and newer mail in one look: the newer mail is drafted`() async throws {
    try await Household.with { house in
      try await check(house)
      let draft = try await house.draft()
      try await reply(house, to: draft, own: true)
      let more = try await reply(house, to: draft)
      try await check(house)
      #expect(try await house.now(draft).retirement == .answered)
      #expect(try await house.draft(answering: more).status == .proposed)
    }
  }

  @Test func `a draft that was changed in Gmail is finished there, and what waited behind it is due`() async throws {
    for isSent in [true, false] {
      try await Household.with(mode: .gmail) { house in
        try await check(house)
        let draft = try await house.draft()
        let more = try await reply(house, to: draft)
        try await house.editInGmail(draft, text: "My own words.")
        try await check(house)
        #expect(try await house.code(more) == "draft-waiting")
        let id = try await house.now(draft).place?.draftID.rawValue ?? ""
        if isSent {
          _ = try await house.google.sendFromWeb(draft: id, of: Household.address, orphan: false)
        } else {
          try await house.deleteInGmail(draft)
        }
        try await check(house)
        let row = try await house.now(draft)
        #expect(row.status == (isSent ? .sent : .dismissed))
        // What was sent answers both; what was thrown away answers neither.
        #expect(try await house.code(more) == (isSent ? "answered" : nil))
        #expect(try await house.drafts.count == (isSent ? 1 : 2))
      }
    }
  }

  @Test(arguments: DraftMode.allCases, ["TRASH", "SPAM"])
  func `a conversation thrown away takes its draft along, and brings it back`(mode: DraftMode, label: String)
    async throws
  {
    try await Household.with(mode: mode) { house in
      try await check(house)
      let draft = try await house.draft()
      try await house.google.change(
        draft.messageID.rawValue, of: Household.address, .relabel(add: [label], remove: ["INBOX"]))
      try await check(house)
      #expect(try await house.now(draft).retirement == .conversationGone)
      #expect(try await house.placed.isEmpty)
      try await house.google.change(
        draft.messageID.rawValue, of: Household.address, .relabel(add: ["INBOX"], remove: [label]))
      try await check(house)
      #expect(try await house.now(draft).status == .proposed)
      #expect(try await house.placed.count == (mode == .gmail ? 1 : 0))
    }
  }

  @Test func `mail that came while the user was writing an answer is looked at again when that is thrown away`()
    async throws
  {
    try await Household.with(mode: .gmail) { house in
      try await check(house)
      let asked = try await house.deliver()
      let parent = try await house.google.messages(of: Household.address).first?.header("Message-ID") ?? ""
      let own = try await house.deliver(
        from: "Ada <\(Household.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday", text: "Hm.",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"], labels: ["DRAFT"])
      try await check(house)
      #expect(try await house.code(asked.id) == "own-draft")
      try await house.google.change(own.id.rawValue, of: Household.address, .delete)
      try await check(house)
      #expect(try await house.draft(answering: asked.id).status == .proposed)
    }
  }

  @Test func `what nobody looked at for a month is put away, and can be had back`() async throws {
    try await Household.with(mode: .gmail) { house in
      try await check(house)
      let draft = try await house.draft()
      house.time.advance(by: EmailDraft.shelfLife + 60)
      try await house.connect()
      try await check(house)
      #expect(try await house.now(draft).retirement == .unused)
      #expect(try await house.placed.isEmpty)
      try await house.store.decisions.restore(draft.id, of: Household.ada).get()
      try await check(house)
      #expect(try await house.now(draft).status == .proposed)
      #expect(try await house.placed.count == 1)
    }
  }

  @Test func `an approval can be taken back until its time is over, and not a moment longer is promised`() async throws
  {
    try await Household.with(undoSeconds: 10) { house in
      try await check(house)
      let draft = try await house.draft()
      let approved = try await house.approve(draft)
      #expect(approved.sendAfter == house.time.now.addingTimeInterval(10))
      house.time.advance(by: 9)
      let (_, next) = try await house.worker().check()
      #expect(try await house.sent.isEmpty)
      #expect(next.timeIntervalSince(house.time.now) <= 5)
      try await house.store.decisions.takeBack(draft.id, of: Household.ada).get()
      house.time.advance(by: 20)
      try await check(house)
      #expect(try await house.sent.isEmpty)
      try await house.approve(draft)
      house.time.advance(by: 10)
      try await check(house)
      #expect(try await house.sent == [draft.id.rawValue])
      await #expect(throws: DecisionRefusal.notPossible) {
        try await house.store.decisions.takeBack(draft.id, of: Household.ada).get()
      }
    }
  }

  @Test(arguments: [
    "Reply-To: thief@evil.example", "Bcc: thief@evil.example", "X-Other: 1", "From: Countess <countess@engine.example>",
  ])
  func `a header that came into the draft in Gmail is never sent`(header: String) async throws {
    try await Household.with(mode: .gmail) { house in
      try await check(house)
      let draft = try await house.draft()
      let id = draft.place?.draftID.rawValue ?? ""
      let raw = try #require(try await house.placed.first { $0.draftID == id }?.raw)
      let name = header.prefix { $0 != ":" } + ":"
      let lines = String(decoding: raw, as: UTF8.self).components(separatedBy: "\r\n")
      let changed = [header] + lines.filter { !$0.hasPrefix(name) }
      _ = try await house.google.editFromWeb(
        draft: id, of: Household.address, raw: Array(changed.joined(separator: "\r\n").utf8))
      try await house.approve(draft)
      try await check(house)
      // A header that changes nothing a person sees leaves the draft ours; with any other it has become theirs.
      #expect(try await house.sent.count == (header.hasPrefix("X-") ? 1 : 0))
      for sent in try await house.google.messages(of: Household.address, label: "SENT") {
        #expect(!String(decoding: sent.raw, as: UTF8.self).contains(header))
      }
    }
  }
}
