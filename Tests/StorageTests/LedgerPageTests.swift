import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// The page "why": what became of every message.
@Suite struct LedgerPageTests {
  static func mail(_ test: TestStore, _ user: UserID) async throws -> any WorkerStore {
    let worker = try await test.worker(of: user)
    try await worker.intake.record(
      IntakeRecord(MailboxTests.seen("m1", "m2", "m3", "m4"), movingCursorTo: MailboxCursor("1"), at: .nine))
    try await worker.intake.record(
      IntakeRecord(MailboxTests.seen("m5"), movingCursorTo: MailboxCursor("2"), at: .nine(plus: 60)))
    try await worker.ledger.describe(
      MessageDescription(
        MessageID("m1"), sender: "Bob \"B\" <bob@example.com>", subject: "50% off_er", receivedAt: .nine(plus: -5)))
    try await worker.ledger.describe(
      MessageDescription(
        MessageID("m2"), sender: "Käthe <kaethe@example.com>", subject: "O'Hara's \\ plan!", receivedAt: .nine))
    try await worker.ledger.mark(
      MessageID("m1"), .setAside(SetAsideReason(code: "bulk", words: "It was sent in bulk.")))
    try await worker.ledger.mark(
      MessageID("m3"), .failed(problem: "The model is slow.", attempts: 2, retryAt: .nine(plus: 90)))
    return worker
  }

