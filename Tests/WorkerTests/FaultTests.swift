import FoundationEssentials
import Gmail
import GmailSimulator
import HTTPTransport
import ManualTime
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Worker

/// Whatever goes wrong and whenever: afterwards every message has one verdict, and every draft exists once.
@Suite struct FaultTests {
  static let kinds: [Fault.Kind] = [
    .quota, .retryAfter(seconds: 120), .concurrent, .unauthorized, .backendError, .badGateway, .unavailable, .reset,
    .cutOff, .preconditionFailed,
  ]
  static let paths = ["*/history", "*/messages/*", "*/threads/*", "*/drafts", "/token", "*/sendAs"]

  /// A refusal in so many words comes from a server that has not acted.
  private static func mayFollow(_ kind: Fault.Kind) -> Bool {
    ["backend-error", "bad-gateway", "unavailable", "reset", "cut-off"].contains(kind.name)
  }

  /// Checks until nothing more is due, letting the time pass that each check asks for.
  private func calm(_ fixture: WorkerFixture, _ worker: MailboxWorker, checks: Int = 12) async throws {
    for _ in 0..<checks {
      let (outcome, next) = await worker.check()
      fixture.time.advance(by: max(1, next.timeIntervalSince(fixture.time.now)))
      if case .completed(nil, _, nil) = outcome { return }
    }
  }

  private func expectEverythingOnce(_ fixture: WorkerFixture, _ messages: [MessageID]) async throws {
    #expect(Set(try await fixture.drafts.map(\.messageID)) == Set(messages))
    let placed = try await fixture.placed
    #expect(placed.count == messages.count)
    #expect(
      Set(placed.compactMap { $0.header("X-Secretary-Draft") }) == Set(try await fixture.drafts.map(\.id.rawValue)))
    for draft in try await fixture.drafts { #expect(draft.place?.draftID != nil) }
    #expect(try await fixture.store.ledger.page(of: WorkerFixture.ada, state: "seen", limit: 1).items.isEmpty)
    #expect(try await fixture.store.ledger.page(of: WorkerFixture.ada, state: "failed", limit: 1).items.isEmpty)
  }

