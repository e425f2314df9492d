import Secretary
import StoreRequests
import Testing

@testable import Storage
@testable import StoreDoor

/// Many workers at one file, each with a connection of its own, as their processes would have.
@Suite struct CrowdTests {
  static let workers = 24
  static let messages = 5

  @Test(arguments: Engine.available) func `workers that all write at once lose nothing, and none is refused`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      var mailboxes: [(user: UserID, lease: LeaseToken)] = []
      for number in 0..<Self.workers {
        let user = try await test.activeUser("user\(number)")
        mailboxes.append((user, try await test.lease(of: user)))
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (user, lease) in mailboxes {
          group.addTask { try await Self.check(user, lease: lease, in: test) }
        }
        try await group.waitForAll()
      }
      for (user, _) in mailboxes {
        let drafted = try await test.store.ledger.page(of: user, state: "drafted", limit: 2 * Self.messages).items
        #expect(drafted.count == Self.messages)
      }
      #expect(try await test.store.drafts.counts() == [.proposed: Self.workers * Self.messages])
      let lines = try await test.store.status.workers()
      #expect(lines.count == Self.workers)
      #expect(lines.allSatisfy { $0.draftsWritten == Self.messages })
    }
  }

  /// One check as a worker makes it: open, intake, every draft saved and placed, report, close.
  private static func check(_ user: UserID, lease: LeaseToken, in test: TestStore) async throws {
    let worker: any WorkerStore
    if let door = test.door {
      worker = DistantStore(try await StoreLine.open(at: door, of: user, lease: lease))
    } else {
      worker = try await LeasedStore.open(test.location, of: user, lease: lease, now: { .nine })
    }
    let ids = (0..<messages).map { MessageID("\(user)-m\($0)") }
    try await worker.intake.record(
      IntakeRecord(
        ids.map { SeenMessage(messageID: $0, threadID: ThreadID("t")) }, movingCursorTo: MailboxCursor("9"), at: .nine))
    for entry in try await worker.ledger.due(at: .nine, limit: 100) {
      try await worker.ledger.mark(entry.messageID, .drafting(reason: "asks"))
      let draft = TestStore.draft(user, answering: entry.messageID, id: "draft-\(entry.messageID)")
      #expect(try await worker.drafts.propose(DraftProposal(draft, placing: true)) == .saved)
      #expect(try await worker.placement.markPlacing(draft.id))
      try await worker.placement.markPlaced(draft.id, at: MailboxPlacement(MailboxDraftID("r-\(draft.id)"), version: 1))
    }
    try await worker.account.report(
      WorkerCheckReport(checkedAt: .nine, nextCheckAt: nil, activity: .waiting))
    await worker.close()
  }
}
