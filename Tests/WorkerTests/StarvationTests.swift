import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

/// Mail that cannot be dealt with stands before no other.
@Suite struct StarvationTests {
  private static let unreadable = Fault.Kind.custom(status: 200, contentType: "application/json", body: "{}")

  /// Ada's mailbox and a worker that asks the simulated model.
  private func worker(_ house: Household) throws -> MailboxWorker {
    let base = house.base
    return try house.worker(writer: { transport in
      ModelWriter(
        ChatCompletions(.init(baseURL: base + "/v1", name: "simulated"), transport: transport, now: { house.time.now }))
    })
  }

  private func refusal(_ status: Int) -> Fault.Kind {
    .custom(status: status, contentType: "application/json", body: "{\"error\":{\"code\":\"content_filter\"}}")
  }

  // MARK: The model

  @Test(arguments: [400, 422]) func `three conversations that the model refuses keep it from no other`(
    status: Int
  ) async throws {
    try await Household.with { house in
      let worker = try worker(house)
      _ = await worker.check()
      var refused: [MessageID] = []
      for number in 1...3 { refused.append(try await house.deliver(subject: "Refused \(number)").id) }
      let good = try await house.deliver(subject: "Good")
      await house.google.add(Fault(refusal(status), path: "/v1/chat/completions", times: 3))
      let (outcome, _) = await worker.check()
      #expect(try await house.drafts.map(\.messageID) == [good.id])
      for id in refused { #expect(try await house.attempts(id) == 1) }
      guard case .completed(_, _, nil) = outcome else { return #expect(Bool(false), "\(outcome)") }
    }
  }

  @Test func `a model that refuses everything is told of`() async throws {
    try await Household.with { house in
      let worker = try worker(house)
      _ = await worker.check()
      for number in 1...4 { try await house.deliver(subject: "Question \(number)") }
      await house.google.add(Fault(refusal(400), path: "/v1/chat/completions", times: nil))
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.contains("HTTP 400") && problem.contains("the last 4"))
    }
  }

  @Test func `while the model is away, only what it was asked about counts as tried`() async throws {
    try await Household.with { house in
      let worker = try worker(house)
      _ = await worker.check()
      var ids: [MessageID] = []
      for number in 1...6 { ids.append(try await house.deliver(subject: "Question \(number)").id) }
      await house.google.add(Fault(.backendError, path: "/v1/chat/completions", times: nil))
      _ = await worker.check()
      var attempts: [Int] = []
      for id in ids { attempts.append(try await house.attempts(id)) }
      #expect(attempts == [1, 1, 1, 0, 0, 0])
      // Those who had no turn are next, before what failed.
      await house.google.clearFaults()
      await house.google.add(Fault(.backendError, path: "/v1/chat/completions", times: 3))
      house.time.advance(by: 300)
      _ = await worker.check()
      for id in ids { #expect(try await house.attempts(id) == 1) }
    }
  }

  // MARK: Gmail

  @Test(arguments: [true, false]) func `a good message waits behind no number of those that Gmail stumbles over`(
    isUnreadable: Bool
  ) async throws {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      var bad: [MessageID] = []
      for number in 1...60 { bad.append(try await house.deliver(subject: "Bad \(number)").id) }
      let good = try await house.deliver(subject: "Good")
      for id in bad {
        await house.google.add(
          Fault(isUnreadable ? Self.unreadable : .backendError, path: "*/messages/\(id)", times: nil))
      }
      let begun = house.time.now
      _ = await worker.check()
      #expect(try await house.drafts.map(\.messageID) == [good.id])
      #expect(house.time.now.timeIntervalSince(begun) < 60)
      for id in bad { #expect(try await house.attempts(id) == 1) }
    }
  }

  @Test func `when Gmail stumbles over everything the check ends there`() async throws {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      for number in 1...9 { try await house.deliver(subject: "Question \(number)") }
      for path in ["*/messages/*", "*/profile"] { await house.google.add(Fault(.backendError, path: path, times: nil)) }
      guard case .failed = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(try await house.store.ledger.page(of: Household.ada, state: "seen", limit: 100).items.count == 6)
    }
  }

  @Test func `a record of history that cannot be read keeps no mail from being found`() async throws {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      let message = try await house.deliver()
      await house.google.add(Fault(Self.unreadable, path: "*/history", times: nil))
      _ = await worker.check()
      #expect(try await house.drafts.map(\.messageID) == [message.id])
    }
  }

