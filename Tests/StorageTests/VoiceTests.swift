import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct VoiceTests {
  private static let ben = EmailAddress(address: "Ben@friends.example")

  private static func style(
    _ codes: String..., person: String? = nil, in language: LetterLanguage = .german,
    from evidence: StyleLesson.Evidence = .letters
  ) -> StyleLesson {
    StyleLesson(LetterStyle(language, Set(codes.compactMap(WritingTrait.init(code:)))), from: evidence, to: person)
  }

  /// A letter of the user's own, counted once for each id.
  private static func learn(_ style: StyleLesson, from ids: ClosedRange<Int>, by worker: any WorkerStore) async throws {
    for id in ids.map({ MessageID("m\($0)") }) {
      try await worker.intake.record(
        IntakeRecord(
          [SeenMessage(messageID: id, threadID: ThreadID("t"), settled: .ownMail)],
          movingCursorTo: MailboxCursor("1"), at: .nine))
      let lesson = Lesson(events: [ben.canonical: .written], moment: .nine, style: style)
      for _ in 1...2 { try await worker.correspondents.learn(lesson, from: id, score: nil) }
    }
  }

  @Test(arguments: Engine.available) func `letters add up in general and for whom they were to, each once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      try await Self.learn(Self.style("greeting:Hallo", person: Self.ben.canonical), from: 1...5, by: worker)
      try await Self.learn(Self.style("greeting:Moin"), from: 6...20, by: worker)
      let voice = try await worker.voice.voice(in: .german, to: EmailAddress(address: "BEN@friends.example"))
      #expect(voice.letters.overall.letters == 20 && voice.letters.toPerson?.letters == 5)
      #expect(voice.clauses == ["greet with “Hallo”"])
      let other = try await worker.voice.voice(in: .german, to: EmailAddress(address: "cleo@friends.example"))
      #expect(other.letters.toPerson == nil && other.clauses == ["greet with “Moin”"])
      #expect(try await worker.voice.voice(in: .english, to: Self.ben) == Voice(.english))
      #expect(try await test.store.voice.voices(of: user).map(\.letters.overall) == [voice.letters.overall])
    }
  }

  @Test(arguments: Engine.available) func `what was changed in drafts is kept apart from letters`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      try await Self.learn(Self.style("greeting:Hallo"), from: 1...5, by: worker)
      let edit = Self.style("greeting:Moin", person: Self.ben.canonical, from: .edits)
      try await Self.learn(edit, from: 6...9, by: worker)
      let early = try await worker.voice.voice(in: .german, to: Self.ben)
      #expect(early.letters.overall.letters == 5 && early.letters.toPerson == nil)
      #expect(early.edits.overall.letters == 4 && early.edits.toPerson?.letters == 4)
      #expect(early.clauses == ["greet with “Hallo”"])
      try await Self.learn(edit, from: 10...10, by: worker)
      #expect(try await worker.voice.voice(in: .german, to: Self.ben).clauses == ["greet with “Moin”"])
      try await test.store.voice.forget(of: user)
      #expect(try await test.store.voice.voices(of: user).isEmpty)
    }
  }

  @Test(arguments: Engine.available)
  func `what was chosen counts and stays, also when all is forgotten, and each is on record`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let (worker, voices) = (try await test.worker(of: user), test.store.voice)
      let lesson = Self.style("greeting:Hallo", "closing:Danke", person: Self.ben.canonical)
      func clauses() async throws -> [String] { try await worker.voice.voice(in: .german, to: Self.ben).clauses }
      try await Self.learn(lesson, from: 1...5, by: worker)
      try await Self.learn(Self.style("greeting:Hi", in: .english), from: 6...6, by: worker)
      let moin = try #require(StyleChoice("Moin", for: .greeting))
      for _ in 1...2 { try await voices.choose([.greeting: moin, .closing: .leaveOut], in: .german, of: user) }
      #expect(try await clauses() == ["greet with “Moin”"])
      try await voices.forget(of: user)
      #expect(try await voices.voices(of: user).map(\.language) == [.german])
      #expect(try await voices.voices(of: user).map(\.letters) == [Voice.Styles()])
      #expect(try await clauses() == ["greet with “Moin”"])
      try await Self.learn(lesson, from: 11...15, by: worker)
      try await voices.choose([:], in: .german, of: user)
      #expect(try await clauses() == ["greet with “Hallo”", "close with “Danke”"])
      #expect(
        try await test.store.audit.entries(of: user, limit: 3).map(\.action) == [
          "changed how drafts are written", "had their way of writing forgotten", "changed how drafts are written",
        ])
    }
  }

  @Test(arguments: Engine.available) func `what is learned of mail and how the user writes are forgotten together`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ada, bob) = (try await test.activeUser("ada"), try await test.activeUser("bob"))
      for user in [ada, bob] {
        try await Self.learn(Self.style("greeting:Hallo"), from: 1...5, by: try await test.worker(of: user))
      }
      try await test.store.correspondents.forget(of: ada)
      #expect(try await test.store.voice.voices(of: ada).isEmpty)
      #expect(try await test.store.voice.voices(of: bob).count == 1)
      // The same mail is read again then, and counts again.
      #expect(try await test.worker(of: ada).correspondents.unlearned(limit: 10).count == 5)
    }
  }

  @Test(arguments: Engine.available) func `of many people those go that were longest not written to`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      _ = try await test.sql(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(WritingStyleRow.mostKept))
        INSERT INTO writing_styles (user_id, evidence, address, language, letters, week, traits, updated_at)
        SELECT '\(user.rawValue)', 'letters', 'p' || i || '@example.com', 'de', 5, 0, '{}',
          '2026-01-02T00:00:00.000Z' FROM n
        """)
      _ = try await test.sql(
        "UPDATE writing_styles SET updated_at = '2026-01-01T00:00:00.000Z' WHERE address = 'p1@example.com'")
      let worker = try await test.worker(of: user)
      try await Self.learn(Self.style("greeting:Hallo", person: Self.ben.canonical), from: 1...1, by: worker)
      func isKnown(_ address: String) async throws -> Bool {
        try await worker.voice.voice(in: .german, to: EmailAddress(address: address)).letters.toPerson != nil
      }
      #expect(try await !isKnown("p1@example.com"))
      #expect(try await isKnown("p2@example.com"))
      #expect(try await isKnown(Self.ben.address))
      #expect(try await test.store.voice.voices(of: user).count == 1)
    }
  }
}
