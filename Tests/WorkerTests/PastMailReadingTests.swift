import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Worker

/// What lay in the mailbox before the start teaches whom the user answers, and is not drafted.
struct PastMailReadingTests {
  private static func store(_ fixture: WorkerFixture) -> LeasedStore {
    fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
  }

  private static func known(_ address: String, _ fixture: WorkerFixture) async throws -> Correspondent? {
    try await store(fixture).correspondents.correspondent(EmailAddress(address: address))
  }

  private static func judged(_ fixture: WorkerFixture) async throws -> [JudgedMail] {
    try await fixture.store.correspondents.judged(of: WorkerFixture.ada, since: .distantPast)
  }

  /// Ben writes and Ada answers, some weeks before anybody watches.
  private static func correspond(_ fixture: WorkerFixture) async throws {
    for number in 1...6 {
      try await fixture.deliver(subject: "Lunch \(number)")
      try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: "Ben <BEN@friends.example>", subject: "Re: Lunch \(number)",
        labels: ["SENT"])
    }
    fixture.time.advance(by: 7 * 86_400)
  }

  @Test func `it is learned in the order in which it was sent, and nothing of it is drafted or in the ledger`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      try await Self.correspond(fixture)
      _ = try await fixture.worker().check()
      let ben = try #require(try await Self.known("ben@friends.example", fixture))
      #expect((ben.received, ben.answered, ben.written) == (6, 6, 6))
      #expect(!ben.isWaiting)
      #expect(try await fixture.drafts.isEmpty)
      #expect(try await fixture.store.ledger.page(of: WorkerFixture.ada, limit: 9).items.isEmpty)
      let progress = try #require(try await fixture.store.correspondents.progress(of: WorkerFixture.ada))
      #expect(progress == PastMailProgress(read: 12, all: 12))
    }
  }

  @Test func `a friend of old gets a draft under the strictest choice from the first mail on`() async throws {
    try await WorkerFixture.with { fixture in
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.strictness = .usual
      try await fixture.store.settings.save(settings)
      try await Self.correspond(fixture)
      _ = try await fixture.worker().check()
      let friend = try await fixture.deliver(subject: "Dinner")
      let stranger = try await fixture.deliver(from: "Eve <eve@elsewhere.example>", subject: "Dinner")
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: friend.id).status == .proposed)
      #expect(try await fixture.code(stranger.id) == "unlikely")
    }
  }

  @Test func `each message is judged by what came before it, and shown with its score`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.correspond(fixture)
      try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      _ = try await fixture.worker().check()
      let judged = try await Self.judged(fixture)
      #expect(judged.map(\.subject) == (1...6).reversed().map { "Lunch \($0)" })
      #expect(judged[0].score > judged[1].score && judged[1].score > judged[2].score)
      #expect(judged[0].sender == "Ben <ben@friends.example>")
    }
  }

  @Test func `mail that came since has its score in the ledger, drafted or not`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      _ = try await fixture.worker().check()
      let score = try #require(
        try await fixture.store.ledger.entry(for: message.id, of: WorkerFixture.ada)?.score)
      #expect((0.01..<0.5).contains(score))
      #expect(try await Self.judged(fixture).map(\.score) == [score])
    }
  }

  @Test func `a part of it is read in each check, and what is gone meanwhile is passed over`() async throws {
    try await WorkerFixture.with { fixture in
      var ids: [MessageID] = []
      for number in 0..<(PastMailReading.most + 5) {
        ids.append(
          try await fixture.deliver(from: "Friend <friend-\(number)@friends.example>", subject: "Note \(number)").id)
      }
      _ = try await fixture.worker().check()
      let first = try #require(try await fixture.store.correspondents.progress(of: WorkerFixture.ada))
      #expect((first.read, first.all) == (PastMailReading.most, ids.count))
      try await fixture.google.change(ids[ids.count - 1].rawValue, of: WorkerFixture.address, .delete)
      _ = try await fixture.worker().check()
      let second = try #require(try await fixture.store.correspondents.progress(of: WorkerFixture.ada))
      #expect(second.isFinished)
      #expect(try await Self.judged(fixture).count == ids.count - 1)
    }
  }

  @Test func `once it is read, a quiet check asks the mailbox for its changes only`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.correspond(fixture)
      let worker = try fixture.worker()
      for _ in 0..<2 { _ = await worker.check() }
      await fixture.google.clearLog()
      _ = await worker.check()
      #expect(await fixture.calls.allSatisfy { $0.contains("history") })
    }
  }
}
