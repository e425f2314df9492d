import Database
import Foundation
import Glibc
import ManualTime
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Supervisor

@MainActor @Suite struct SupervisorTests {
  let ann = UserID("ann")
  let bob = UserID("bob")

  @Test func `a user who is connected and switched on gets a worker with a ticket that proves the lease`() async throws
  {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      let ticket = try #require(stage.launcher.tickets[ann])
      #expect(ticket.user == ann)
      #expect(ticket.intervalSeconds == 300)
      let keys = try stage.keys.keys(forUser: "ann")
      #expect(ticket.keys == keys)
      // Only the holder of the lease may write.
      try await stage.store.worker(of: ann, lease: ticket.lease).intake.record(
        IntakeRecord(
          [], movingCursorTo: MailboxCursor("7"), at: Date()))
    }
  }

  @Test func `switching on is seen at the next look, and switching off stops the worker`() async throws {
    try await Stage.with { stage in
      try await stage.connect(ann)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      try await stage.store.settings.setEnabled(false, for: ann)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGTERM))
      stage.events.post(.exited(pid: 101, .code(0)))
      #expect(try await stage.status(of: ann) { $0.condition == .off } != nil)
      #expect(try await stage.store.leases.holders().isEmpty)
    }
  }

  @Test func `a worker that had completed a cycle is replaced the moment it ends, without any time passing`()
    async throws
  {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true, completedCycle: true), from: 101)
      stage.events.post(.exited(pid: 101, .signal(SIGKILL)))
      #expect(await stage.nextOrder() == .launch(ann, pid: 102))
      #expect(stage.launcher.forgotten == [101])
    }
  }

  @Test func `a check that was asked for becomes SIGUSR1`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true), from: 101)
      try await stage.store.settings.requestCheck(of: ann)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGUSR1))
    }
  }

  @Test func `a changed interval reaches the worker by a restart`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true), from: 101)
      var settings = try #require(try await stage.store.settings.settings(of: ann))
      settings.checkIntervalSeconds = 20
      try await stage.store.settings.save(settings)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGTERM))
      stage.events.post(.exited(pid: 101, .code(0)))
      #expect(await stage.nextOrder() == .launch(ann, pid: 102))
      #expect(stage.launcher.tickets[ann]?.intervalSeconds == 20)
    }
  }

  @Test func `what a worker says before the launcher tells of its start is not lost`() async throws {
    try await Stage.with { stage in
      stage.launcher.untold = []
      try await stage.connect(ann)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true, status: "at work"), from: 101)
      #expect(try await stage.status(of: ann) { $0.condition.state == .starting } != nil)
      for event in stage.launcher.untold ?? [] { stage.events.post(event) }
      #expect(try await stage.status(of: ann) { $0.condition == .running(said: "at work") } != nil)
    }
  }

  @Test func `a supervisor that stops waits for the worker that is just being started, and ends it`() async throws {
    try await Stage.with { stage in
      stage.launcher.untold = []
      try await stage.connect(ann)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.events.post(.stop)
      for event in stage.launcher.untold ?? [] { stage.events.post(event) }
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGTERM))
    }
  }

  @Test func `the launcher is told how many workers are to run`() async throws {
    try await Stage.with(users: [ann, bob]) { stage in
      for _ in 0..<2 { _ = await stage.nextOrder() }
      #expect(stage.launcher.expected == 2)
    }
  }

  @Test func `what a launch is refused with stands in the status, with the next attempt`() async throws {
    try await Stage.with { stage in
      stage.launcher.refusal = LaunchRefusal(words: "no more files")
      try await stage.connect(ann)
      let status = try #require(
        try await stage.status(of: ann) { $0.lastExit == .notStarted("no more files") && $0.state == .backingOff })
      #expect(status.nextAttemptAt != nil)
    }
  }

  @Test func `whoever finds no room under a limit waits for it, by name, and is no crash`() async throws {
    try await Stage.with { stage in
      stage.launcher.refusal = LaunchRefusal(words: "no more processes", cause: .limit)
      try await stage.connect(ann)
      let status = try #require(
        try await stage.status(of: ann) { $0.condition == .waiting(.limit("no more processes")) })
      #expect(status.nextAttemptAt != nil)
      stage.launcher.refusal = nil
      for _ in 0..<Int(RestartPolicy(startingAtOnce: 4).limitPause / .seconds(1)) { try await stage.passSecond() }
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
    }
  }

  @Test func `the status row of a crashed worker says how it ended and that it is tried again`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.events.post(.exited(pid: 101, .signal(SIGSEGV)))
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .launch(ann, pid: 102))
      stage.events.post(.exited(pid: 102, .signal(SIGSEGV)))
      let status = try #require(
        try await stage.status(of: ann) { $0.condition == .backingOff(failures: 2, fault: nil) })
      #expect(status.lastExit == .signal(SIGSEGV))
      #expect(status.nextAttemptAt != nil)
      #expect(status.restarts == 1)
    }
  }

  @Test func `what a worker uses is read now and then, and how many were started is told`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true, status: "at work", residentBytes: 4_096), from: 101)
      let row = try await stage.status(of: ann) { $0.residentBytes == 4_096 }
      #expect(row?.cpuSeconds == 1.23)
      #expect(try await stage.store.status.supervisors().map(\.startsPerMinute) == [1])
    }
  }

  @Test func `a user served by a worker that somebody started by hand waits and says who it is`() async throws {
    try await Stage.with { stage in
      _ = try await stage.store.users.add("ann@example.com", id: ann)
      let byHand = LeaseHolder(id: "hand", program: "secretary-worker", host: "here", pid: 77)
      _ = try await stage.store.leases.acquire([ann], holder: byHand, until: Date(timeIntervalSinceNow: 3600))
      try await stage.reconnect(ann)
      let waits = WorkerCondition.waiting(.otherSupervisor("secretary-worker on here (pid 77)"))
      #expect(try await stage.status(of: ann) { $0.condition == waits } != nil)
      try await stage.store.leases.release(all: "hand")
      for _ in 0..<10 { try await stage.passSecond() }
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
    }
  }

  @Test func `a user whom another supervisor took over loses the worker here`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      let lease = try #require(stage.launcher.tickets[ann]?.lease)
      try await stage.store.leases.release(ann, token: lease)
      let other = LeaseHolder(id: "other", program: "secretary-supervisor", host: "there", pid: 2)
      _ = try await stage.store.leases.acquire([ann], holder: other, until: Date(timeIntervalSinceNow: 3600))
      for _ in 0..<10 { try await stage.passSecond() }
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGTERM))
    }
  }

  @Test func `a lease that was lost and is free again makes a new worker with a new ticket`() async throws {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      let lease = try #require(stage.launcher.tickets[ann]?.lease)
      try await stage.store.leases.release(ann, token: lease)
      for _ in 0..<10 { try await stage.passSecond() }
      #expect(await stage.nextOrder() == .signal(pid: 101, SIGTERM))
      stage.events.post(.exited(pid: 101, .code(0)))
      #expect(await stage.nextOrder() == .launch(ann, pid: 102))
      let renewed = try #require(stage.launcher.tickets[ann]?.lease)
      #expect(renewed != lease)
      try await stage.store.worker(of: ann, lease: renewed).intake.record(
        IntakeRecord([], movingCursorTo: MailboxCursor("1"), at: Date()))
    }
  }

  @Test func `leases that could not be given back are no hindrance to switching on again`() async throws {
    try await Stage.with(users: [ann, bob]) { stage in
      let users = [ann, bob]
      let started = [await stage.nextOrder(), await stage.nextOrder()]
      #expect(started == [.launch(ann, pid: 101), .launch(bob, pid: 102)])
      let sql = try await SQLConnection.open(SQLiteFile(path: "\(stage.folder.path)/store.db", creating: false))
      try await sql.transaction { session in
        _ = try session.query(
          "CREATE TRIGGER stuck BEFORE DELETE ON worker_leases BEGIN SELECT RAISE(ABORT, 'stuck'); END")
      }
      for user in users { try await stage.store.settings.setEnabled(false, for: user) }
      try await stage.passSecond()
      for _ in users { #expect(await stage.nextOrder()?.isTermination == true) }
      for pid in [101, 102] as [Int32] { stage.events.post(.exited(pid: pid, .code(0))) }
      for _ in 0..<3 { try await stage.passSecond() }
      try await sql.transaction { session in _ = try session.query("DROP TRIGGER stuck") }
      await sql.close()
      for user in users { try await stage.store.settings.setEnabled(true, for: user) }
      for _ in 0..<3 { try await stage.passSecond() }
      let again = [await stage.nextOrder(), await stage.nextOrder()]
      #expect(again == [.launch(ann, pid: 103), .launch(bob, pid: 104)])
    }
  }

  @Test func `once the store is back from a long trouble, who gave up meanwhile is started without waiting longer`()
    async throws
  {
    try await Stage.with(users: [ann]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      let sql = try await SQLConnection.open(SQLiteFile(path: "\(stage.folder.path)/store.db", creating: false))
      try await sql.transaction { session in
        _ = try session.query(
          "CREATE TRIGGER stuck BEFORE INSERT ON supervisors BEGIN SELECT RAISE(ABORT, 'stuck'); END")
      }
      // Ever longer pauses: 1, 2, 4 and 8 seconds, and then 16.
      for (pid, pause) in [(101, 1), (102, 2), (103, 4), (104, 8), (105, 0)] as [(Int32, Int)] {
        stage.events.post(.exited(pid: pid, .code(75)))
        for _ in 0..<pause { try await stage.passSecond() }
        if pause > 0 { #expect(await stage.nextOrder() == .launch(ann, pid: pid + 1)) }
      }
      #expect(stage.notices.told.contains { $0.status?.hasPrefix("the store cannot be used now: ") == true })
      try await sql.transaction { session in _ = try session.query("DROP TRIGGER stuck") }
      await sql.close()
      let back = stage.clock.now
      for _ in 0..<2 { try await stage.passSecond() }
      #expect(await stage.nextOrder() == .launch(ann, pid: 106))
      #expect(back.duration(to: stage.clock.now) < .seconds(8))
    }
  }

  @Test func `READY comes once the store has answered, and stopping is told before the last worker is gone`()
    async throws
  {
    var notices: Notices?
    try await Stage.with(users: [ann, bob]) { stage in
      notices = stage.notices
      _ = await stage.nextOrder()
      #expect(stage.notices.told.first == .ready(status: "2 waiting"))
    }
    #expect(notices?.told.contains(.stopping) == true)
  }

  @Test func `a reload is told, keeps the old rules when the new ones are no good, and restarts nobody`() async throws {
    struct Broken: Error {}
    try await Stage.with(users: [ann], reload: { throw Broken() }) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      stage.say(WorkerMessage(isReady: true), from: 101)
      stage.events.post(.reload)
      try await stage.passSecond()
      try await stage.connect(bob)
      try await stage.passSecond()
      #expect(await stage.nextOrder() == .launch(bob, pid: 102))
      #expect(stage.notices.told.contains(.reloading))
    }
  }

  @Test func `the watchdog is fed while the store answers`() async throws {
    try await Stage.with(watchdog: .seconds(3)) { stage in
      for _ in 0..<4 { try await stage.passSecond() }
      #expect(stage.notices.told.filter { $0 == .watchdog }.count >= 2)
    }
  }

  @Test func `stopping ends every worker and gives every lease back`() async throws {
    try await Stage.with(users: [ann, bob]) { stage in
      #expect(await stage.nextOrder() == .launch(ann, pid: 101))
      #expect(await stage.nextOrder() == .launch(bob, pid: 102))
      stage.events.post(.stop)
      #expect(await stage.nextOrder()?.isTermination == true)
      #expect(await stage.nextOrder()?.isTermination == true)
    } afterwards: { store in
      let holders = try await store.leases.holders()
      #expect(holders.isEmpty)
      let states = try await store.status.workers().map(\.worker.state)
      #expect(states == [.off, .off])
      let supervisors = try await store.status.supervisors()
      #expect(supervisors.isEmpty)
    }
  }

  @Test func `leases and rows of a supervisor that was killed are cleared, those of a worker by hand are not`()
    async throws
  {
    try await Stage.with { stage in
      for user in [ann, bob] { _ = try await stage.store.users.add("\(user)@example.com", id: user) }
      let dead = LeaseHolder(id: "dead", program: "secretary-supervisor", host: "here", pid: 2)
      let byHand = LeaseHolder(id: "hand", program: "secretary-worker", host: "here", pid: 3)
      _ = try await stage.store.leases.acquire([ann], holder: dead, until: Date(timeIntervalSinceNow: 3600))
      _ = try await stage.store.leases.acquire([bob], holder: byHand, until: Date(timeIntervalSinceNow: 3600))
      let client = StoreClient(stage.store, holder: stage.holder, version: "test", wall: { Date() })
      try await client.clearAfterTheDead(isAlone: true)
      #expect(try await stage.store.leases.holders() == [byHand])
    }
  }

  @Test func `beside other supervisors only what is certainly dead is cleared`() async throws {
    try await Stage.with { stage in
      let names = ["dead", "alive", "elsewhere"]
      for name in names { _ = try await stage.store.users.add("\(name)@example.com", id: UserID(name)) }
      func holder(_ id: String, on host: String, _ pid: Int32) -> LeaseHolder {
        LeaseHolder(id: id, program: stage.holder.program, host: host, pid: pid)
      }
      let here = stage.holder.host
      let now = Date(timeIntervalSince1970: 1_790_000_000)
      let others = [
        holder("dead", on: here, 90_001), holder("alive", on: here, 90_002), holder("elsewhere", on: "there", 90_001),
      ]
      for other in others {
        _ = try await stage.store.leases.acquire([UserID(other.id)], holder: other, until: .distantFuture)
        try await stage.store.status.report(
          SupervisorStatus(
            id: other.id, host: other.host, pid: other.pid, version: "1", startedAt: now, heartbeatAt: now,
            fleet: FleetSummary(counts: [:], breakerIsClosed: true)), workers: [], usages: [])
      }
      let client = StoreClient(
        stage.store, holder: stage.holder, version: "test", wall: { now.addingTimeInterval(86_400) },
        isRunning: { $0 == 90_002 })
      try await client.clearAfterTheDead(isAlone: false)
      #expect(try await stage.store.leases.holders().map(\.id) == ["alive", "elsewhere"])
      func rows() async throws -> [String] {
        try await stage.store.status.supervisors().map(\.id).filter { $0 != stage.holder.id }.sorted()
      }
      #expect(try await rows() == ["alive", "elsewhere"])

      let later = StoreClient(
        stage.store, holder: stage.holder, version: "test", wall: { now.addingTimeInterval(86_401) },
        isRunning: { $0 == 90_002 })
      try await later.clearAfterTheDead(isAlone: false)
      #expect(try await stage.store.leases.holders().map(\.id) == ["alive", "elsewhere"])
      #expect(try await rows() == [])
    }
  }

  @Test func `a sleeper is shown with the moment it wakes up, keeps its lease, and is woken by a request`() async throws
  {
    try await Stage.with(users: [ann]) { stage in
      guard case .launch(_, let pid)? = await stage.nextOrder() else {
        Issue.record("nobody was launched")
        return
      }
      stage.say(WorkerMessage(isReady: true, completedCycle: true), from: pid)
      stage.say(WorkerMessage(sleep: .seconds(300), status: "the last check found nothing new"), from: pid)
      let row = try await stage.status(of: ann) { $0.state == .asleep }
      #expect(row?.condition == .asleep(said: "the last check found nothing new"))
      #expect(row?.nextAttemptAt.map { $0 > Date().addingTimeInterval(200) } == true)
      #expect(row?.readyAt != nil)
      for _ in 0..<40 { try await stage.passSecond() }
      try await stage.store.settings.requestCheck(of: ann)
      #expect(await stage.nextOrder() == .signal(pid: pid, SIGUSR1))
      #expect(try await stage.store.leases.holders().map(\.id) == [stage.holder.id])
    }
  }
}
