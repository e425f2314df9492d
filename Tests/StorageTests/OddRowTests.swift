import Database
import FoundationEssentials
import SQLErrors
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Rows that other programs wrote, or that a hand put in: one that cannot be understood concerns its user alone.
@Suite struct OddRowTests {
  /// As rows of before the triggers, or of a program that switched them off.
  private func damage(_ test: TestStore, _ statement: String) async throws {
    let triggers = try await test.sql(
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%readable%'")
    for trigger in triggers { _ = try await test.sql("DROP TRIGGER \(try trigger.text("name"))") }
    _ = try await test.sql(statement)
  }

  @Test(arguments: [
    ("agent_settings", "check_interval_seconds", "60.5"), ("agent_settings", "check_interval_seconds", "'often'"),
    ("agent_settings", "check_interval_seconds", "1e300"),
    ("agent_settings", "check_requested_at", "'2026-11-03T09:05:00+01:00'"),
    ("agent_settings", "check_requested_at", "'now'"), ("agent_settings", "check_requested_at", "1793696400"),
    ("agent_settings", "version", "'new'"), ("gmail_credentials", "version", "1.5"),
  ])
  func `whom an odd row is about is wanted with the reason, and all others as ever`(
    _ table: String, _ column: String, _ value: String
  ) async throws {
    try await Engine.sqlite.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      try await damage(test, "UPDATE \(table) SET \(column) = \(value) WHERE user_id = 'ann'")
      let wanted = try await test.store.settings.wanted()
      #expect(wanted.map(\.userID) == [ann, bob])
      let allowed =
        switch column {
        case "version": "a whole number"
        case "check_requested_at": "a time such as"
        default: "a whole number of seconds"
        }
      #expect(wanted[0].unreadable?.contains("\(table).\(column) cannot be understood: it must be \(allowed)") == true)
      #expect(wanted[1].unreadable == nil)
    }
  }

  @Test(arguments: [
    "state = 'dreaming'", "state_since = 'today'", "reason = 'a whim', state = 'held'", "pid = 'one'",
    "started_at = 'x'",
    "ready_at = 'x'", "heartbeat_at = '2026-11-03T09:05:00+01:00'", "settings_version = 1.5", "restarts = 'many'",
    "restarts_last_day = 0.5", "last_end = 'badly'", "last_exit_at = 'x'", "last_exit_lived_seconds = 'long'",
    "next_attempt_at = 'soon'", "resident_bytes = 'much'", "cpu_seconds = 'some'", "last_check_at = 'x'",
    "next_check_at = 'x'", "checks = 'x'", "messages_seen = 'x'", "messages_set_aside = 'x'", "messages_failed = 'x'",
    "drafts_written = 'x'", "quota_units = 'x'", "last_quota_units = 'x'", "checking_since = 'x'",
    "limit_seconds = 'x'", "failures = 'x'", "model_calls = 'x'", "model_cost = 0.5",
  ])
  func `a status row that cannot be understood hides nobody else`(_ damage: String) async throws {
    try await Engine.sqlite.withStore { test in
      let supervisor = SupervisorStatus(
        id: "s", host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      var workers: [WorkerStatus] = []
      for name in ["ann", "bob"] {
        workers.append(
          WorkerStatus(
            userID: try await test.activeUser(name), supervisorID: "s", condition: .waiting(.turn), since: .nine))
      }
      try await test.store.status.report(supervisor, workers: workers)
      _ = try await test.sql("UPDATE worker_status SET \(damage) WHERE user_id = 'ann'")
      let lines = try await test.store.status.workers()
      #expect(lines.map(\.address) == ["ann@gmail.com", "bob@gmail.com"])
      #expect(lines[0].unreadable.map(damage.contains) == true)
      let counts = [
        lines[0].checks, lines[0].messagesSeen, lines[0].messagesSetAside, lines[0].messagesFailed,
        lines[0].draftsWritten, lines[0].quotaUnits, lines[0].lastQuotaUnits,
      ]
      #expect(counts.allSatisfy { $0 == 0 })
      #expect(lines[1].worker == workers[1])
      #expect(lines[1].unreadable == nil)
    }
  }

  @Test(arguments: ["heartbeat_at = 'x'", "started_at = '2026-11-03T09:05:00+01:00'", "pid = 'one'", "workers = '[]'"])
  func `a supervisor's odd row is left out until it writes it anew`(_ damage: String) async throws {
    try await Engine.sqlite.withStore { test in
      let supervisor = SupervisorStatus(
        id: "s", host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      var other = supervisor
      other.id = "t"
      try await test.store.status.report(other, workers: [])
      try await test.store.status.report(supervisor, workers: [])
      _ = try await test.sql("UPDATE supervisors SET \(damage) WHERE id = 's'")
      #expect(try await test.store.status.supervisors() == [other])
      try await test.store.status.report(supervisor, workers: [])
      #expect(try await test.store.status.supervisors() == [supervisor, other])
    }
  }

  @Test(arguments: [
    "lease_holders SET pid = 'one'", "lease_holders SET pid = 99999999999", "lease_holders SET expires_at = 'never'",
    "worker_leases SET acquired_at = 'x'",
  ])
  func `a lease that nobody can read keeps nobody from theirs`(_ damage: String) async throws {
    try await Engine.sqlite.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let leases = test.store.leases
      _ = try await leases.acquire([ann], holder: RunningTests.other, until: .nine(plus: 60))
      _ = try await test.sql("UPDATE \(damage)")
      #expect(try await leases.holders().count <= 1)
      let answer = try await leases.acquire([ann, bob], holder: TestStore.supervisor, until: .nine(plus: 60))
      #expect(Set(answer.granted.keys) == [ann, bob])
    }
  }

  @Test func `everybody is listed, whenever they came`() async throws {
    try await Engine.sqlite.withStore { test in
      for name in ["ann", "bob"] { _ = try await test.connectedUser(name) }
      try await damage(test, "UPDATE users SET created_at = 'long ago' WHERE id = 'ann'")
      #expect(try await test.store.users.list().map(\.createdAt) == [nil, .nine])
    }
  }

  /// The worker reads all of its user's rows and says in the status what is wrong; `78` then holds that user.
  @Test(arguments: [
    ("gmail_credentials", "token_expiry", "'x'"), ("gmail_credentials", "granted_scopes", "'{}'"),
    ("agent_settings", "undo_seconds", "20.5"), ("agent_settings", "active_agents", "'[\"email_secretary\", 5]'"),
  ])
  func `a worker is told the column of its user's that it cannot read`(
    _ table: String, _ column: String, _ value: String
  ) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      try await damage(test, "UPDATE \(table) SET \(column) = \(value)")
      let worker = test.store.worker(of: ann, lease: nil)
      let error = await #expect(throws: StorageError.self) { try await worker.account.rows() }
      guard case .damagedSettings(column, _) = error else { throw try #require(error) }
    }
  }

