import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct CorrespondentTests {
  private static let ben = EmailAddress(address: "Ben@friends.example")

  private static func lesson(_ event: Correspondent.Event, _ seconds: Double = 0) -> Lesson {
    Lesson(events: [ben.canonical: event], moment: .nine(plus: seconds))
  }

  /// Messages that intake came upon; the user's own where said.
  private static func record(_ ids: [String], own: Bool = false, by worker: any WorkerStore) async throws {
    try await worker.intake.record(
      IntakeRecord(
        ids.map {
          SeenMessage(messageID: MessageID($0), threadID: ThreadID("t"), settled: own ? .ownMail : nil)
        }, movingCursorTo: MailboxCursor("1"), at: .nine))
  }

  @Test(arguments: Engine.available) func `what is learned of somebody adds up, under any spelling of the address`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await Self.record(["m1", "m2", "m3"], by: worker)
      #expect(try await worker.correspondents.correspondent(Self.ben) == nil)
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("m1"), score: nil)
      try await worker.correspondents.learn(Self.lesson(.written, 600), from: MessageID("m2"), score: nil)
      try await worker.correspondents.learn(Self.lesson(.received, 900), from: MessageID("m3"), score: nil)
      #expect(
        try await worker.correspondents.correspondent(EmailAddress(address: "BEN@FRIENDS.example"))
          == Correspondent(
            received: 2, answered: 1, written: 1, isWaiting: true, typicalDelay: 600, lastReceived: .nine(plus: 900),
            lastWritten: .nine(plus: 600)))
    }
  }

  @Test(arguments: Engine.available) func `a message is counted once, and one that nobody saw not at all`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await Self.record(["m1", "m2"], by: worker)
      for _ in 0..<3 {
        try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("m1"), score: nil)
      }
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("unseen"), score: nil)
      // What taught nothing teaches nothing later.
      try await worker.correspondents.learn(nil, from: MessageID("m2"), score: nil)
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("m2"), score: nil)
      #expect(try await worker.correspondents.correspondent(Self.ben)?.received == 1)
    }
  }

  @Test(arguments: Engine.available) func `own mail waits to be learned from, in its order, and other mail does not`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await Self.record(["m1"], by: worker)
      try await Self.record(["m4", "m2", "m3"], own: true, by: worker)
      #expect(try await worker.correspondents.unlearned(limit: 2).map(\.rawValue) == ["m2", "m3"])
      try await worker.correspondents.learn(nil, from: MessageID("m2"), score: nil)
      #expect(try await worker.correspondents.unlearned(limit: 9).map(\.rawValue) == ["m3", "m4"])
      guard engine.server == nil else { return }
      let plan = try await test.plan(LeasedCorrespondents.unlearnedQuery)
      #expect(plan.contains { $0.contains("mailbox_messages_to_learn") }, "\(plan)")
    }
  }

  @Test(arguments: Engine.available) func `nothing is known of another user's people, and a lost lease learns nothing`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser("ann")
      let worker = try await test.worker(of: ann)
      let bobs = try await test.worker(of: try await test.activeUser("bob"))
      try await Self.record(["m1", "m2"], by: worker)
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("m1"), score: nil)
      #expect(try await bobs.correspondents.correspondent(Self.ben) == nil)
      let reader = test.store.worker(of: ann, lease: LeaseToken("another"))
      await #expect(throws: StorageError.leaseLost) {
        try await reader.correspondents.learn(Self.lesson(.received), from: MessageID("m2"), score: nil)
      }
      #expect(try await worker.correspondents.correspondent(Self.ben)?.received == 1)
    }
  }

  @Test(arguments: Engine.available)
  func `of too many people those go that nothing was learned of for the longest time`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await Self.record(["m1"], by: worker)
      let time = engine.time("'2020-01-01T00:00:00.' || substr(CAST(1000 + i % 1000 AS TEXT), 2) || 'Z'")
      _ = try await test.sql(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(CorrespondentRow.mostKept + 1_500))
        INSERT INTO correspondents (user_id, address, received, answered, written, is_waiting, updated_at)
        SELECT $1, 'p' || i || '@many.example', 1, 0, 0, TRUE, \(time) FROM n
        """, [SQLValue(ann)])
      try await worker.correspondents.learn(Self.lesson(.received), from: MessageID("m1"), score: nil)
      let kept = try await test.sql("SELECT count(*) AS n, min(updated_at) AS oldest FROM correspondents")[0]
      #expect(try kept.int("n") <= CorrespondentRow.mostKept + 10)
      #expect(Timestamp.text(try kept.date("oldest")) > "2020-01-01T00:00:00.000Z")
      #expect(try await worker.correspondents.correspondent(Self.ben) != nil)
    }
  }
}
