import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// What workers are doing, as rows hold it.
@Suite struct WorkerConditionTests {
  @Test func `a worker begins without a restart, and what it uses is told to the hundredth of a second`() {
    let status = WorkerStatus(userID: UserID("ann"), supervisorID: nil, condition: .off, since: nil)
    #expect(status.restarts == 0 && status.restartsLastDay == 0)
    #expect(WorkerCheckReport(checkedAt: .nine, nextCheckAt: nil, activity: .waiting).failed == 0)
    for (used, told) in [(1.234, 1.23), (1.235, 1.24), (0.004, 0), (100, 100)] {
      #expect(WorkerUsage(userID: UserID("ann"), pid: 7, residentBytes: nil, cpuSeconds: used).cpuSeconds == told)
    }
  }

  private static let supervisor = SupervisorStatus(
    id: "s", host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)

  @Test(
    arguments: [
      .off, .waiting(.lease), .waiting(.otherSupervisor("hand on mail2 (pid 7)")), .waiting(.turn),
      .waiting(.commonPause), .waiting(.probes), .waiting(.limit("no more processes")), .starting(within: .seconds(60)),
      .running(said: nil),
      .running(said: "Checking the worker."), .stopping(.switchedOff, within: .milliseconds(2_500)),
      .stopping(.settingsChanged, within: nil), .stopping(.leaseLost, within: nil), .stopping(.shutdown, within: nil),
      .stopping(.startTooLong, within: nil), .stopping(.silent, within: nil), .backingOff(failures: 0, fault: nil),
      .backingOff(failures: 7, fault: .silent), .held(.needsUser), .held(.badSettings),
      .held(.unreadable("version cannot be understood")),
    ] as [WorkerCondition])
  func `every condition is read as it was written`(_ condition: WorkerCondition) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      var worker = WorkerStatus(
        userID: ann, supervisorID: "s", condition: .waiting(.otherSupervisor("before")), since: nil)
      try await test.store.status.report(Self.supervisor, workers: [worker])
      worker.condition = condition
      try await test.store.status.report(Self.supervisor, workers: [worker])
      #expect(try await test.store.status.workers().map(\.worker) == [worker])
    }
  }

  @Test(
    arguments: [.code(70), .signal(9), .notStarted("no more files: 56 of 56"), .notStarted(""), .vanished]
      as [WorkerExit])
  func `every end is read as it was written`(_ exit: WorkerExit) {
    #expect(WorkerExitText.decode(WorkerExitText.encode(exit)) == exit)
  }

  @Test(arguments: ["", "code", "code x", "code 1 2", "signal 99999999999", "not ready: x", "gone", "vanished "])
  func `what is no end is none`(_ text: String) {
    #expect(WorkerExitText.decode(text) == nil)
  }

  @Test(arguments: [
    "UPDATE worker_status SET reason = 'a whim' WHERE state = 'waiting'",
    "UPDATE worker_status SET state = 'dreaming'", "UPDATE worker_status SET last_end = 'badly'",
  ])
  func `a row that no supervisor could have written is told as such, never a guess`(_ damage: String) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let worker = WorkerStatus(userID: ann, supervisorID: "s", condition: .waiting(.turn), since: nil)
      try await test.store.status.report(Self.supervisor, workers: [worker])
      _ = try await test.store.connection.sql.query(damage)
      let line = try await test.store.status.workers()[0]
      #expect(line.unreadable.map { damage.contains("SET \($0) =") } == true)
      #expect(line.worker.userID == ann)
      #expect(line.address == "ann@gmail.com")
    }
  }

  /// The supervisor of before may be running when its tables get their new columns, and goes on writing what it knows.
  @Test(
    arguments: [
      ("off", "switched off", .off), ("waiting", "waits for its turn", .waiting(.turn)),
      ("starting", "is starting", .starting(within: .seconds(60))), ("running", "running: idle", .running(said: nil)),
      ("stopping", "is stopping", .stopping(.shutdown, within: nil)),
      ("backing_off", "crashed", .backingOff(failures: 0, fault: nil)),
      ("held", "Google access was withdrawn; starts when the account is connected again", .held(.needsUser)),
      ("held", "its settings cannot be worked with", .held(.badSettings)),
    ] as [(String, String, WorkerCondition)])
  func `rows of before are read, too`(_ state: String, _ words: String, _ condition: WorkerCondition) async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let older = try await SQLConnection.open(SQLiteFile(path: location.path, creating: true))
      try await older.migrate(Array(SQLiteSchema.migrations.prefix(4)))
      let time = "'2026-01-01T00:00:00.000Z'"
      for statement in [
        "INSERT INTO users (id, email_address, created_at) VALUES ('ann', 'ann@example.com', \(time))",
        """
        INSERT INTO worker_status (user_id, state, words, last_exit, activity)
        VALUES ('ann', '\(state)', '\(words)', 'signal 9, killed', 'Outside business hours.')
        """,
        """
        INSERT INTO supervisors (id, host, pid, version, started_at, heartbeat_at, words)
        VALUES ('s', 'mail1', 1, '1', \(time), \(time), '1 running')
        """,
      ] { _ = try await older.query(statement) }
      await older.close()
      let store = try await Store.open(location, migrating: true)
      let line = try #require(try await store.status.workers().first)
      #expect(line.worker.condition == condition)
      #expect(line.worker.lastExit == nil && line.activity == nil)
      #expect(try await store.status.supervisors().map(\.fleet) == [FleetSummary()])
      await store.close()
    }
  }
}