  @Test(arguments: kinds.indices, paths)
  func `a fault on any call loses nothing and doubles nothing`(kind: Int, path: String) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let messages = [
        try await fixture.deliver(subject: "One").id, try await fixture.deliver(subject: "Two").id,
        try await fixture.deliver(subject: "Three").id,
      ]
      if path == "/token" { try await fixture.google.expireAccessTokens() }
      for moment in [Fault.Moment.before, .after] where moment == .before || Self.mayFollow(Self.kinds[kind]) {
        await fixture.google.add(Fault(Self.kinds[kind], moment, path: path, times: 3, skip: 1))
      }
      try await calm(fixture, worker)
      await fixture.google.clearFaults()
      try await calm(fixture, worker)
      try await expectEverythingOnce(fixture, messages)
    }
  }

  @Test(arguments: [Fault.Moment.before, .after])
  func `an answer that gets lost leaves one draft, which the next process finds`(moment: Fault.Moment) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      await fixture.google.add(Fault(.reset, moment, method: "POST", path: "*/drafts"))
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.count == (moment == .after ? 1 : 0))
      #expect(try await fixture.drafts.first?.place?.draftID == nil)
      _ = try await fixture.worker().check()
      try await expectEverythingOnce(fixture, [message.id])
    }
  }

  @Test func `killed between Gmail's answer and our note of it, the draft is found, not made again`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      await fixture.google.add(Fault(.reset, .after, method: "POST", path: "*/drafts"))
      _ = try await fixture.worker().check()
      // The user edits the draft meanwhile: its message changes, its header and id stay.
      let placed = try #require(try await fixture.placed.first)
      _ = try await fixture.google.editFromWeb(
        draft: placed.draftID ?? "", of: WorkerFixture.address, raw: placed.raw + Array("More.".utf8))
      _ = try await fixture.worker().check()
      try await expectEverythingOnce(fixture, [message.id])
    }
  }

  @Test func `a draft the user sent while its placing was in doubt counts as sent`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      await fixture.google.add(Fault(.reset, .after, method: "POST", path: "*/drafts"))
      _ = try await fixture.worker().check()
      let placed = try #require(try await fixture.placed.first)
      _ = try await fixture.google.sendFromWeb(draft: placed.draftID ?? "", of: WorkerFixture.address, orphan: false)
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.map(\.status) == [.sent])
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test func `a message the worker died of three times lets the others go first, and is not lost`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let poison = try await fixture.deliver(subject: "Poison")
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      let start = try #require(try await rows.intake.position()?.cursor)
      let seen = SeenMessage(messageID: poison.id, threadID: poison.thread)
      try await rows.intake.record(IntakeRecord([seen], movingCursorTo: start, at: fixture.time.now))
      for death in 1...3 {
        // What a worker that dies while it drafts leaves behind.
        try await rows.ledger.begin(poison.id, attempts: death, problem: "It stopped.", at: fixture.time.now)
        try await rows.ledger.mark(poison.id, .drafting(reason: "It asks."))
      }
      // However long it took to die: the wait begins now.
      fixture.time.advance(by: 3_600)
      let worker = try fixture.worker()
      _ = await worker.check()
      #expect(try await fixture.drafts.isEmpty)
      let other = try await fixture.deliver(subject: "Other")
      fixture.time.advance(by: -59)
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [other.id])
      fixture.time.advance(by: 60)
      _ = await worker.check()
      #expect(try await fixture.drafts.count == 2)
    }
  }

  @Test func `a draft whose placing the worker died of lets the others go first, and is not lost`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      await fixture.google.add(Fault(.concurrent, method: "POST", path: "*/drafts", times: 2))
      let poison = try await fixture.draft(subject: "Poison")
      #expect(poison.placement.name != .placed)
      // What a worker leaves behind that dies twice while it writes the mail.
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      for _ in 1...2 {
        try await rows.drafts.beginAttempt(poison.id, retryAt: fixture.time.now.addingTimeInterval(300))
      }
      await fixture.google.clearFaults()
      let other = try await fixture.draft(subject: "Other")
      #expect(other.placement.name == .placed)
      #expect(try await fixture.now(poison).placement.name != .placed)
      fixture.time.advance(by: 300)
      _ = try await fixture.worker().check()
      #expect(try await fixture.now(poison).placement.name == .placed)
      #expect(try await fixture.placed.count == 2)
    }
  }

  @Test func `a message that always fails waits ever longer and stands in nobody's way`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let poison = try await fixture.deliver(subject: "Poison")
      let other = try await fixture.deliver(subject: "Other")
      await fixture.google.add(
        Fault(
          .custom(status: 400, contentType: "application/json", body: "{\"error\":{\"code\":400}}"),
          path: "*/messages/\(poison.id)", times: nil))
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [other.id])
      guard case .failed(_, 1, let retryAt) = try await fixture.entry(poison.id) else { return #expect(Bool(false)) }
      #expect(abs(retryAt.timeIntervalSince(fixture.time.now) - 15) < 5)
      try await calm(fixture, worker, checks: 40)
      #expect(try await fixture.attempts(poison.id) >= 6)
      await fixture.google.clearFaults()
      fixture.time.advance(by: 7 * 3_600)
      try await calm(fixture, worker)
      #expect(try await fixture.drafts.count == 2)
    }
  }

  @Test func `withdrawn access disconnects the account with the reason and ends the worker`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let message = try await fixture.deliver()
      try await fixture.google.revokeAccess(of: WorkerFixture.address)
      guard case .failed(.ended(let end)) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(end.status == .needsUser)
      let credential = try #require(try await fixture.store.credentials.credential(of: WorkerFixture.ada))
      #expect(!credential.isConnected && credential.disconnectedReason == end.words)
      await fixture.google.addUser(WorkerFixture.address)
      try await fixture.connect()
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.map(\.messageID) == [message.id])
    }
  }

  @Test func `the operator's mistake disconnects nobody`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      try await fixture.google.expireAccessTokens()
      await fixture.google.setClientDeleted(true)
      guard case .failed(.check(let words)) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(words.contains("client"))
      #expect(try await fixture.store.credentials.credential(of: WorkerFixture.ada)?.isConnected == true)
      await fixture.google.setClientDeleted(false)
      guard case .completed = await worker.check().outcome else { return #expect(Bool(false)) }
    }
  }

  @Test func `a limit of Gmail's pauses the check until the time it names`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      await fixture.google.add(Fault(.retryAfter(seconds: 600), path: "*/history"))
      let before = fixture.time.now
      let (outcome, next) = await worker.check()
      guard case .failed(.paused) = outcome else { return #expect(Bool(false)) }
      #expect(abs(next.timeIntervalSince(before) - 600) < 10)
    }
  }

  @Test func `a worker that lost its lease ends and has written nothing`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker(lease: LeaseToken("somebody else's"))
      guard case .failed(.ended(let end)) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(end.status == .temporary)
      #expect(try await fixture.store.worker(of: WorkerFixture.ada, lease: nil).intake.position() == nil)
    }
  }

  @Test func `renewed tokens are kept`() async throws {
    try await WorkerFixture.with { fixture in
      let before = try await fixture.store.credentials.credential(of: WorkerFixture.ada)
      try await fixture.google.expireAccessTokens()
      _ = try await fixture.worker().check()
      let after = try #require(try await fixture.store.credentials.credential(of: WorkerFixture.ada))
      #expect(after != before)
      #expect(try after.open(with: fixture.ring.keys(forUser: "ada")).access.reveal().isEmpty == false)
    }
  }

  @Test func `a check that is cancelled leaves its messages for the next`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      let (began, begin) = AsyncStream.makeStream(of: Void.self)
      let worker = try fixture.worker(writer: { _ in
        Interrupting {
          begin.yield()
          try await Task.sleep(for: .seconds(3_600))
        }
      })
      let check = Task { await worker.check().outcome }  // cancelled below, as a signal would
      for await _ in began { break }
      check.cancel()
      #expect(await check.value != .completed(nextRetry: nil, words: "nothing new", problem: nil))
      #expect(try await fixture.drafts.isEmpty)
      fixture.time.advance(by: 30)
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.map(\.messageID) == [message.id])
    }
  }
}
