import Database
import EmptyStore
import Foundation
import Secretary
import Storage
import StoreRequests
import Testing

@testable import FleetStatus

struct StatusReportTests {
  private let now = Date(timeIntervalSince1970: 1_800_000_000)
  private let ann = UserID("ann")

  private func ago(_ seconds: Double) -> Date { now.addingTimeInterval(-seconds) }

  /// A store with one user and, when given, one supervisor with one worker.
  private func report(
    heard: Double? = nil, inactive: InactiveReason? = nil, checking: Double? = nil,
    _ change: (inout WorkerStatus) -> Void = { _ in }
  ) async throws -> StatusReport {
    let path = NSTemporaryDirectory() + "secretary-status-\(UUID().uuidString).db"
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let store = try await EmptyStore.open(StoreLocation("sqlite:\(path)"))
    try await store.users.add("ann@example.com", id: ann)
    if let heard {
      var worker = WorkerStatus(
        userID: ann, supervisorID: "s1", condition: .running(said: "waiting"), since: ago(300))
      worker.pid = 77
      worker.restarts = 2
      change(&worker)
      var supervisor = SupervisorStatus(
        id: "s1", host: "box", pid: 7, version: "1", startedAt: ago(7_200), heartbeatAt: ago(heard),
        fleet: FleetSummary(counts: [.running: 1]))
      supervisor.startsPerMinute = 3
      supervisor.sandbox = "Landlock 7, filtered calls"
      try await store.status.report(
        supervisor, workers: [worker],
        usages: [WorkerUsage(userID: ann, pid: 77, residentBytes: 17_600_000, cpuSeconds: 12.34)])
    }
    if let checking {
      let holder = LeaseHolder(id: "s1", program: "secretary-supervisor", host: "box", pid: 7)
      let lease = try await store.leases.acquire([ann], holder: holder, until: .distantFuture).granted[ann]
      try await store.worker(of: ann, lease: lease).account.reportLongCheck(since: ago(checking))
    }
    let report = StatusReport(
      supervisors: try await store.status.supervisors(), workers: try await store.status.workers(),
      users: try await store.users.list(), inactive: inactive.map { [ann: $0] } ?? [:], at: now)
    await store.close()
    return report
  }

  @Test func `a running worker is told in the words of its supervisor`() async throws {
    let report = try await report(heard: 3)
    #expect(report.summary == "1 running")
    #expect(report.users.map { $0.words(at: now) } == ["waiting"])
    #expect(report.hasLivingSupervisor)
  }

  @Test(arguments: [(90.0, 300.0, true), (90, 60, false)])
  func `a check that takes unusually long is told of, unless it was another process's`(
    begun: Double, started: Double, isTold: Bool
  ) async throws {
    let report = try await report(heard: 1, checking: begun) { $0.startedAt = ago(started) }
    #expect(report.users[0].words(at: now) == (isTold ? "checking for 90s now, which is unusually long" : "waiting"))
    #expect(try StatusDocument(report).text().contains("checking_since") == isTold)
    #expect(report.users[0].checkingSince == (isTold ? ago(begun) : nil))
  }

  @Test func `what a silent supervisor last wrote is not taken for the truth`() async throws {
    let report = try await report(heard: 46)
    #expect(report.users.map(\.standing) == [.down])
    #expect(report.users.map { $0.words(at: now) } == ["no supervisor runs; starts when one does"])
    #expect(StatusTable(report, width: nil).text.contains("Supervisor on box (pid 7) is gone: last heard of 46s ago"))
    #expect(!report.hasLivingSupervisor)
  }

