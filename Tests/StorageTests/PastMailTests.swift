import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct PastMailTests {
  private static let ben = EmailAddress(address: "ben@friends.example")

  private static func message(_ id: String, own: Bool = false) -> PastMessage {
    PastMessage(MessageReference(id: MessageID(id), threadID: ThreadID("t-\(id)")), isOwn: own)
  }

  private static func lesson(_ event: Correspondent.Event) -> Lesson {
    Lesson(events: [ben.canonical: event], moment: .nine)
  }

  private static func judged(_ score: Double, _ seconds: Double = 0) -> JudgedMail {
    JudgedMail(
      score: score, sender: "Ben <ben@friends.example>", subject: "Lunch", receivedAt: .nine(plus: seconds))
  }

  private static func start(_ worker: any WorkerStore, _ messages: [SeenMessage] = []) async throws {
    try await worker.intake.record(IntakeRecord(messages, movingCursorTo: MailboxCursor("1"), at: .nine))
  }

  @Test(arguments: Engine.available) func `there is no past to list before the mailbox has a cursor, and then once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      #expect(try await worker.past.isListed())
      try await Self.start(worker)
      #expect(try await !worker.past.isListed())
      #expect(try await test.store.correspondents.progress(of: user) == nil)
      try await worker.past.list([])
      #expect(try await worker.past.isListed())
      #expect(try await test.store.correspondents.progress(of: user) == PastMailProgress(read: 0, all: 0))
    }
  }

  @Test(arguments: Engine.available)
  func `it is read in its order, each message once, and what it teaches is counted once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      try await Self.start(worker)
      try await worker.past.list([Self.message("z"), Self.message("a", own: true), Self.message("b")])
      #expect(try await worker.past.unread(limit: 2) == [Self.message("z"), Self.message("a", own: true)])
      for _ in 0..<2 {
        try await worker.past.finish(MessageID("z"), teaching: Self.lesson(.received), judged: Self.judged(0.4))
      }
      try await worker.past.finish(MessageID("a"), teaching: Self.lesson(.written), judged: nil)
      #expect(try await worker.past.unread(limit: 5) == [Self.message("b")])
      #expect(try await test.store.correspondents.progress(of: user) == PastMailProgress(read: 2, all: 3))
      let known = try #require(try await worker.correspondents.correspondent(Self.ben))
      #expect((known.received, known.answered, known.written) == (1, 1, 1))
    }
  }

  @Test(arguments: Engine.available) func `what the ledger teaches is no past, and what it left untaught is`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      let settled = [SetAsideReason.ownMail, .trash].map(\.self)
      let seen = zip(["own", "old"], settled).map {
        SeenMessage(messageID: MessageID($0), threadID: ThreadID("t-\($0)"), settled: $1)
      }
      try await Self.start(
        worker,
        seen + ["open", "taught"].map { SeenMessage(messageID: MessageID($0), threadID: ThreadID("t-\($0)")) })
      try await worker.ledger.mark(MessageID("taught"), .setAside(.beforeStart))
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("taught"), score: 0.5)
      try await worker.past.list(["own", "old", "open", "taught", "new"].map { Self.message($0) })
      #expect(try await worker.past.unread(limit: 9).map(\.reference.id.rawValue) == ["old", "new"])
    }
  }

  @Test(arguments: Engine.available) func `mail that was judged is told newest first, whichever way it came`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      try await Self.start(worker, [SeenMessage(messageID: MessageID("now"), threadID: ThreadID("t"))])
      try await worker.ledger.describe(
        MessageDescription(
          MessageID("now"), sender: "Cleo <cleo@example.com>", subject: "Today", receivedAt: .nine(plus: 900)))
      try await worker.correspondents.learn(nil, from: MessageID("now"), score: 0.25)
      try await worker.past.list([Self.message("older"), Self.message("old"), Self.message("list")])
      try await worker.past.finish(MessageID("older"), teaching: nil, judged: Self.judged(0.5, -900))
      try await worker.past.finish(MessageID("old"), teaching: nil, judged: Self.judged(0.4))
      try await worker.past.finish(MessageID("list"), teaching: nil, judged: nil)
      let judged = try await test.store.correspondents.judged(of: user, since: .nine)
      #expect(judged.map(\.score) == [0.25, 0.4])
      #expect(judged.map(\.subject) == ["Today", "Lunch"])
      #expect(try await test.store.ledger.entry(for: MessageID("now"), of: user)?.score == 0.25)
    }
  }

  @Test(arguments: Engine.available)
  func `forgetting leaves no number of anybody, and the past is listed and taught anew`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      let worker = try await test.worker(of: user)
      try await Self.start(worker, [SeenMessage(messageID: MessageID("now"), threadID: ThreadID("t-now"))])
      try await worker.ledger.mark(MessageID("now"), .setAside(.beforeStart))
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("now"), score: 0.5)
      try await worker.past.list([Self.message("old")])
      try await worker.past.finish(MessageID("old"), teaching: Self.lesson(.received), judged: Self.judged(0.4))

      try await test.store.correspondents.forget(of: user)
      #expect(try await worker.correspondents.correspondent(Self.ben) == nil)
      #expect(try await test.store.correspondents.judged(of: user, since: .distantPast).isEmpty)
      #expect(try await !worker.past.isListed())
      #expect(
        try await test.store.audit.entries(of: user, limit: 1).first?.action
          == "had what was learned of their mail forgotten")

      try await worker.past.list([Self.message("old"), Self.message("now")])
      for id in ["old", "now"] {
        try await worker.past.finish(MessageID(id), teaching: Self.lesson(.received), judged: Self.judged(0.4))
      }
      #expect(try await worker.correspondents.correspondent(Self.ben)?.received == 2)
      // The ledger's message has taught: it teaches nothing more.
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("now"), score: nil)
      #expect(try await worker.correspondents.correspondent(Self.ben)?.received == 2)
    }
  }

  @Test(arguments: Engine.available) func `what is looked back on has a bound, and the newest come first`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let user = try await test.activeUser()
      _ = try await test.sql(
        """
        WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 5001)
        INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, score, subject, received_at, seen_at,
          updated_at)
        SELECT $1, 'm' || number, 't', 0.5, CAST(number AS TEXT), $2, $2, $2 FROM numbers
        """, [SQLValue(user), SQLValue(Date.nine(plus: 60))])
      _ = try await test.sql(
        "UPDATE mailbox_messages SET received_at = $1 WHERE gmail_message_id = 'm1'", [SQLValue(Date.nine)])
      let judged = try await test.store.correspondents.judged(of: user, since: .distantPast)
      #expect(judged.count == 5_000 && !judged.contains { $0.subject == "1" })
    }
  }
}
