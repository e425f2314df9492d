import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Leases, status and the ticket: what supervisor and worker tell each other.
@Suite struct RunningTests {
  static let other = LeaseHolder(id: "supervisor-2", program: "secretary-supervisor", host: "mail2", pid: 200)

  @Test(arguments: Engine.available) func `a user is served by one holder, and the others learn by whom`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let leases = test.store.leases
      let mine = try await leases.acquire(
        [ann, UserID("nobody")], holder: TestStore.supervisor, until: .nine(plus: 60))
      #expect(Set(mine.granted.keys) == [ann])
      #expect(mine.refused.isEmpty)
      let theirs = try await leases.acquire([ann, bob], holder: Self.other, until: .nine(plus: 60))
      #expect(Set(theirs.granted.keys) == [bob])
      let lease = Lease(userID: ann, holder: TestStore.supervisor, acquiredAt: .nine, expiresAt: .nine(plus: 60))
      #expect(theirs.refused == [ann: lease])
      #expect("\(lease.holder)" == "secretary-supervisor on mail1 (pid 100)")
      #expect(try await leases.holders() == [TestStore.supervisor, Self.other])
    }
  }

  @Test(arguments: Engine.available) func `an expired lease is free, a renewed one is not`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let leases = test.store.leases
      _ = try await leases.acquire([ann, bob], holder: TestStore.supervisor, until: .nine(plus: 60))
      // As many as it knows of, so there is nothing to be told.
      #expect(try await leases.renew(TestStore.supervisor, until: .nine(plus: 90), holding: 2) == nil)
      #expect(try await leases.renew(TestStore.supervisor, until: .nine(plus: 90), holding: 3) == [ann, bob])
      test.setClock(to: .nine(plus: 89))
      #expect(try await leases.acquire([ann], holder: Self.other, until: .nine(plus: 600)).granted.isEmpty)
      test.setClock(to: .nine(plus: 90))
      #expect(try await leases.acquire([ann], holder: Self.other, until: .nine(plus: 600)).granted.count == 1)
      #expect(try await leases.renew(TestStore.supervisor, until: .nine(plus: 600), holding: 2) == [bob])
    }
  }

  @Test func `renewing writes one row, however many leases there are, and a holder is forgotten with its last`()
    async throws
  {
    try await Engine.sqlite.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let leases = test.store.leases
      let mine = try await leases.acquire([ann, bob], holder: TestStore.supervisor, until: .nine(plus: 60))
      _ = try await test.sql(
        "CREATE TRIGGER untouched BEFORE UPDATE ON worker_leases BEGIN SELECT RAISE(ABORT, 'touched'); END")
      _ = try await leases.renew(TestStore.supervisor, until: .nine(plus: 90), holding: 2)
      try await leases.release(ann, token: try #require(mine.granted[ann]))
      #expect(try await test.sql("SELECT id FROM lease_holders").count == 1)
      try await leases.release(bob, token: try #require(mine.granted[bob]))
      #expect(try await test.sql("SELECT id FROM lease_holders").isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `a released lease is free, and only its token releases it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let leases = test.store.leases
      let mine = try await leases.acquire([ann], holder: TestStore.supervisor, until: .nine(plus: 60))
      try await leases.release(ann, token: LeaseToken("guessed"))
      #expect(try await leases.holders() == [TestStore.supervisor])
      try await leases.release(ann, token: try #require(mine.granted[ann]))
      #expect(try await leases.holders().isEmpty)
      _ = try await leases.acquire([ann], holder: TestStore.supervisor, until: .nine(plus: 60))
      try await leases.release(all: TestStore.supervisor.id)
      #expect(try await leases.acquire([ann], holder: Self.other, until: .nine(plus: 60)).granted.count == 1)
    }
  }

  @Test(arguments: Engine.available) func `the token of one user opens no other user's mailbox`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let lease = try await test.lease(of: ann)
      let worker = test.store.worker(of: bob, lease: lease)
      await #expect(throws: StorageError.leaseLost) {
        try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("1"), at: .nine))
      }
    }
  }

  @Test(arguments: Engine.available) func `supervisor and worker each keep their half of a status row`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      var supervisor = SupervisorStatus(
        id: "supervisor-1", host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine,
        fleet: FleetSummary(counts: [.running: 1, .backingOff: 2], breakerIsClosed: false))
      supervisor.startsPerMinute = 0.5
      supervisor.openFiles = 12
      supervisor.openFilesLimit = 1024
      supervisor.sandbox = "Landlock 7, filtered calls"
      var worker = WorkerStatus(
        userID: ann, supervisorID: "supervisor-1", condition: .running(said: "waiting for mail"), since: .nine)
      worker.pid = 101
      worker.startedAt = .nine
      worker.readyAt = .nine(plus: 1)
      worker.heartbeatAt = .nine(plus: 2)
      worker.settingsVersion = 1
      worker.restarts = 3
      worker.restartsLastDay = 2
      worker.lastExit = .signal(9)
      worker.lastExitAt = .nine(plus: -5)
      worker.lastExitLivedSeconds = 12.5
      worker.nextAttemptAt = .nine(plus: 9)
      worker.residentBytes = 3_600_000
      worker.cpuSeconds = 0.04
      let served = try await test.worker(of: ann)
      let check = WorkerCheckReport(
        checkedAt: .nine(plus: 3), nextCheckAt: .nine(plus: 63), activity: .waiting,
        problem: "The model is slow.", failed: 1, quotaUnits: 40)
      try await served.account.report(check)
      let gone = WorkerStatus(userID: UserID("deleted"), supervisorID: nil, condition: .off, since: nil)
      let usage = WorkerUsage(userID: ann, pid: 101, residentBytes: 3_600_000, cpuSeconds: 0.0412)
      try await test.store.status.report(supervisor, workers: [worker, gone], usages: [usage])
      try await served.account.report(check)
      #expect(try await test.store.status.supervisors() == [supervisor])
      #expect(
        try await test.store.status.workers() == [
          WorkerStatusLine(
            worker: worker, address: "ann@gmail.com", wantedSettingsVersion: 1, lastCheckAt: .nine(plus: 3),
            nextCheckAt: .nine(plus: 63), activity: .waiting, problem: "The model is slow.",
            checks: 2, messagesSeen: 0, messagesSetAside: 0, messagesFailed: 2, draftsWritten: 0, quotaUnits: 80,
            lastQuotaUnits: 40)
        ])
      try await served.account.report(
        WorkerCheckReport(checkedAt: .nine(plus: 4), nextCheckAt: nil, activity: .waiting))
      let line = try #require(try await test.store.status.workers().first)
      #expect(line.quotaUnits == 80 && line.lastQuotaUnits == 0 && line.messagesFailed == 2)
      try await test.store.status.removeSupervisor("supervisor-1")
      #expect(try await test.store.status.supervisors().isEmpty)
      #expect(try await test.store.status.workers()[0].worker.supervisorID == nil)
    }
  }

  @Test(arguments: Engine.available) func `what a process used is its own and goes with it`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let supervisor = SupervisorStatus(
        id: "s", host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      var worker = WorkerStatus(userID: ann, supervisorID: "s", condition: .running(said: nil), since: .nine)
      func told(_ usages: [WorkerUsage]) async throws -> [Int?] {
        try await test.store.status.report(supervisor, workers: [worker], usages: usages)
        return try await test.store.status.workers().map(\.worker.residentBytes)
      }
      let usage = WorkerUsage(userID: ann, pid: 101, residentBytes: 5, cpuSeconds: 1)
      worker.pid = 101
      #expect(try await told([usage]) == [5])
      worker.condition = .running(said: "another word, the same process")
      #expect(try await told([]) == [5])
      worker.pid = 102
      #expect(try await told([]) == [nil])
      #expect(try await told([usage]) == [nil])
    }
  }

  @Test(arguments: Engine.available) func `a supervisor that lost a user to another says nothing about them any more`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let status = test.store.status
      func supervisor(_ id: String) -> SupervisorStatus {
        SupervisorStatus(id: id, host: id, pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      }
      func say(_ id: String, pid: Int32, bytes: Int) async throws {
        var worker = WorkerStatus(userID: ann, supervisorID: id, condition: .running(said: id), since: .nine)
        worker.pid = pid
        try await status.report(
          supervisor(id), workers: [worker],
          usages: [WorkerUsage(userID: ann, pid: pid, residentBytes: bytes, cpuSeconds: nil)])
      }
      func told() async throws -> [String?] { try await status.workers().map(\.worker.supervisorID) }
      let holders = ["here", "there"].map { LeaseHolder(id: $0, program: "secretary-supervisor", host: $0, pid: 1) }
      try await say("here", pid: 7, bytes: 1)
      try await say("there", pid: 7, bytes: 2)
      #expect(try await told() == ["there"])
      #expect(try await test.store.leases.acquire([ann], holder: holders[1], until: .nine(plus: 60)).granted.count == 1)
      try await say("here", pid: 7, bytes: 3)
      #expect(try await told() == ["there"])
      #expect(try await status.workers().map(\.worker.residentBytes) == [2])
      // A lease that ran out keeps nobody from telling.
      test.setClock(to: .nine(plus: 61))
      try await say("here", pid: 7, bytes: 3)
      #expect(try await told() == ["here"])
      // Nor does that of a worker by hand, who tells nothing of the kind.
      let hand = LeaseHolder(id: "hand", program: "secretary-worker", host: "here", pid: 1)
      #expect(try await test.store.leases.acquire([ann], holder: hand, until: .nine(plus: 160)).granted.count == 1)
      try await say("there", pid: 7, bytes: 4)
      #expect(try await told() == ["there"])
    }
  }

  @Test(arguments: Engine.available) func `what became of messages is counted as it happens, without any report`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser("ann")
      let worker = try await test.worker(of: ann)
      let ids = ["m1", "m2", "m3", "m4"].map { MessageID($0) }
      let seen = ids.map { SeenMessage(messageID: $0, threadID: ThreadID("t")) }
      for _ in 1...2 {
        try await worker.intake.record(IntakeRecord(seen, movingCursorTo: MailboxCursor("9"), at: .nine))
      }
      try await worker.ledger.mark(ids[0], .setAside(SetAsideReason(code: "bulk", words: "It was sent in bulk.")))
      try await worker.ledger.mark(ids[1], .drafting(reason: "asks"))
      _ = try await worker.drafts.propose(
        DraftProposal(TestStore.draft(ann, answering: ids[1], id: "draft-1"), placing: false))
      let line = try await test.store.status.workers()[0]
      #expect([line.messagesSeen, line.messagesSetAside, line.draftsWritten] == [4, 1, 1])
    }
  }

  @Test func `a ticket travels as one line and shows no key when printed`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.connectedUser()
      let ticket = WorkerTicket(
        user: ann, address: "ann@example.com", lease: LeaseToken.random(), keys: try test.keys(ann),
        intervalSeconds: 300)
      let line = try ticket.line()
      #expect(line.last == UInt8(ascii: "\n"))
      #expect(line.count { $0 == UInt8(ascii: "\n") } == 1)
      let text = String(decoding: line, as: UTF8.self)
      #expect(text.contains("\"interval_seconds\":300"))
      let read = try #require(WorkerTicket(line: line))
      #expect(read == ticket)
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      #expect(try credential.open(with: read.keys) == TestStore.tokens)
      #expect("\(ticket)".contains("‹sealed›"))
      #expect(WorkerTicket(line: Array("{}".utf8)) == nil)
      #expect(WorkerTicket(line: []) == nil)
    }
  }

  @Test func `lease tokens are 128 bits that do not repeat`() {
    let tokens = Set((0..<1000).map { _ in LeaseToken.random().rawValue })
    #expect(tokens.count == 1000)
    #expect(tokens.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
  }
}