  @Test func `when nothing can be written, that is told, and not that a silent supervisor is gone`() async throws {
    let path = NSTemporaryDirectory() + "secretary-status-\(UUID().uuidString).db"
    defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
    let location = try StoreLocation("sqlite:\(path)")
    let first = try await EmptyStore.open(location)
    try await first.status.report(
      SupervisorStatus(
        id: "s1", host: "box", pid: 7, version: "1", startedAt: ago(7_200), heartbeatAt: ago(46), fleet: FleetSummary()),
      workers: [], usages: [])
    await first.close()
    let store = try await Store.open(location, migrating: false, patience: .milliseconds(1))
    var report = try await StatusReport.read(from: store, at: now)
    await report.askWhyNobodyReports(in: store)
    #expect(report.writingTrouble == nil)
    let other = try await SQLConnection.open(SQLiteFile(path: path, creating: false))
    _ = try await other.query("BEGIN IMMEDIATE")
    await report.askWhyNobodyReports(in: store)
    #expect(report.writingTrouble?.isTemporary == true)
    let lines = StatusTable(report, width: nil).text.split(separator: "\n")
    #expect(
      lines.prefix(2) == [
        "Nothing can be written into the store now. The database is held by another process; it is tried again.",
        "Supervisor on box (pid 7) could not say how it is for 46s",
      ])
    await other.close()
    await store.close()
  }

  @Test(arguments: [
    (nil, "no supervisor runs; starts when one does"),
    (InactiveReason.switchedOff, "switched off; starts when it is switched on"),
    (.notConnected, "its account is not connected; starts when it is connected again"),
    (.switchedOffAndNotConnected, "switched off, and its account is not connected"),
  ])
  func `why there is no worker is told, also of one that is off`(inactive: InactiveReason?, words: String) async throws
  {
    let standing = inactive.map(WorkerStanding.inactive)
    let never = try await report(inactive: inactive)
    #expect(never.users.map(\.standing) == [standing ?? .unserved])
    #expect(never.users.map { $0.words(at: now) } == [words])
    let off = try await report(heard: 1, inactive: inactive) { $0.condition = .off }
    #expect(off.users.map(\.standing) == [standing ?? .told(.off)])
    let gone = try await report(heard: 90, inactive: inactive)
    #expect(gone.users.map(\.standing) == [standing ?? .down])
  }

  @Test func `the table is aligned and says when a failed worker is tried again`() async throws {
    let report = try await report(heard: 1) { worker in
      worker.condition = .backingOff(failures: 1, fault: nil)
      (worker.lastExit, worker.lastExitLivedSeconds) = (.notStarted("no more files"), 0)
      worker.nextAttemptAt = now.addingTimeInterval(12)
    }
    #expect(
      StatusTable(report, width: nil).text == """
        Supervisor on box (pid 7), up 2h: 1 running; 3 started in the last minute; sandbox of workers: Landlock 7, filtered calls
        1 user: 1 backing off. Mail: 0 seen, 0 set aside, 0 drafted.

        USER             STATE        SINCE  LAST CHECK  NEXT CHECK  DRAFTS  RESTARTS    CPU  MEMORY  WHAT IS SO
        ann@example.com  backing off  5m     -           -                0         2  12.3s   18 MB  failed for now (not started: no more files); tried again soon (in 12s)

        """)
  }

  @Test(arguments: [200, 100, 80, 60, 40, 20, 1])
  func `no line is wider than the terminal, and the state is always there`(width: Int) async throws {
    let report = try await report(heard: 1) {
      $0.condition = .running(said: String(repeating: "long words ", count: 20))
    }
    let lines = StatusTable(report, width: width).text.split(separator: "\n")
    #expect(lines.allSatisfy { $0.count <= width })
    if width >= 40 { #expect(lines.contains { $0.hasPrefix("ann@example.com") && $0.contains("running") }) }
  }

  @Test(arguments: [
    (0.0, "0s"), (119, "119s"), (120, "2m"), (7_199, "119m"), (7_200, "2h"), (172_800, "2d"), (-5, "0s"),
  ])
  func `an age is one number and one unit`(seconds: Double, words: String) {
    #expect(StatusTable.age(from: ago(seconds), to: now) == words)
  }

  @Test(arguments: [(nil, "-"), (0.0, "0.00s"), (0.046, "0.05s"), (9.96, "9.9s"), (99.99, "99.9s"), (150, "2m")])
  func `processor time has two digits at least`(seconds: Double?, words: String) {
    #expect(StatusTable.processor(seconds) == words)
  }

  @Test func `machines get the same as JSON`() async throws {
    let text = try StatusDocument(try await report(heard: 3)).text()
    let document = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let user = try #require((document["users"] as? [[String: Any]])?.first)
    #expect(user["id"] as? String == "ann")
    #expect(user["state"] as? String == "running")
    #expect(user["pid"] as? Int == 77)
    #expect(user["restarts"] as? Int == 2)
    #expect(user["resident_bytes"] as? Int == 17_600_000)
    #expect(user["cpu_seconds"] as? Double == 12.34)
    let supervisor = try #require((document["supervisors"] as? [[String: Any]])?.first)
    #expect(supervisor["alive"] as? Bool == true)
    #expect(supervisor["starts_per_minute"] as? Double == 3)
  }

  @Test(arguments: [nil, InactiveReason.switchedOff])
  func `machines get no pid of a process that is gone, nor what it used`(inactive: InactiveReason?) async throws {
    let report = try await report(heard: 46, inactive: inactive)
    let text = try StatusDocument(report).text()
    #expect(!text.contains(#""pid" : 77"#))
    #expect(!text.contains("resident_bytes"))
    #expect(!StatusMetrics(report).text.contains("secretary_worker_cpu_seconds_total"))
  }

  @Test func `metrics name state, user and what was counted`() async throws {
    let text = StatusMetrics(try await report(heard: 3)).text
    #expect(text.contains("# TYPE secretary_workers gauge\nsecretary_workers{state=\"running\"} 1\n"))
    #expect(text.contains("secretary_supervisor_up{host=\"box\"} 1\n"))
    #expect(text.contains("secretary_worker_restarts_total{user=\"ann\"} 2\n"))
    #expect(text.contains("secretary_worker_resident_memory_bytes{user=\"ann\"} 17600000\n"))
    #expect(text.contains("secretary_worker_cpu_seconds_total{user=\"ann\"} 12.34\n"))
    #expect(text.contains("secretary_worker_starts_last_minute{host=\"box\"} 3\n"))
    #expect(!text.contains("secretary_last_check_timestamp_seconds"))
  }

  @Test func `what models took is told in all, and of today by the user's own clock`() async throws {
    var report = try await report(heard: 3)
    report.users[0].row?.models = ModelTotals(
      calls: 3, prompt: 4_000, completion: 500, cost: Cost(microUnits: 1_000_042))
    report.users[0].modelsToday = ModelTotals(calls: 1, prompt: 1_000, completion: 200, cost: Cost(microUnits: 42))
    let metrics = StatusMetrics(report).text
    #expect(metrics.contains("secretary_model_calls_total{user=\"ann\"} 3\n"))
    #expect(metrics.contains("secretary_model_tokens_total{user=\"ann\",kind=\"read\"} 4000\n"))
    #expect(metrics.contains("secretary_model_tokens_total{user=\"ann\",kind=\"written\"} 500\n"))
    #expect(metrics.contains("secretary_model_cost_total{user=\"ann\"} 1.000042\n"))
    let json = try StatusDocument(report).text()
    #expect(json.contains("\"model_cost_millionths\" : 1000042") && json.contains("\"model_tokens_today\" : 1200"))
  }

  @Test(arguments: [
    ("UTC", "2026-11-27"), ("Pacific/Auckland", "2026-11-28"), ("America/New_York", "2026-11-27"),
    ("Not/AZone", "2026-11-27"),
  ])
  func `today is the day that the user's clock shows`(zone: String, day: String) throws {
    let noon = try Date("2026-11-27T12:30:00Z", strategy: .iso8601)
    #expect(StatusReport.day(of: noon, in: zone) == day)
  }

  @Test func `days that are over are not counted as today`() async throws {
    let now = now
    let users = try await report().users
    let today = StatusReport.day(of: now, in: "UTC")
    let days = ["2001-01-01", today].map {
      ModelDay(userID: ann, day: $0, timeZone: "UTC", totals: ModelTotals(calls: $0 == today ? 1 : 7))
    }
    #expect(StatusReport.taken(days, at: now) == [ann: ModelTotals(calls: 1)])
    #expect(users[0].modelsToday == ModelTotals())
  }
}
