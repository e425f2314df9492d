import Foundation
import Secretary
import Storage
import Testing

@testable import FleetStatus
@testable import Web

struct VerdictWordsTests {
  @Test func `every verdict has its word and its reason`() {
    let words = LedgerEntry.samples.map { VerdictWords($0, clock: .sample) }
    #expect(
      words.map(\.verdict.word) == [
        "New", "Asked for", "Drafted", "No draft", "No draft", "Trying again", "Being drafted", "No draft",
      ])
    #expect(words[3].reason == "It is a mailing one can unsubscribe from (List-Unsubscribe).")
    #expect(words[5].reason == "The language model did not answer. Next try in 4 minutes.")
    #expect(words.allSatisfy { $0.reason.hasSuffix(".") })
  }

  @Test(
    arguments: [
      (nil, "Drafted", "The sender asks something."), (.proposed, "Drafted", "The sender asks something."),
      (.approved, "Being sent", "You approved the reply."), (.sent, "Answered", "The reply was sent."),
      (.dismissed, "Dismissed", "You dismissed the draft. It can be put back."),
      (.retired, "Put away", "The draft is no longer needed. It can be put back."),
    ] as [(DraftStatus?, String, String)])
  func `mail whose draft was decided about says so, and no longer why it was drafted`(
    status: DraftStatus?, word: String, reason: String
  ) {
    var entry = LedgerEntry(
      userID: UserID("ann"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      state: .drafted(reason: "The sender asks something"), seenAt: WallClock.sample.now)
    entry.draftStatus = status
    let words = VerdictWords(entry, clock: .sample)
    #expect(words.verdict.word == word)
    #expect(words.reason == reason)
  }

  @Test func `a draft can be asked for where that makes sense`() {
    let items = LedgerEntry.samples.map { MailPage.Item($0, isActive: true, clock: .sample) }
    #expect(
      items.map { $0.askAddress != nil } == [false, false, false, true, false, true, false, true],
      "not for what is drafted, under way, or one's own")
    #expect(items.map { $0.draftAddress != nil } == [false, false, true, false, false, false, false, false])
    let idle = LedgerEntry.samples.map { MailPage.Item($0, isActive: false, clock: .sample) }
    #expect(idle.allSatisfy { $0.askAddress == nil }, "nobody would write it")
  }

  @Test func `mail that was never opened says so instead of showing nothing`() {
    let items = LedgerEntry.samples.map { MailPage.Item($0, isActive: true, clock: .sample) }
    #expect(items[4].sender.words == "You")
    #expect(items[7].subject == "(not opened)")
    #expect(items[5].subject == "(no subject)")
    #expect(items[6].sender.words == "(no sender)")
  }

  @Test func `a filter that nobody offered means everything`() {
    #expect(MailFilter("'; DROP TABLE") == .all)
    #expect(MailFilter("set_aside").state == "set_aside")
    #expect(MailFilter(nil).state == nil)
  }
}

struct OperatorPageTests {
  private func page(_ users: [StatusReport.Line], number: Int = 1) -> OperatorPage {
    var report = StatusReport(supervisors: [], workers: [], users: [], inactive: [:], at: WallClock.sample.now)
    report.users = users
    return OperatorPage(report, page: number, clock: .sample)
  }

  @Test func `those in need come first`() {
    #expect(
      page(StatusReport.Line.fleet).workers.map(\.pill.word)
        == ["Down", "Held", "Backing off", "In trouble", "Starting", "Running", "Off"])
  }

  @Test func `a check is offered where somebody would do it`() {
    let workers = page(StatusReport.Line.fleet).workers
    #expect(workers.filter { $0.checkAddress != nil }.map(\.pill.word) == ["In trouble", "Running"])
  }

  @Test func `what is shown of a worker follows from its state, whatever it says`() {
    let said = page([.sample(.told(.running(said: "no supervisor; held; is stopping")))]).workers[0]
    #expect(said.pill.word == "Running")
    #expect(said.words == "No supervisor; held; is stopping.")
    #expect(said.checkAddress != nil && said.nextCheck != nil)
    let waiting = page([.sample(.told(.waiting(.otherSupervisor("running: "))))]).workers[0]
    #expect(waiting.pill.word == "Waiting")
    #expect(waiting.checkAddress == nil && waiting.nextCheck == nil)
  }

  @Test func `what models took is shown where there are any`() {
    #expect(page([.sample()]).facts.allSatisfy { !$0.name.hasPrefix("Model") })
    #expect(page([.sample()]).workers[0].models == nil)
    var line = StatusReport.Line.sample()
    line.row?.models = ModelTotals(calls: 3, prompt: 4_000, completion: 500, cost: Cost(microUnits: 1_250_000))
    line.modelsToday = ModelTotals(calls: 1, prompt: 1_000, completion: 200, cost: Cost(microUnits: 4_200))
    let shown = page([line])
    #expect(shown.workers[0].models == "Models today: 1200 tokens, 0.0042 USD")
    #expect(shown.facts.suffix(2).map(\.value) == ["4500", "1.25 USD"])
    #expect(shown.facts.suffix(2).map(\.detail) == ["1200 today", "0.0042 USD today"])
  }

  @Test func `no supervisor is the first thing told`() {
    #expect(page([]).trouble?.heading == "No supervisor is running.")
  }

  @Test func `a large fleet is paged, and a page too far is the last`() {
    let users = (1...250).map { StatusReport.Line.sample(address: "user\(1_000 + $0)@example.com") }
    #expect(page(users).workers.count == 100)
    #expect(page(users, number: 3).workers.count == 50)
    #expect(page(users, number: 99).shown == "201 to 250 of 250")
    #expect(page(users, number: -1).pager?.olderAddress == "/operator?page=2")
    #expect(page(users, number: 2).liveAddress == "/live/operator?page=2")
  }
}

struct SentenceTests {
  @Test(arguments: [
    ("", ""), ("waits for its turn", "Waits for its turn."), ("Done.", "Done."), ("why?", "Why?"), ("és", "És."),
  ])
  func `short words become sentences`(_ words: String, _ sentence: String) {
    #expect(Sentence.of(words) == sentence)
  }

  @Test func `the opening of a text is one line cut at a word`() {
    #expect(Sentence.opening(of: "Hello,\n\n  thank   you", scalars: 50) == "Hello, thank you")
    #expect(Sentence.opening(of: "one two three", scalars: 9) == "one two…")
    #expect(Sentence.opening(of: "abcdefghij", scalars: 4) == "abcd…")
    let grapheme = "e" + String(repeating: "\u{301}", count: 1_000_000)
    #expect(Sentence.opening(of: "one " + grapheme, scalars: 200) == "one…")
    #expect(Sentence.opening(of: grapheme, scalars: 200).unicodeScalars.count == 201)
  }

  @Test func `people are named briefly`() {
    let people = (1...5).map { EmailAddress(name: "P\($0)", address: "p\($0)@example.com") }
    #expect([EmailAddress]().brief.words == "")
    #expect(Array(people.prefix(1)).brief.words == "P1")
    #expect(Array(people.prefix(3)).brief.words == "P1, P2 and P3")
    #expect(people.brief.words == "P1, P2 and 3 more")
    #expect([EmailAddress(name: "a@b.c", address: "x@y.z")].brief.words == "x@y.z")
    #expect(NamedPerson(line: "Bob <b> <b@c.d>").words == "Bob <b> <b@c.d>")
    #expect([EmailAddress(address: "a@b.c")].full.words == "a@b.c")
  }
}
