import CivilTime
import Foundation
import Testing

@testable import Secretary

@Suite struct DraftSourcesTests {
  private static let ben = EmailAddress(name: "Ben Lind", address: "ben@friends.example")
  private static let ada = EmailAddress(name: "Ada Lovelace", address: "ada@example.com")
  /// 2026-11-27, 09:00 in UTC.
  private static let now = Date(timeIntervalSince1970: 1_795_770_000)

  private static func draft(_ body: String, ownWords: String = "") -> EmailDraft {
    EmailDraft(
      id: DraftID("d"), userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"),
      recipients: ReplyRecipients(from: ada, to: [ben]), subject: "Re: Roof", body: body, reason: "", writer: "m",
      createdAt: now, ownWords: ownWords)
  }

  private static func sources(_ message: Conversation.Message, facts: [RememberedFact] = []) -> DraftSources {
    var settings = AgentSettings(userID: UserID("ada"))
    settings.instructions = "A day's work costs 300 euros."
    settings.signature = "Ada Lovelace\nEngine Works\n+49 30 123456"
    return DraftSources(
      Conversation(messages: [message]), settings: settings, facts: facts,
      addresses: [EmailAddress(name: "Countess", address: "countess@engine.example")]
    ) { _ in nil }
  }

  private static let asked = Conversation.Message(
    from: ben, to: [ada], cc: [EmailAddress(name: "Cleo Park", address: "cleo@park.example")], receivedAt: now,
    subject: "Order 4711", text: "Could you come tomorrow at 10:30?", quoted: "You wrote: it leaks 12 litres a day.",
    attachments: ["plan-2026.pdf"])

  private static func origins(_ body: String, ownWords: String = "") -> [String: GroundingSource.Origin] {
    var origins: [String: GroundingSource.Origin] = [:]
    for finding in sources(asked).grounding(of: draft(body, ownWords: ownWords)).findings {
      if case .traced(let place) = finding.verdict { origins[finding.fact.text] = place.origin }
    }
    return origins
  }

  @Test(arguments: [
    ("about 4711", "4711"), ("on 28 November", "28 November"), ("at 10:30", "10:30"), ("the 12 litres", "12"),
    ("with Cleo", "Cleo"), ("see plan-2026.pdf", "plan-2026.pdf"), ("to cleo@park.example", "cleo@park.example"),
  ])
  func `a message is known by its subject, texts, people and files`(body: String, fact: String) {
    #expect(Self.origins(body)[fact] == .message(1))
  }

  @Test func `instructions, the user's own words, signature and addresses are sources of their own`() {
    #expect(Self.origins("It costs 300 euros.")["300 euros"] == .instructions)
    #expect(Self.origins("Call +49 30 123456.")["+49 30 123456"] == .owner)
    #expect(Self.origins("Write to countess@engine.example.")["countess@engine.example"] == .owner)
    #expect(Self.origins("It costs 45 euros.")["45 euros"] == nil)
    #expect(Self.origins("It costs 45 euros.", ownWords: "45 euros")["45 euros"] == .ownWords)
  }

  @Test func `what a message without a sender asks for is not the user's word`() {
    var anonymous = Self.asked
    anonymous.from = nil
    anonymous.text = "Please answer to https://pay.example/now."
    let marks = Self.sources(anonymous).grounding(of: Self.draft("I answered at https://pay.example/now.")).marks
    #expect(marks.map(\.kind) == [.foreign])
    anonymous.isOwn = true
    #expect(Self.sources(anonymous).grounding(of: Self.draft("See https://pay.example/now.")).marks.isEmpty)
  }

  @Test func `a text in a form is compared instead of the row's`() {
    let found = Self.sources(Self.asked).grounding(of: Self.draft("At 10:30."), saying: "At 11:45.")
    #expect(found.untraced.map(\.fact.text) == ["11:45"])
  }

