import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing

@testable import Worker

/// Mail that cannot be dealt with stands before no other.
@Suite struct StarvationTests {
  private static let unreadable = Fault.Kind.custom(status: 200, contentType: "application/json", body: "{}")

  /// Ada's mailbox and a worker that asks the simulated model.
  private func worker(_ fixture: WorkerFixture) throws -> MailboxWorker {
    let base = fixture.base
    return try fixture.worker(writer: { access in
      ModelWriter(
        ServedModel(
          .chatCompletions, on: ModelServer(baseURL: base + "/v1", model: "simulated"), transport: access.transport,
          now: { fixture.time.now }))
    })
  }

  private func refusal(_ status: Int) -> Fault.Kind {
    .custom(status: status, contentType: "application/json", body: "{\"error\":{\"code\":\"content_filter\"}}")
  }

  // MARK: The model

  @Test(arguments: [400, 422]) func `three conversations that the model refuses keep it from no other`(
    status: Int
  ) async throws {
    try await WorkerFixture.with { fixture in
      let worker = try worker(fixture)
      _ = await worker.check()
      var refused: [MessageID] = []
      for number in 1...3 { refused.append(try await fixture.deliver(subject: "Refused \(number)").id) }
      let good = try await fixture.deliver(subject: "Good")
      await fixture.google.add(Fault(refusal(status), path: "/v1/chat/completions", times: 3))
      let (outcome, _) = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [good.id])
      for id in refused { #expect(try await fixture.attempts(id) == 1) }
      guard case .completed(_, _, nil) = outcome else { return #expect(Bool(false), "\(outcome)") }
    }
  }

  @Test func `a model that refuses everything is told of`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try worker(fixture)
      _ = await worker.check()
      for number in 1...4 { try await fixture.deliver(subject: "Question \(number)") }
      await fixture.google.add(Fault(refusal(400), path: "/v1/chat/completions", times: nil))
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.contains("HTTP 400") && problem.contains("the last 4"))
    }
  }

  @Test func `while the model is away, only what it was asked about counts as tried`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try worker(fixture)
      _ = await worker.check()
      var ids: [MessageID] = []
      for number in 1...6 { ids.append(try await fixture.deliver(subject: "Question \(number)").id) }
      await fixture.google.add(Fault(.backendError, path: "/v1/chat/completions", times: nil))
      _ = await worker.check()
      var attempts: [Int] = []
      for id in ids { attempts.append(try await fixture.attempts(id)) }
      #expect(attempts == [1, 1, 1, 0, 0, 0])
      // Those who had no turn are next, before what failed.
      await fixture.google.clearFaults()
      await fixture.google.add(Fault(.backendError, path: "/v1/chat/completions", times: 3))
      fixture.time.advance(by: 300)
      _ = await worker.check()
      for id in ids { #expect(try await fixture.attempts(id) == 1) }
    }
  }

  // MARK: Gmail

  @Test(arguments: [true, false]) func `a good message waits behind no number of those that Gmail stumbles over`(
    isUnreadable: Bool
  ) async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      var bad: [MessageID] = []
      for number in 1...60 { bad.append(try await fixture.deliver(subject: "Bad \(number)").id) }
      let good = try await fixture.deliver(subject: "Good")
      for id in bad {
        await fixture.google.add(
          Fault(isUnreadable ? Self.unreadable : .backendError, path: "*/messages/\(id)", times: nil))
      }
      let begun = fixture.time.now
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [good.id])
      #expect(fixture.time.now.timeIntervalSince(begun) < 60)
      for id in bad { #expect(try await fixture.attempts(id) == 1) }
    }
  }

  @Test func `when Gmail stumbles over everything the check ends there`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      for number in 1...9 { try await fixture.deliver(subject: "Question \(number)") }
      for path in ["*/messages/*", "*/profile"] {
        await fixture.google.add(Fault(.backendError, path: path, times: nil))
      }
      guard case .failed = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(try await fixture.store.ledger.page(of: WorkerFixture.ada, state: "seen", limit: 100).items.count == 6)
    }
  }

  @Test func `a record of history that cannot be read keeps no mail from being found`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let message = try await fixture.deliver()
      await fixture.google.add(Fault(Self.unreadable, path: "*/history", times: nil))
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [message.id])
    }
  }

  @Test func `a cursor that is too high for this mailbox does not stay`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      let before = try #require(try await rows.intake.position()?.cursor)
      try await rows.intake.record(
        IntakeRecord([], movingCursorTo: MailboxCursor("18446744073709551615"), at: fixture.time.now))
      let first = try await fixture.deliver()
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [first.id])
      let cursor = try #require(try await rows.intake.position()).cursor
      let after = try #require(UInt64(cursor.rawValue))
      #expect(after > UInt64(before.rawValue) ?? .max && after < 1 << 62)
    }
  }

  // MARK: What was approved

  @Test func `what was approved is sent although mail cannot be read at all`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      await fixture.google.add(Fault(.backendError, path: "*/history", times: nil))
      guard case .failed = try await fixture.worker().check().outcome else { return #expect(Bool(false)) }
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `drafts that Gmail stumbles over keep no mail from being read, and no other draft from being sent`()
    async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      var drafts: [EmailDraft] = []
      for number in 1...4 { drafts.append(try await fixture.draft(subject: "Question \(number)")) }
      for draft in drafts { try await fixture.approve(draft) }
      for draft in drafts.prefix(3) {
        let id = try #require(draft.place?.draftID)
        await fixture.google.add(Fault(Self.unreadable, path: "*/drafts/\(id)", times: nil))
      }
      let other = try await fixture.deliver(subject: "Other")
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent == [drafts[3].id.rawValue])
      #expect(try await fixture.store.drafts.draft(answering: other.id, of: WorkerFixture.ada) != nil)
    }
  }

  @Test func `what becomes due while mail is worked off is sent before the next message`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      for number in 1...3 { try await fixture.deliver(subject: "Question \(number)") }
      let sent = Mutex<[Int]>([])
      let worker = try fixture.worker(writer: { _ in
        Interrupting {
          if sent.withLock({ $0.isEmpty }) { try await fixture.approve(draft) }
          let count = try await fixture.sent.count
          sent.withLock { $0.append(count) }
        }
      })
      _ = await worker.check()
      #expect(sent.withLock { $0 } == [0, 1, 1])
    }
  }

  // MARK: The limit of a day

  @Test func `a mailbox that had its share of the day goes on when there is room again, and at once on request`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker(draftLimits: DraftLimits(perMailboxAndDay: 2))
      _ = await worker.check()
      var ids: [MessageID] = []
      for number in 1...4 {
        ids.append(try await fixture.deliver(from: "p\(number)@friends.example", subject: "Question \(number)").id)
      }
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.contains("2 drafts within a day"))
      #expect(Set(try await fixture.drafts.map(\.messageID)) == Set(ids.prefix(2)))
      guard case .failed(problem, 0, let retryAt) = try await fixture.entry(ids[2]) else { return #expect(Bool(false)) }
      #expect(abs(retryAt.timeIntervalSince(fixture.time.now) - 3_600) < 5)
      try await fixture.store.ledger.draftAnyway(ids[3], of: WorkerFixture.ada)
      _ = await worker.check()
      #expect(Set(try await fixture.drafts.map(\.messageID)) == Set([ids[0], ids[1], ids[3]]))
      fixture.time.advance(by: 86_400)
      _ = await worker.check()
      #expect(try await fixture.drafts.count == 4)
    }
  }
}
