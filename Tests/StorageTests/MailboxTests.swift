import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct MailboxTests {
  @Test(arguments: Engine.available) func `a draft to several counts for the first of them`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      var draft = TestStore.draft(ann)
      draft.recipients.to.append(EmailAddress(address: "cleo@example.com"))
      #expect(try await worker.drafts.propose(DraftProposal(draft, placing: false)) == .saved)
      for (recipient, count) in zip(draft.recipients.to, [1, 0]) {
        let activity = try await worker.drafts.activity(
          around: MessageID("m9"), in: ThreadID("t9"), to: recipient, at: .nine(plus: 5))
        #expect(activity.toSenderToday == count)
      }
    }
  }

  @Test(arguments: Engine.available, [(86_399.0, 1), (86_400, 0)])
  func `what was drafted counts for a day`(_ engine: Engine, _ known: (seconds: Double, count: Int)) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let activity = try await test.worker(of: ann).drafts.activity(
        around: MessageID("m9"), in: draft.threadID, to: draft.recipients.to[0], at: .nine(plus: known.seconds))
      #expect(activity.inThreadToday == known.count && activity.toSenderToday == known.count)
    }
  }

  static func seen(_ ids: String...) -> [SeenMessage] {
    ids.map { SeenMessage(messageID: MessageID($0), threadID: ThreadID("t-\($0)")) }
  }

  // MARK: Intake

  @Test(arguments: Engine.available) func `mail moved to Primary is worked on again if a category had decided it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      _ = try await worker.intake.record(
        IntakeRecord(Self.seen("m1", "m2"), movingCursorTo: MailboxCursor("10"), at: .nine))
      try await worker.ledger.mark(MessageID("m1"), .setAside(SetAsideReason(code: "category", words: "Promotions.")))
      try await worker.ledger.mark(
        MessageID("m2"), .setAside(SetAsideReason(code: "newsletter", words: "A newsletter.")))
      #expect(
        try await worker.intake.record(
          IntakeRecord(Self.seen("m1", "m2"), movingCursorTo: MailboxCursor("11"), at: .nine)) == 0)
      var moved = Self.seen("m1", "m2")
      for index in moved.indices { moved[index].isMovedToPrimary = true }
      _ = try await worker.intake.record(IntakeRecord(moved, movingCursorTo: MailboxCursor("12"), at: .nine))
      let due = try await worker.ledger.due(at: .nine, limit: 9).map(\.messageID)
      #expect(due == [MessageID("m1")])
    }
  }

  @Test(arguments: Engine.available) func `a message is recorded once and keeps what was decided`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      #expect(
        try await worker.intake.record(
          IntakeRecord(Self.seen("m1", "m2"), movingCursorTo: MailboxCursor("10"), at: .nine)) == 2)
      try await worker.ledger.mark(MessageID("m1"), .setAside(SetAsideReason(code: "own-mail", words: "Ann wrote it.")))
      #expect(
        try await worker.intake.record(
          IntakeRecord(Self.seen("m1", "m2", "m3"), movingCursorTo: MailboxCursor("11"), at: .nine(plus: 60)))
          == 1
      )
      let entries = try await test.store.ledger.page(of: ann, limit: 100).items
      #expect(entries.map(\.messageID.rawValue).sorted() == ["m1", "m2", "m3"])
      let first = try #require(try await test.store.ledger.entry(for: MessageID("m1"), of: ann))
      #expect(
        first
          == LedgerEntry(
            userID: ann, messageID: MessageID("m1"), threadID: ThreadID("t-m1"),
            state: .setAside(SetAsideReason(code: "own-mail", words: "Ann wrote it.")), seenAt: .nine))
    }
  }

  @Test(arguments: Engine.available) func `the cursor is kept as the mailbox gave it`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      #expect(try await worker.intake.position() == nil)
      for cursor in ["999", "1000", "18446744073709551616", "uidvalidity:7/modseq:9"] {
        try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor(cursor), at: .nine))
        #expect(try await worker.intake.position()?.cursor == MailboxCursor(cursor))
      }
    }
  }

  @Test(arguments: Engine.available) func `rows and cursor are written together or not at all`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("10"), at: .nine))
      let taken = test.store.worker(of: ann, lease: LeaseToken("another"))
      await #expect(throws: StorageError.leaseLost) {
        try await taken.intake.record(IntakeRecord(Self.seen("m1"), movingCursorTo: MailboxCursor("11"), at: .nine))
      }
      #expect(try await test.store.ledger.page(of: ann, limit: 100).items.isEmpty)
      #expect(try await worker.intake.position()?.cursor == MailboxCursor("10"))
    }
  }

  // MARK: The ledger

  @Test(arguments: Engine.available)
  func `due is what is open, and what failed when its time has come, after what never did`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await worker.intake.record(
        IntakeRecord(Self.seen("m4", "m5"), movingCursorTo: MailboxCursor("2"), at: .nine(plus: 5)))
      try await worker.intake.record(
        IntakeRecord(Self.seen("m1", "m2", "m3"), movingCursorTo: MailboxCursor("1"), at: .nine))
      try await worker.ledger.mark(MessageID("m2"), .drafting(reason: "asks"))
      try await worker.ledger.mark(
        MessageID("m3"), .failed(problem: "No model.", attempts: 2, retryAt: .nine(plus: 30)))
      try await worker.ledger.mark(MessageID("m4"), .setAside(SetAsideReason(code: "mailing-list", words: "A list.")))
      let now = try await worker.ledger.due(at: .nine(plus: 29), limit: 10)
      #expect(now.map(\.messageID.rawValue) == ["m1", "m2", "m5"])
      #expect(now.map(\.state) == [.seen, .drafting(reason: "asks"), .seen])
      #expect(try await worker.ledger.nextRetry() == .nine(plus: 30))
      let later = try await worker.ledger.due(at: .nine(plus: 30), limit: 10)
      #expect(later.map(\.messageID.rawValue) == ["m1", "m2", "m5", "m3"])
      #expect(later[3].state == .failed(problem: "No model.", attempts: 2, retryAt: .nine(plus: 30)))
      #expect(try await worker.ledger.due(at: .nine(plus: 30), limit: 2).count == 2)
    }
  }

  @Test(arguments: Engine.available)
  func `work that was begun and never ended counts, is found as begun, and comes after the others`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await worker.intake.record(IntakeRecord(Self.seen("m1", "m2"), movingCursorTo: MailboxCursor("1"), at: .nine))
      try await worker.ledger.begin(MessageID("m1"), attempts: 3, problem: "It stopped.", at: .nine)
      try await worker.ledger.mark(MessageID("m1"), .drafting(reason: "asks"))
      let due = try await worker.ledger.due(at: .nine, limit: 10)
      #expect(due.map(\.messageID.rawValue) == ["m2", "m1"])
      #expect(due.map(\.attempts) == [0, 3])
      #expect(due.map(\.isBegun) == [false, true])
      #expect(due[1].state == .drafting(reason: "asks"))
      #expect(try await worker.ledger.begun() == [due[1]])
      try await worker.ledger.mark(MessageID("m1"), .failed(problem: "No model.", attempts: 3, retryAt: .nine))
      #expect(try await worker.ledger.begun().isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `of what failed the newest comes first`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      for number in 1...4 {
        try await worker.intake.record(
          IntakeRecord(
            Self.seen("m\(number)"), movingCursorTo: MailboxCursor("\(number)"), at: .nine(plus: Double(number))))
        if number == 3 { continue }
        try await worker.ledger.mark(
          MessageID("m\(number)"),
          .failed(problem: "p", attempts: 9 - number, retryAt: .nine(plus: Double(10 - number))))
      }
      let due = try await worker.ledger.due(at: .nine(plus: 60), limit: 3)
      #expect(due.map(\.messageID.rawValue) == ["m3", "m4", "m2"])
    }
  }

  @Test(arguments: Engine.available) func `drafts are counted by address, however it is written`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let spellings = [
        "o'b/o\"x%_\\@a/b.example", "O'B/o\"x%_\\@A/B.example", "first.last@gmail.com", "firstlast+x@googlemail.com",
        "other@a/b.example",
      ]
      for (number, address) in spellings.enumerated() {
        var draft = TestStore.draft(ann, answering: MessageID("m\(number)"), id: "draft-\(number)")
        draft.recipients.to = [EmailAddress(name: "A", address: address)]
        #expect(try await worker.drafts.propose(DraftProposal(draft, placing: false)) == .saved)
      }
      func count(_ address: String) async throws -> Int {
        try await worker.drafts.activity(
          around: MessageID("m9"), in: ThreadID("t9"), to: EmailAddress(address: address), at: .nine(plus: 5)
        ).toSenderToday
      }
      for address in spellings[0...3] { #expect(try await count(address) == 2, "\(address)") }
      #expect(try await count(spellings[4]) == 1)
      #expect(try await count("%") == 0)
      #expect(try await worker.drafts.count(since: .nine(plus: -86_400)) == 5)
      #expect(try await worker.drafts.count(since: .nine(plus: 86_400)) == 0)
    }
  }

  @Test(arguments: Engine.available) func `a check that takes long is told of until it is reported`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      func since() async throws -> Date? { try await test.store.status.workers(of: ann).first?.checkingSince }
      for begun in [Date.nine, .nine(plus: 60)] {
        try await worker.account.reportLongCheck(since: begun)
        #expect(try await since() == begun)
        try await worker.account.report(WorkerCheckReport(checkedAt: begun, nextCheckAt: nil, activity: .waiting))
        #expect(try await since() == nil)
        try await worker.account.reportLongCheck(since: begun)
        #expect(try await since() == nil)
      }
    }
  }

  @Test(arguments: Engine.available) func `a decided message stays decided, an unknown one is told`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let worker = try await test.worker(of: try await test.activeUser())
      try await worker.intake.record(IntakeRecord(Self.seen("m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
      try await worker.ledger.mark(MessageID("m1"), .setAside(SetAsideReason(code: "own-mail", words: "own")))
      await #expect(throws: StorageError.alreadyDecided(state: "set_aside")) {
        try await worker.ledger.mark(MessageID("m1"), .drafting(reason: "asks"))
      }
      await #expect(throws: StorageError.unknownMessage) {
        try await worker.ledger.mark(MessageID("m9"), .failed(problem: "p", attempts: 1, retryAt: .nine))
      }
    }
  }

  @Test(arguments: Engine.available) func `people can search the ledger by state and by words`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(
        IntakeRecord(Self.seen("m1", "m2", "m3", "m4"), movingCursorTo: MailboxCursor("1"), at: .nine))
      let list = SetAsideReason(code: "mailing-list", words: "It came through a list, 100% sure.")
      try await worker.ledger.mark(MessageID("m1"), .setAside(list))
      try await worker.ledger.mark(MessageID("m2"), .setAside(list))
      try await worker.ledger.mark(MessageID("m3"), .setAside(SetAsideReason(code: "own-mail", words: "own_mail")))
      let ledger = test.store.ledger
      func found(_ words: String) async throws -> Int {
        try await ledger.page(of: ann, search: words, limit: 100).items.count
      }
      #expect(try await ledger.page(of: ann, state: "seen", limit: 100).items.map(\.messageID) == [MessageID("m4")])
      #expect(try await ledger.page(of: ann, state: "set_aside", limit: 100).items.count == 3)
      #expect(try await found("THROUGH a list") == 2)
      #expect(try await found("0% s") == 2)
      #expect(try await found("l_st") == 0)
      #expect(try await found("n_m") == 1)
      #expect(try await ledger.page(of: ann, limit: 3).items.count == 3)
    }
  }

  // MARK: Drafts

  @Test(arguments: Engine.available) func `a message gets one draft, ever`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(IntakeRecord(Self.seen("m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
      var draft = TestStore.draft(ann)
      #expect(try await worker.drafts.propose(DraftProposal(draft, placing: true)) == .saved)
      draft.placement = .wanted
      #expect(
        try await worker.drafts.propose(DraftProposal(TestStore.draft(ann, id: "draft-2"), placing: true))
          == .alreadyThere(draft))
      #expect(
        try await test.store.drafts.page(of: ann, statuses: Set(DraftStatus.allCases), limit: 100).items == [draft])
      #expect(
        try await test.store.ledger.entry(for: MessageID("m1"), of: ann)?.state
          == .drafted(reason: "A person asks Ann."))
      try await test.store.decisions.dismiss(draft.id, of: ann).get()
      let again = try await worker.drafts.propose(DraftProposal(TestStore.draft(ann, id: "draft-3"), placing: true))
      guard case .alreadyThere(let there) = again else { return #expect(Bool(false), "\(again)") }
      #expect(there.status == .dismissed)
    }
  }

  @Test(arguments: Engine.available) func `a draft and its message's verdict are saved together`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(IntakeRecord(Self.seen("m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
      _ = try await worker.drafts.propose(DraftProposal(TestStore.draft(ann), placing: false))
      // The same draft id for another message cannot be saved: neither can that message be called drafted.
      try await worker.intake.record(IntakeRecord(Self.seen("m2"), movingCursorTo: MailboxCursor("2"), at: .nine))
      await #expect(throws: StorageError.self) {
        try await worker.drafts.propose(DraftProposal(TestStore.draft(ann, answering: MessageID("m2")), placing: false))
      }
      #expect(try await test.store.ledger.entry(for: MessageID("m2"), of: ann)?.state == .seen)
    }
  }

  @Test(arguments: Engine.available) func `off means off, even for a draft that is already written`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      for (name, switchOff) in [
        ("ann", { try await test.store.settings.setEnabled(false, for: $0) }),
        ("bob", { try await test.store.credentials.wipe($0, because: "withdrawn") }),
      ] as [(String, (UserID) async throws -> Void)] {
        let user = try await test.activeUser(name)
        let worker = try await test.worker(of: user)
        try await worker.intake.record(IntakeRecord(Self.seen("m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
        try await worker.ledger.mark(MessageID("m1"), .drafting(reason: "asks"))
        try await switchOff(user)
        #expect(try await worker.drafts.propose(DraftProposal(TestStore.draft(user), placing: true)) == .switchedOff)
        #expect(
          try await test.store.drafts.page(of: user, statuses: Set(DraftStatus.allCases), limit: 100).items.isEmpty)
        let state = try await test.store.ledger.entry(for: MessageID("m1"), of: user)?.state
        #expect(state == .drafting(reason: "asks"))
      }
    }
  }
}