  @Test func `a cursor that is too high for this mailbox does not stay`() async throws {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      let rows = house.store.worker(of: Household.ada, lease: house.lease)
      let before = try #require(try await rows.intake.position()?.cursor)
      try await rows.intake.record(
        IntakeRecord([], movingCursorTo: MailboxCursor("18446744073709551615"), at: house.time.now))
      let first = try await house.deliver()
      _ = await worker.check()
      #expect(try await house.drafts.map(\.messageID) == [first.id])
      let cursor = try #require(try await rows.intake.position()).cursor
      let after = try #require(UInt64(cursor.rawValue))
      #expect(after > UInt64(before.rawValue) ?? .max && after < 1 << 62)
    }
  }

  // MARK: What was approved

  @Test func `what was approved is sent although mail cannot be read at all`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.approve(draft)
      await house.google.add(Fault(.backendError, path: "*/history", times: nil))
      guard case .failed = try await house.worker().check().outcome else { return #expect(Bool(false)) }
      #expect(try await house.sent == [draft.id.rawValue])
    }
  }

  @Test func `drafts that Gmail stumbles over keep no mail from being read, and no other draft from being sent`()
    async throws
  {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      var drafts: [EmailDraft] = []
      for number in 1...4 { drafts.append(try await house.draft(subject: "Question \(number)")) }
      for draft in drafts { try await house.approve(draft) }
      for draft in drafts.prefix(3) {
        let id = try #require(draft.place?.draftID)
        await house.google.add(Fault(Self.unreadable, path: "*/drafts/\(id)", times: nil))
      }
      let other = try await house.deliver(subject: "Other")
      _ = try await house.worker().check()
      #expect(try await house.sent == [drafts[3].id.rawValue])
      #expect(try await house.store.drafts.draft(answering: other.id, of: Household.ada) != nil)
    }
  }

  @Test func `what becomes due while mail is worked off is sent before the next message`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      for number in 1...3 { try await house.deliver(subject: "Question \(number)") }
      let sent = Mutex<[Int]>([])
      let worker = try house.worker(writer: { _ in
        Interrupting {
          if sent.withLock({ $0.isEmpty }) { try await house.approve(draft) }
          let count = try await house.sent.count
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
    try await Household.with { house in
      let worker = try house.worker(draftLimits: DraftLimits(perMailboxAndDay: 2))
      _ = await worker.check()
      var ids: [MessageID] = []
      for number in 1...4 {
        ids.append(try await house.deliver(from: "p\(number)@friends.example", subject: "Question \(number)").id)
      }
      guard case .completed(_, _, let problem?) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(problem.contains("2 drafts within a day"))
      #expect(Set(try await house.drafts.map(\.messageID)) == Set(ids.prefix(2)))
      guard case .failed(problem, 0, let retryAt) = try await house.entry(ids[2]) else { return #expect(Bool(false)) }
      #expect(abs(retryAt.timeIntervalSince(house.time.now) - 3_600) < 5)
      try await house.store.ledger.draftAnyway(ids[3], of: Household.ada)
      _ = await worker.check()
      #expect(Set(try await house.drafts.map(\.messageID)) == Set([ids[0], ids[1], ids[3]]))
      house.time.advance(by: 86_400)
      _ = await worker.check()
      #expect(try await house.drafts.count == 4)
    }
  }
}