  @Test func `a day is the one of the user's wall clock`() {
    // Late in the evening of the 26th in UTC, and the 27th on the wall: tomorrow is the 28th.
    var late = Self.asked
    late.receivedAt = Self.now.addingTimeInterval(-10 * 3_600)
    func isTraced(_ moment: @escaping @Sendable (Date) -> LocalMoment?) -> Bool {
      DraftSources(
        Conversation(messages: [late]), settings: AgentSettings(userID: UserID("ada")), addresses: [], moment: moment
      ).grounding(of: Self.draft("on 28 November")).untraced.isEmpty
    }
    #expect(!isTraced { _ in nil })
    #expect(
      isTraced { _ in
        LocalMoment(
          year: 2026, month: 11, day: 27, time: LocalTime(weekday: .friday, minuteOfDay: 0), zone: "Asia/Tokyo")
      })
  }

  // MARK: What is remembered

  private static func fact(_ text: String) -> RememberedFact {
    RememberedFact(id: FactID(text), text: text, rememberedAt: now)
  }

  @Test func `what was remembered is a source, under its own name`() {
    let draft = Self.draft("It costs 45 euros, ask for Mrs Park at 030 998877.")
    let facts = [Self.fact("A visit costs 45 euros"), Self.fact("The key is with a neighbour, 030 998877")]
    let found = Self.sources(Self.asked, facts: facts).grounding(of: draft).findings
    let origins = Dictionary(
      found.compactMap { finding in
        if case .traced(let place) = finding.verdict { (finding.fact.text, place.origin) } else { nil }
      }, uniquingKeysWith: { first, _ in first })
    #expect(origins["45 euros"] == .memory("A visit costs 45 euros"))
    #expect(origins["030 998877"] == .memory("The key is with a neighbour, 030 998877"))
    #expect(Self.sources(Self.asked).grounding(of: draft).untraced.count == 2)
  }

  @Test func `a sentence with a fact that only the person knew is offered, once and in one line`() {
    let body = """
      Hi Ben, thanks. A visit costs 45 euros,
      and the roof 900 euros! We come tomorrow at 10:30. Call 030 998877 or 030 998878.
      """
    let draft = Self.draft(body, ownWords: "45 euros\n030 998877\n030 998878\n10:30")
    #expect(
      Self.sources(Self.asked).offered(of: draft) == ["A visit costs 45 euros,", "Call 030 998877 or 030 998878."])
    #expect(
      Self.sources(Self.asked, facts: [Self.fact("A visit costs 45 euros")]).offered(of: draft)
        == ["Call 030 998877 or 030 998878."])
    #expect(Self.sources(Self.asked).offered(of: Self.draft(body)).isEmpty)
    #expect(Self.sources(Self.asked).offered(of: Self.draft("See you.", ownWords: "45 euros")).isEmpty)
  }

  @Test func `of many only some are offered, and none that is too long to be one fact`() {
    let numbers = (1...9).map { "030 99887\($0)" }
    let many = Self.draft(
      numbers.map { "Call \($0)." }.joined(separator: "\n"), ownWords: numbers.joined(separator: "\n"))
    #expect(Self.sources(Self.asked).offered(of: many).count == 5)
    let long = Self.draft(String(repeating: "we ", count: 70) + "call 030 998877.", ownWords: "030 998877")
    #expect(Self.sources(Self.asked).offered(of: long).isEmpty)
  }

  @Test(
    arguments: [
      ("  a visit\n costs 45 euros ", "a visit costs 45 euros"), ("a\u{202E}b", "ab"), ("   ", nil),
      (String(repeating: "a", count: 200), String(repeating: "a", count: 200)),
      (String(repeating: "a", count: 201), nil),
    ] as [(String, String?)])
  func `a fact is one line`(typed: String, text: String?) {
    #expect(RememberedFact.text(typed: typed) == text)
  }

  // MARK: Own words

  @Test func `what the person writes into a draft is remembered as theirs, and what was there is not`() {
    let draft = Self.draft("It costs 45 euros on Friday.")
    #expect(draft.ownWords(writing: "It costs 45 euros on Monday, call 030 998877.") == "Monday\n030 998877")
    #expect(draft.ownWords(writing: "It is 45 euros on Friday.") == "")
    #expect(Self.draft("a", ownWords: "x").ownWords(adding: "y") == "x\ny")
    #expect(Self.draft("a", ownWords: "x").ownWords(adding: "") == "x")
    #expect(Self.draft("a", ownWords: "x").ownWords(adding: String(repeating: "y", count: 5_000)).utf8.count == 4_000)
  }
}

