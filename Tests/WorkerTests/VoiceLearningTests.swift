import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

/// How the user writes is learned from their own mail, and told to a model.
struct VoiceLearningTests {
  private static let letter = "Hallo Ben,\n\nich komme gerne, und du kannst den Plan haben.\n\nViele Grüße\nAda"
  private static let question = "Kommst du am Freitag mit uns ins Kino, oder hast du keine Zeit?"

  private static func write(_ count: Int, _ fixture: WorkerFixture, text: String = letter, headers: [String] = [])
    async throws
  {
    for number in 1...count {
      try await fixture.deliver(
        from: "Ada Lovelace <\(WorkerFixture.address)>", to: "ben@friends.example", subject: "Kino \(number)",
        text: text, headers: headers, labels: ["SENT"])
    }
    fixture.time.advance(by: 3_600)
    _ = try await fixture.worker().check()
  }

  /// What a model is asked for a new mail of Ben's.
  private static func prompt(_ fixture: WorkerFixture, text: String = question) async throws -> Prompt {
    try await fixture.deliver(text: text)
    let heard = Mutex<Prompt?>(nil)
    _ = try await fixture.worker(writer: { _ in Listening { prompt in heard.withLock { $0 = prompt } } }).check()
    let prompt = heard.withLock { $0 }
    return try #require(prompt)
  }

  @Test
  func `after five letters a model is told how the user writes, in that language, and instructions come after it`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.instructions = "Never say du."
      try await fixture.store.settings.save(settings)
      _ = try await fixture.worker().check()
      try await Self.write(4, fixture)
      #expect(try await !Self.prompt(fixture).system.contains("How the owner writes"))
      try await Self.write(1, fixture)
      let rules = try await Self.prompt(fixture).system
      let style =
        "they greet with “Hallo”, use the first name, close with “Viele Grüße”, write about 15 words, say “du”."
      let place = try #require(rules.firstRange(of: style))
      let instructions = try #require(rules.firstRange(of: "which come before everything above about style"))
      #expect(place.upperBound < instructions.lowerBound)
      #expect(try await !Self.prompt(fixture, text: "Are you free on Friday?").system.contains("“Hallo”"))
    }
  }

  @Test func `who wants the sender's tone mirrored has the own way as a second choice only`() async throws {
    try await WorkerFixture.with { fixture in
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.voice = .mirror
      try await fixture.store.settings.save(settings)
      _ = try await fixture.worker().check()
      let before = try await Self.prompt(fixture).system
      #expect(before.contains("Write as the message to answer is written") && !before.contains("no lead"))
      try await Self.write(5, fixture)
      #expect(
        try await Self.prompt(fixture).system.contains("Where it gives no lead, write as the owner does: they greet"))
    }
  }

  @Test func `what the secretary wrote is not taken for the user's way`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(6, fixture, headers: ["X-Secretary-Draft: d1"])
      #expect(try await fixture.store.voice.voices(of: WorkerFixture.ada).isEmpty)
    }
  }

  @Test func `the closing of a reply is learned, though it is told apart from its text`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let reply =
        "\(Self.letter)\n\nAm Mo., 5. Jan. 2026 um 10:00 schrieb Ben <ben@friends.example>:\n> Kommst du?\n> LG Ben"
      try await Self.write(5, fixture, text: reply)
      let voice = try #require(try await fixture.store.voice.voices(of: WorkerFixture.ada).first)
      #expect(voice.learned(.closing) == "close with “Viele Grüße”")
      #expect(voice.letters.overall.stored["closing:Liebe Grüße"] == nil)
    }
  }

  @Test(arguments: [DraftMode.review, .gmail])
  func `what the user changes in five drafts is done in the next, wherever they change it`(_ mode: DraftMode)
    async throws
  {
    let proposal = "Hallo Ben,\n\nich komme gerne, und du kannst den Plan haben.\n\nViele Grüße\nAda\n"
    let wanted = proposal.replacing("Hallo", with: "Moin")
    try await WorkerFixture.with(mode: mode) { fixture in
      let writer: WorkerConfiguration.Writer = { _ in Writing(text: proposal) }
      _ = try await fixture.worker(writer: writer).check()
      for number in 1...5 {
        let rules = try await Self.prompt(fixture, text: "\(Self.question) (\(number))").system
        #expect(!rules.contains("“Moin”"))
        let asked = try await fixture.deliver(subject: "Kino \(number)", text: Self.question)
        _ = try await fixture.worker(writer: writer).check()
        let draft = try await fixture.draft(answering: asked.id)
        if mode == .gmail {
          try await fixture.editInGmail(draft, text: wanted)
          let id = try await fixture.now(draft).place?.draftID.rawValue ?? ""
          _ = try await fixture.google.sendFromWeb(draft: id, of: WorkerFixture.address, orphan: false)
        } else {
          _ = try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: wanted, version: 1).get()
          try await fixture.approve(draft)
        }
        for _ in 1...3 {
          fixture.time.advance(by: 60)
          _ = try await fixture.worker(writer: writer).check()
        }
        #expect(try await fixture.now(draft).status == .sent)
      }
      let voice = try #require(try await fixture.store.voice.voices(of: WorkerFixture.ada).first)
      #expect(voice.edits.overall.stored == ["greeting:Moin": 5] && voice.letters == Voice.Styles())
      #expect(try await Self.prompt(fixture).system.contains("they greet with “Moin”."))
    }
  }

  @Test func `letters of the past teach as well, and none of their words is kept`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.write(6, fixture)
      for _ in 1...3 { _ = try await fixture.worker().check() }
      let voice = try #require(try await fixture.store.voice.voices(of: WorkerFixture.ada).first)
      #expect(voice.letters.overall.letters == 6 && voice.learned(.greeting) == "greet with “Hallo”")
      #expect(
        !voice.letters.overall.stored.keys.contains { $0.contains("Plan") || $0.contains("Ben") || $0.contains("Ada") })
    }
  }
}

/// Writes the same to everybody.
private struct Writing: DraftWriter {
  let text: String

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText { DraftText(body: text, writer: "writing") }
}
