import Foundation
import HTTPTypes
import Secretary
import StoreRequests
import Testing
import Vault

@testable import Storage
@testable import Web

/// Somebody signed in, connected and switched on, with drafts as their worker would write them.
extension WebFixture {
  func reader(_ address: String = "ann@example.com") async throws -> Reader {
    let browser = try await browser(signedInAs: address)
    let user = try #require(try await user(address))
    try await connect(user.id, address)
    try await store.settings.setEnabled(true, for: user.id)
    let lease = try await store.leases.acquire(
      [user.id], holder: LeaseHolder(id: "test of \(address)", program: "test", host: "here", pid: 1),
      until: .distantFuture)
    return Reader(
      browser: browser, user: user, token: try await token(browser),
      worker: store.worker(of: user.id, lease: lease.granted[user.id]))
  }

  struct Reader: Sendable {
    let browser: TestBrowser
    let user: User
    let token: String
    let worker: LeasedStore

    func post(_ path: String, _ fields: [(String, String)] = []) async throws -> Answer {
      try await browser.post(path, fields, token: token)
    }
  }

  @discardableResult
  func propose(_ id: String, for reader: Reader, body: String = "Dear Bob,\n\nThursday.\n") async throws -> EmailDraft {
    var draft = EmailDraft.sample
    draft.id = DraftID(id)
    draft.userID = reader.user.id
    draft.messageID = MessageID("message-\(id)")
    draft.threadID = ThreadID("thread-\(id)")
    draft.body = body
    draft.createdAt = time.now
    _ = try await reader.worker.drafts.propose(
      DraftProposal(
        draft, placing: false,
        showing: SealedConversation(.sample, with: try services.keys.keys(forUser: reader.user.id.rawValue))))
    return draft
  }

  func draft(_ id: String, of reader: Reader) async throws -> EmailDraft {
    try #require(try await store.drafts.draft(DraftID(id), of: reader.user.id))
  }
}

struct DraftRoutesTests {
  private let body = "Dear Bob,\n\nThursday.\n"