  @Test(arguments: Engine.available) func `a message in the list tells what became of its draft`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await Self.mail(test, ann)
      let draft = TestStore.draft(ann, answering: MessageID("m4"))
      _ = try await worker.drafts.propose(DraftProposal(draft, placing: false))
      let listed = {
        try await test.store.ledger.page(of: ann, limit: 10).items.filter { $0.draftStatus != nil }
      }
      #expect(try await listed().map(\.messageID) == [draft.messageID])
      for status in [DraftStatus.proposed, .sent, .dismissed] {
        try await test.put(draft.id, in: status)
        #expect(try await listed().map(\.draftStatus) == [status])
      }
    }
  }

  @Test(arguments: Engine.available) func `people see who wrote about what, and when`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await Self.mail(test, ann)
      let entry = try #require(try await test.store.ledger.entry(for: MessageID("m1"), of: ann))
      #expect(entry.sender == "Bob \"B\" <bob@example.com>")
      #expect(entry.subject == "50% off_er")
      #expect(entry.receivedAt == .nine(plus: -5))
      #expect(!entry.isWanted)
      #expect(try await test.store.ledger.entry(for: MessageID("m4"), of: ann)?.subject == nil)
      let long = "a\r\nb" + String(repeating: "e\u{301}", count: 10_000)
      try await worker.ledger.describe(
        MessageDescription(MessageID("m4"), sender: long, subject: long, receivedAt: .nine))
      let cut = try #require(try await test.store.ledger.entry(for: MessageID("m4"), of: ann)?.subject)
      #expect(cut.utf8.count <= LedgerLine.longest && cut.hasSuffix("…"))
      #expect(cut.hasPrefix("a  b"))
      await #expect(throws: StorageError.unknownMessage) {
        try await worker.ledger.describe(
          MessageDescription(MessageID("m9"), sender: "", subject: "", receivedAt: .nine))
      }
    }
  }

  @Test(arguments: Engine.available) func `a row of the ledger is small, whatever was written into it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      let tower = "e" + String(repeating: "\u{301}", count: 1_000_000)
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
      try await worker.ledger.describe(
        MessageDescription(MessageID("m1"), sender: tower, subject: tower, receivedAt: .nine))
      try await worker.ledger.begin(MessageID("m1"), attempts: 1, problem: tower, at: .nine)
      try await worker.ledger.mark(MessageID("m1"), .drafting(reason: tower))
      try await worker.ledger.mark(MessageID("m1"), .failed(problem: tower, attempts: 2, retryAt: .nine))
      #expect(try await Self.size(test) < 4_500)
      try await worker.ledger.mark(MessageID("m1"), .setAside(SetAsideReason(code: "bulk", words: tower)))
      #expect(try await Self.size(test) < 4_500)
    }
  }

  private static func size(_ test: TestStore) async throws -> Int {
    let row = try await test.sql("SELECT * FROM mailbox_messages")[0]
    return try ["sender", "subject", "reason", "problem", "user_id", "gmail_message_id", "gmail_thread_id"]
      .map { try row.optionalText($0)?.utf8.count ?? 0 }.reduce(0, +)
  }

  @Test(arguments: Engine.available) func `pages hold every message once, latest seen first`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      _ = try await Self.mail(test, ann)
      try await test.worker(of: bob).intake.record(
        IntakeRecord(MailboxTests.seen("m0"), movingCursorTo: MailboxCursor("1"), at: .nine))
      for limit in 1...6 {
        let pages = try await PagingTests.all { try await test.store.ledger.page(of: ann, before: $0, limit: limit) }
        #expect(pages.flatMap { $0 }.map(\.messageID.rawValue) == ["m5", "m4", "m3", "m2", "m1"])
        #expect(pages.dropLast().allSatisfy { $0.count == limit })
      }
      let failed = try await test.store.ledger.page(of: ann, state: "failed", limit: 10)
      #expect(failed.items.map(\.messageID.rawValue) == ["m3"])
    }
  }

  @Test(
    arguments: Engine.available,
    [
      ("bob", ["m1"]), ("BOB@EXAMPLE", ["m1"]), ("\"B\"", ["m1"]), ("50%", ["m1"]), ("0% o", ["m1"]), ("%", ["m1"]),
      ("f_e", ["m1"]), ("_", ["m1"]), ("o_f", []), ("in bulk", ["m1"]), ("O'Hara", ["m2"]), ("'", ["m2"]),
      ("\\ p", ["m2"]),
      ("plan!", ["m2"]), ("!", ["m2"]), ("Käthe", ["m2"]), ("is slow", ["m3"]), ("example.com", ["m2", "m1"]),
      ("' OR '1'='1", []), ("", ["m5", "m4", "m3", "m2", "m1"]),
    ])
  func `a search finds these very words in sender, subject, reason or problem`(
    _ engine: Engine, _ known: (words: String, found: [String])
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      _ = try await Self.mail(test, ann)
      let page = try await test.store.ledger.page(of: ann, search: known.words, limit: 10)
      #expect(page.items.map(\.messageID.rawValue) == known.found)
    }
  }

  @Test(arguments: Engine.available) func `a search goes on over pages and keeps to a state`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await Self.mail(test, ann)
      try await worker.ledger.mark(MessageID("m2"), .setAside(SetAsideReason(code: "bulk", words: "bulk")))
      let pages = try await PagingTests.all {
        try await test.store.ledger.page(of: ann, state: "set_aside", search: "example.com", before: $0, limit: 1)
      }
      #expect(pages.flatMap { $0 }.map(\.messageID.rawValue) == ["m2", "m1"])
      #expect(try await test.store.ledger.page(of: ann, state: "failed", search: "example", limit: 5).items.isEmpty)
    }
  }

  @Test(arguments: [true, false]) func `messages are paged by their index, not sorted`(_ isFirst: Bool) async throws {
    try await Engine.sqlite.withStore { test in
      let plan = try await test.plan(LedgerStore.pageQuery(isFirst: isFirst))
      #expect(
        plan.filter { $0.hasPrefix("SEARCH") }.count == 2
          && !plan.contains { $0.contains("SCAN") || $0.contains("TEMP") }, "\(plan)")
      #expect(
        plan[0].hasPrefix("SEARCH mailbox_messages USING INDEX mailbox_messages_by_time (user_id=?"), "\(plan)")
      if !isFirst { #expect(plan[0].contains("(seen_at,gmail_message_id)<(?,?)"), "\(plan)") }
    }
  }

  // MARK: Draft it anyway

  @Test(arguments: Engine.available) func `a message the person wants drafted is worked on at once`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await Self.mail(test, ann)
      try await worker.ledger.mark(MessageID("m4"), .drafting(reason: "asks"))
      test.setClock(to: .nine(plus: 30))
      for id in ["m1", "m3"] {
        for _ in 1...2 { try await test.store.ledger.draftAnyway(MessageID(id), of: ann) }
        let entry = try #require(try await test.store.ledger.entry(for: MessageID(id), of: ann))
        #expect(entry.state == .seen)
        #expect(entry.isWanted)
        #expect(entry.attempts == 0)
        #expect(entry.seenAt == .nine)
      }
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine(plus: 30))
      let lines = try await test.store.audit.entries(of: ann, since: .nine(plus: 30), limit: 10)
      #expect(lines.map(\.action) == Array(repeating: "wanted a message answered", count: 2))
      #expect(lines.map(\.detail) == ["m3", "m1"])
      let due = try await worker.ledger.due(at: .nine(plus: 30), limit: 10)
      #expect(due.map(\.messageID.rawValue) == ["m1", "m2", "m3", "m4", "m5"])
      #expect(due.map(\.isWanted) == [true, false, true, false, false])
      #expect(try await test.store.status.workers()[0].messagesSetAside == 0)
      await #expect(throws: StorageError.alreadyDecided(state: "drafting")) {
        try await test.store.ledger.draftAnyway(MessageID("m4"), of: ann)
      }
    }
  }

  @Test(arguments: Engine.available) func `a message that has its draft, and somebody else's, cannot be wanted`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      _ = try await Self.mail(test, ann)
      try await test.proposed("d1", of: ann)
      await #expect(throws: StorageError.alreadyDecided(state: "drafted")) {
        try await test.store.ledger.draftAnyway(MessageID("m-d1"), of: ann)
      }
      await #expect(throws: StorageError.unknownMessage) {
        try await test.store.ledger.draftAnyway(MessageID("m1"), of: bob)
      }
      #expect(try await test.store.ledger.entry(for: MessageID("m1"), of: ann)?.isWanted == false)
      #expect(try await test.store.ledger.page(of: bob, limit: 10).items.isEmpty)
    }
  }
}