@Suite struct ConfidenceTests {
  @Test(
    arguments: [
      (DraftChecks(traced: 3), nil, Confidence.Level.sure), (DraftChecks(traced: 0), 0.2, .sure),
      (DraftChecks(traced: 3), 0.05, .lookOver), (DraftChecks(traced: 3, gaps: 1), 0.9, .lookOver),
      (DraftChecks(traced: 3, marks: [.commitment: 1]), nil, .lookOver),
      (DraftChecks(traced: 3, marks: [.guarantee: 1]), nil, .lookOver),
      (DraftChecks(traced: 3, marks: [.account: 1]), nil, .unsure),
      (DraftChecks(traced: 3, marks: [.payment: 1], gaps: 1), nil, .unsure),
      (DraftChecks(traced: 3, marks: [.foreign: 1]), nil, .unsure),
      (DraftChecks(traced: 9, untraced: [.date: 1]), 0.9, .unsure),
      (DraftChecks(traced: 3, openAsks: 1, asks: 3), 0.9, .lookOver), (DraftChecks(traced: 3, asks: 3), 0.9, .sure),
      (DraftChecks(traced: 3, isDoubtful: true), 0.9, .unsure),
    ] as [(DraftChecks, Double?, Confidence.Level)])
  func `confidence is reckoned from what was found`(checks: DraftChecks, score: Double?, level: Confidence.Level) {
    let confidence = Confidence(checks, score: score)
    #expect(confidence.level == level && confidence.reason.hasSuffix("."))
  }

  @Test(
    arguments: [
      (DraftChecks(traced: 0, openAsks: 1, asks: 1), "It may not answer what the mail asks."),
      (DraftChecks(traced: 0, openAsks: 2, asks: 3), "It may leave open 2 of the 3 things that the mail asks."),
      (DraftChecks(traced: 1, asks: 1), "All that it states has a source, and what the mail asks is taken up."),
      (
        DraftChecks(traced: 0, asks: 2),
        "It states nothing that would have a source, and what the mail asks is taken up."
      ),
      (DraftChecks(traced: 1), "All that it states has a source."),
    ]) func `what the mail asks is told of`(checks: DraftChecks, reason: String)
  {
    #expect(Confidence(checks, score: nil).reason == reason)
  }

  @Test func `things without a source are counted together`() {
    let checks = DraftChecks(traced: 0, untraced: [.date: 2, .name: 1])
    #expect(Confidence(checks, score: nil).reason == "3 things in it have no source.")
  }

  @Test func `checks are numbers of each kind, and come back from JSON`() throws {
    let grounding = Grounding(
      draft: "I accept: 45 euros on 3 November, call 030 998877. [[time?]]",
      on: CivilDate(year: 2026, month: 11, day: 1), owner: EmailAddress(address: "a@b.example"), addressee: nil,
      sources: [])
    let asks = AskCoverage(of: "Who is coming with you?", in: "x", stating: [], gaps: 0)
    let checks = DraftChecks(CheckedText(grounding: grounding, asks: asks, isDoubtful: true))
    #expect(
      checks
        == DraftChecks(
          traced: 0, untraced: [.amount: 1, .date: 1, .phone: 1], marks: [.commitment: 1], gaps: 1, openAsks: 1,
          asks: 1,
          isDoubtful: true))
    let text = try JSONEncoder().encode(checks)
    #expect(String(decoding: text, as: UTF8.self).contains("\"commitment\":1"))
    #expect(try JSONDecoder().decode(DraftChecks.self, from: text) == checks)
    let earlier = Data(#"{"traced":2,"untraced":{},"marks":{},"gaps":0}"#.utf8)
    #expect(try JSONDecoder().decode(DraftChecks.self, from: earlier) == DraftChecks(traced: 2))
  }
}
