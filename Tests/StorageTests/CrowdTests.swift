import Secretary
import Testing

@testable import Storage

/// Many workers at one file, each with a connection of its own, as their processes would have.
@Suite struct CrowdTests {
  static let workers = 24
  static let messages = 5

  @Test func `workers that all write at once lose nothing, and none is refused`() async throws {
    try await Engine.sqlite.withStore { test in
      var mailboxes: [(user: UserID, lease: LeaseToken?)] = []
      for number in 0..<Self.workers {
        let user = try await test.activeUser("user\(number)")
        mailboxes.append((user, try await test.mailbox(of: user).lease))
      }
      let location = test.location
      try await withThrowingTaskGroup(of: Void.self) { group in
        for (user, lease) in mailboxes {
          group.addTask { try await Self.check(user, lease: lease, at: location) }
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
  private static func check(_ user: UserID, lease: LeaseToken?, at location: StoreLocation) async throws {
    let store = try await Store.open(location, migrating: false, now: { .nine })
    let mailbox = store.mailbox(of: user, lease: lease)
    let ids = (0..<messages).map { MessageID("\(user)-m\($0)") }
    try await mailbox.record(
      ids.map { SeenMessage(messageID: $0, threadID: ThreadID("t")) }, movingCursorTo: MailboxCursor("9"), at: .nine)
    for entry in try await mailbox.dueMessages(at: .nine, limit: 100) {
      try await mailbox.markDrafting(entry.messageID, because: "asks")
      let draft = TestStore.draft(user, answering: entry.messageID, id: "draft-\(entry.messageID)")
      #expect(try await mailbox.propose(draft, placing: true) == .saved)
      #expect(try await mailbox.markPlacing(draft.id))
      try await mailbox.markPlaced(draft.id, gmailDraftID: GmailDraftID("r-\(draft.id)"))
    }
    try await mailbox.reportCheck(
      WorkerCheckReport(checkedAt: .nine, nextCheckAt: nil, activity: .waiting))
    await store.close()
  }
}