  @Test(arguments: [
    "UPDATE agent_settings SET check_interval_seconds = 60.5", "UPDATE agent_settings SET check_interval_seconds = 'x'",
    "UPDATE agent_settings SET undo_seconds = 20.5", "UPDATE agent_settings SET active_agents = '{}'",
    "UPDATE agent_settings SET active_agents = '[5]'", "UPDATE agent_settings SET version = 'x'",
    "UPDATE agent_settings SET check_requested_at = '2026-11-03T09:05:00+01:00'",
    "UPDATE agent_settings SET check_requested_at = '2026-13-03T09:05:00Z'",
    "UPDATE agent_settings SET check_requested_at = '2026-11-03T24:00:00Z'",
    "UPDATE agent_settings SET check_requested_at = '2026-11-03'", "UPDATE agent_settings SET check_requested_at = 17",
    "UPDATE agent_settings SET check_requested_at = '2026-11-03T09:05:00.Z'",
    "UPDATE gmail_credentials SET token_expiry = 'x'", "UPDATE gmail_credentials SET granted_scopes = '\"a b\"'",
    "UPDATE users SET created_at = 1793696400",
    "INSERT INTO agent_settings (user_id, check_interval_seconds) VALUES ('bob', 60.5)",
    "INSERT INTO users (id, email_address, created_at) VALUES ('eve', 'eve@example.com', 'today')",
  ])
  func `the schema refuses what the code could not read`(_ statement: String) async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      _ = try await test.store.users.add("bob@example.com", id: UserID("bob"))
      let error = await #expect(throws: SQLError.self) { try await test.sql(statement) }
      #expect(error?.code == .constraint)
      #expect(error?.detail.contains(" must be ") == true)
    }
  }

  @Test(arguments: [
    "2026-11-03T09:05:00.000Z", "2026-11-03 09:05:00", "2026-11-03T09:05:00Z", "2026-11-03 09:05:00.123456+00",
    "2026-11-03T09:05:00.1234567890123+00:00",
  ])
  func `every time that is taken is read`(_ text: String) async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      _ = try await test.sql("UPDATE agent_settings SET check_requested_at = '\(text)'")
      let wanted = try await test.store.settings.wanted()[0]
      #expect(wanted.unreadable == nil)
      #expect(wanted.checkRequestedAt.map { abs($0.timeIntervalSince(.nine) - 300) < 1 } == true)
    }
  }

  @Test func `a row from before is mended column by column`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let older = try await SQLConnection.open(SQLiteFile(path: location.path, creating: true))
      try await older.migrate(Array(SQLiteSchema.migrations.prefix(17)))
      for statement in [
        "INSERT INTO users VALUES ('ann', 'ann@example.com', NULL, 'long ago')",
        "INSERT INTO agent_settings (user_id, check_interval_seconds, check_requested_at) VALUES ('ann', 60.5, 'x')",
      ] { _ = try await older.query(statement) }
      await older.close()
      let test = try await TestStore(location: location)
      _ = try await test.sql("UPDATE agent_settings SET check_interval_seconds = 60")
      _ = try await test.sql("UPDATE agent_settings SET signature = 'Ann'")
      #expect(try await test.store.settings.settings(of: UserID("ann"))?.checkIntervalSeconds == 60)
      await test.store.close()
    }
  }
}