  @Test func `a draft's page shows the message it answers and the reply`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let page = try await ann.browser.get("/drafts/d1")
      #expect(page.status == 200)
      #expect(page.text.contains("how do we get in?"), "the sealed conversation is opened")
      #expect(page.text.contains("\nDear Bob,\n\nThursday.\n</textarea>"))
      #expect(try await ann.browser.get("/").text.contains("One draft waits for you."))
    }
  }

  @Test(arguments: ["/", "/drafts"])
  func `a list shows whom and what each draft answers`(_ path: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let page = try await ann.browser.get(path).text
      #expect(page.contains("From <bdi>Bob Stone</bdi>"))
      #expect(page.contains("<bdi>Dear Ann, we could come on Thursday or Friday"))
      #expect(!page.contains("Dear Bob"), "the reply stands on its own page")
    }
  }

  @Test func `a list that is fetched again is the one that is looked at`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      for (shown, live) in [
        ("/drafts", "/live/drafts"), ("/drafts?show=dismissed", "/live/drafts?show=dismissed"),
        ("/drafts?show=sent&before=2026-11-03T10:00~b", "/live/drafts?show=sent&amp;before=2026-11-03T10%3A00~b"),
      ] {
        #expect(try await ann.browser.get(shown).text.contains("data-live=\"\(live)\""), "\(shown)")
      }
      #expect(try await ann.browser.get("/live/drafts").text.contains("No drafts wait for you."))
      try await fixture.propose("d1", for: ann)
      let region = try await ann.browser.get("/live/drafts").text
      #expect(region.contains("id=\"draft-d1\"") && region.contains("One draft waits for you."))
      #expect(!region.contains("<html"))
      #expect(try await !ann.browser.get("/live/drafts?show=dismissed").text.contains("draft-d1"))
    }
  }

  @Test func `approving sends the very text that was on the page`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      // A browser sends line ends as CR LF.
      let typed = [("seen", "18c1"), ("version", "1"), ("body", "Dear Bob,\r\n\r\nThursday.\r\n")]
      let answer = try await ann.post("/drafts/d1/approve", typed)
      #expect(answer.status == 303 && answer.location == "/drafts/d1")
      let draft = try await fixture.draft("d1", of: ann)
      #expect(draft.status == .approved && draft.version == 1 && draft.body == body)
      #expect(
        try await fixture.store.audit.entries(of: ann.user.id, limit: 100).contains { $0.action == "approved a draft" })
    }
  }

  @Test func `what nobody sees in a draft is neither on its page nor in what is approved there`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let unseen = "Dear\u{200B} Bob,\n\n\u{202E}Thursday.\u{2066}\u{E0050}\u{E0041}\u{E0059}\n"
      try await fixture.propose("d1", for: ann, body: unseen)
      let page = try await ann.browser.get("/drafts/d1")
      #expect(page.text.contains("\nDear Bob,\n\nThursday.\n</textarea>"))
      #expect(page.text.unicodeScalars.allSatisfy { !InvisibleText.isInvisible($0) })
      // As the page gave it, and as somebody would send it who copied the row.
      for (version, typed) in [("1", "Dear Bob,\r\n\r\nThursday.\r\n"), ("2", unseen)] {
        _ = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", version), ("body", typed)])
        let draft = try await fixture.draft("d1", of: ann)
        #expect(draft.status == .approved && draft.body == body)
        _ = try await ann.post("/drafts/d1/take-back", [("version", version)])
      }
    }
  }

  @Test func `a changed text is saved and that version approved, and a second click changes nothing`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let typed = [("seen", "18c1"), ("version", "1"), ("body", "Dear Bob,\r\n\r\nFriday.\r\n")]
      for _ in 0..<2 {
        let answer = try await ann.post("/drafts/d1/approve", typed)
        #expect(answer.status == 303 && answer.location == "/drafts/d1")
      }
      let draft = try await fixture.draft("d1", of: ann)
      #expect(draft.status == .approved && draft.version == 2 && draft.body == "Dear Bob,\n\nFriday.\n")
      #expect(
        try await fixture.store.audit.entries(of: ann.user.id, limit: 100).filter { $0.action == "approved a draft" }
          .count == 1)
    }
  }

  @Test func `of two windows the later sees both texts, sends nothing, and can then decide`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      _ = try await ann.post("/drafts/d1/edit", [("version", "1"), ("body", "The other")])
      let answer = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "1"), ("body", "Mine")])
      #expect(answer.status == 409)
      #expect(answer.text.contains("\nMine</textarea>"))
      #expect(answer.text.contains(">The other</div>"))
      #expect(answer.text.contains("name=\"version\" value=\"2\""))
      #expect(!answer.text.contains("data-live"), "a refresh would wipe out what was typed")
      #expect(try await fixture.draft("d1", of: ann).status == .proposed)
      _ = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "2"), ("body", "Mine")])
      let draft = try await fixture.draft("d1", of: ann)
      #expect(draft.status == .approved && draft.body == "Mine")
    }
  }

  @Test func `what comes too late is given back to its writer`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      _ = try await ann.post("/drafts/d1/dismiss")
      let answer = try await ann.post("/drafts/d1/edit", [("version", "1"), ("body", "Much work")])
      #expect(answer.status == 409)
      #expect(answer.text.contains("\nMuch work</textarea>"))
      let unchanged = try await ann.post("/drafts/d1/edit", [("version", "1"), ("body", body)])
      #expect(unchanged.status == 303, "nothing was typed, so the page itself tells")
    }
  }

  @Test func `without a worker nothing is approved, and the changes are kept`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      try await fixture.store.settings.setEnabled(false, for: ann.user.id)
      let answer = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "1"), ("body", "Mine")])
      #expect(answer.status == 409)
      #expect(answer.text.contains("It cannot be sent right now."))
      let draft = try await fixture.draft("d1", of: ann)
      #expect(draft.status == .proposed && draft.body == "Mine")
    }
  }

  @Test func `an empty text is not sent, nor an empty instruction, nor a text too long to be kept`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let blank = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "1"), ("body", " \r\n ")])
      #expect(blank.status == 422 && blank.text.contains("There is no text."))
      let vague = try await ann.post("/drafts/d1/rewrite", [("version", "1"), ("body", "Mine"), ("instruction", " ")])
      #expect(vague.status == 422 && vague.text.contains("Say in a few words"))
      #expect(vague.text.contains("\nMine</textarea>"))
      let long = "Mine, " + String(repeating: "and more ", count: 8_000)
      let refused = try await ann.post("/drafts/d1/edit", [("version", "1"), ("body", long)])
      #expect(refused.status == 422 && refused.text.contains("The text is too long: 71 KB, and 64 KB can be kept."))
      #expect(refused.text.contains("\nMine, and more"), "nothing typed is lost")
      #expect(try await fixture.draft("d1", of: ann).status == .proposed)
    }
  }

  @Test func `without a model nothing is asked of one, and what was typed stays`() async throws {
    try await WebFixture.with({ $0.hasModel = false }) { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let answer = try await ann.post(
        "/drafts/d1/rewrite", [("version", "1"), ("body", "Mine"), ("instruction", "Shorter")])
      #expect(answer.status == 409 && answer.text.contains("No language model is set up here."))
      #expect(answer.text.contains("\nMine</textarea>"))
      #expect(try await fixture.draft("d1", of: ann).rewriteInstruction == nil)
    }
  }

  @Test func `how many drafts wait is told to a page that fetches nothing else, and to nobody else`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let answer = try await ann.browser.get("/live/waiting")
      #expect(answer.status == 204 && answer.headers[.waiting] == "1")
      let stranger = try await fixture.browser().get("/live/waiting")
      #expect(stranger.status != 204 && stranger.headers[.waiting] == nil)
    }
  }

  @Test func `what is typed for a gap takes its place when it is saved or approved`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let open = "It costs [[price?]], delivered on [[day?]].\n"
      try await fixture.propose("d1", for: ann, body: open)
      let page = try await ann.browser.get("/drafts/d1").text
      #expect(page.contains("name=\"gap:price\"") && page.contains("name=\"gap:day\""))
      let early = try await ann.post(
        "/drafts/d1/approve",
        [("seen", "18c1"), ("version", "1"), ("body", open), ("gap:price", " 20 € "), ("gap:day", "")])
      #expect(early.status == 422 && early.text.contains("something is still missing"))
      var draft = try await fixture.draft("d1", of: ann)
      #expect(draft.status == .proposed && draft.body == "It costs 20 €, delivered on [[day?]].\n")
      #expect(early.text.contains("name=\"version\" value=\"2\"") && early.text.contains("20 €, delivered"))
      let saved = try await ann.post(
        "/drafts/d1/edit", [("version", "2"), ("body", draft.body), ("gap:day", "Friday")])
      #expect(saved.location == "/drafts/d1?flash=edited")
      draft = try await fixture.draft("d1", of: ann)
      #expect(draft.body == "It costs 20 €, delivered on Friday.\n")
      _ = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "3"), ("body", draft.body)])
      #expect(try await fixture.draft("d1", of: ann).status == .approved)
    }
  }

  @Test func `what is typed for a gap that the text has no more is given back`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann, body: "It costs [[price?]].\n")
      for verb in ["edit", "approve"] {
        let answer = try await ann.post(
          "/drafts/d1/\(verb)", [("seen", "18c1"), ("version", "1"), ("body", "It is free."), ("gap:price", "20 <€>")])
        #expect(answer.status == 422 && answer.text.contains("You typed “20 &lt;€&gt;” for “price”"))
        #expect(answer.text.contains("\nIt is free.</textarea>"))
      }
      #expect(try await fixture.draft("d1", of: ann).version == 1)
    }
  }

  @Test func `writing again keeps the instruction for the worker and tells so`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      let answer = try await ann.post(
        "/drafts/d1/rewrite", [("version", "1"), ("body", body), ("instruction", "Shorter")])
      #expect(answer.status == 303)
      #expect(try await fixture.draft("d1", of: ann).rewriteInstruction == "Shorter")
      #expect(try await ann.browser.get("/drafts/d1").text.contains("Being written again"))
      #expect(try await ann.browser.get("/live/drafts/d1").text.contains("Being written again"))
    }
  }

  @Test func `an approval can be taken back, and a dismissal is told`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      try await fixture.propose("d1", for: ann)
      _ = try await ann.post("/drafts/d1/approve", [("seen", "18c1"), ("version", "1"), ("body", body)])
      let back = try await ann.post("/drafts/d1/take-back")
      #expect(back.location == "/drafts/d1?flash=taken-back")
      #expect(try await fixture.draft("d1", of: ann).status == .proposed)
      let dismissed = try await ann.post("/drafts/d1/dismiss", [("version", "1"), ("body", "typed in vain")])
      #expect(dismissed.location == "/drafts?flash=dismissed")
      #expect(try await ann.browser.get("/drafts?flash=dismissed").text.contains("Nothing was sent."))
    }
  }

  @Test func `an undecided draft is settled by the person who looked`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      for (id, outcome) in [("d1", DraftStatus.sent), ("d2", .proposed), ("d3", .dismissed)] {
        try await fixture.propose(id, for: ann)
        _ = try await ann.post("/drafts/\(id)/approve", [("seen", "18c1"), ("version", "1"), ("body", body)])
        let worker = ann.worker
        #expect(try await worker.placement.markPlacing(DraftID(id)))
        try await worker.placement.markPlaced(DraftID(id), at: MailboxPlacement(MailboxDraftID("r-\(id)"), version: 1))
        #expect(try await worker.delivery.markSending(DraftID(id), version: 1, at: .distantFuture))
        try await worker.delivery.markUndecided(DraftID(id), notice: "Look.")
        #expect(try await ann.browser.get("/drafts/\(id)").text.contains("We do not know whether"))
        #expect(try await ann.post("/drafts/\(id)/settle", [("to", "sending")]).status == 400)
        let answer = try await ann.post("/drafts/\(id)/settle", [("to", outcome.rawValue)])
        #expect(answer.status == 303)
        #expect(try await fixture.draft(id, of: ann).status == outcome)
      }
    }
  }

  @Test func `somebody else's draft does not exist`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      let ben = try await fixture.reader("ben@example.com")
      try await fixture.propose("d1", for: ann)
      for path in ["/drafts/d1", "/live/drafts/d1", "/mail/message-d1/draft"] {
        #expect(try await ben.browser.get(path).status == 404, "\(path)")
      }
      for verb in ["edit", "approve", "rewrite", "dismiss", "take-back", "settle"] {
        let answer = try await ben.post(
          "/drafts/d1/\(verb)", [("version", "1"), ("body", "mine"), ("instruction", "x"), ("to", "sent")])
        #expect(answer.status == 404, "\(verb)")
      }
      #expect(try await fixture.draft("d1", of: ann).version == 1)
    }
  }

  @Test func `fifty drafts to a page, and the way back is the way`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.reader()
      for number in 1...120 {
        try await fixture.propose("d\(number)", for: ann)
        fixture.time.advance(by: 1)
      }
      let first = try await ann.browser.get("/drafts").text
      #expect(first.matches(of: /href="\/drafts\/d/).count == 50)
      let second = try await ann.browser.get(try #require(Self.link("next", first))).text
      let third = try await ann.browser.get(try #require(Self.link("next", second))).text
      #expect(third.matches(of: /href="\/drafts\/d/).count == 20)
      #expect(Self.link("next", third) == nil)
      let back = try await ann.browser.get(try #require(Self.link("prev", third))).text
      #expect(
        back.matches(of: /href="\/drafts\/d[0-9]+"/).map(\.0) == second.matches(of: /href="\/drafts\/d[0-9]+"/).map(\.0)
      )
      #expect(Self.link("prev", back) == "/drafts")
      #expect(try await ann.browser.get("/drafts?before=nonsense").status == 200)
    }
  }

  private static func link(_ rel: String, _ text: String) -> String? {
    text.matches(of: /href="([^"]*)" rel="([a-z]+)"/).first { $0.2 == rel }
      .map { String($0.1).replacing("&amp;", with: "&") }
  }
}
