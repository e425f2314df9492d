import FoundationEssentials
import Glibc
import GmailSimulator
import Logging
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

@Suite struct SleepTests {
  private let now = Date(timeIntervalSince1970: 1_790_000_000)
  private let found = CheckOutcome.completed(nextRetry: nil, words: "nothing new", problem: nil)

  @Test(arguments: [(20.0, false), (20.1, true), (300, true), (5, false), (-1, false)])
  func `a worker sleeps when the next check is further away than that`(wait: Double, sleeps: Bool) {
    let sleep = SleepRule(after: .seconds(20)).sleep(after: found, at: now, until: now.addingTimeInterval(wait))
    #expect((sleep != nil) == sleeps)
  }

  @Test func `never is never`() {
    #expect(SleepRule(after: nil).sleep(after: found, at: now, until: now.addingTimeInterval(1e6)) == nil)
  }

  @Test(
    arguments: [
      (.completed(nextRetry: nil, words: "", problem: nil), .elapsed), (.failed(.check("")), .elapsed),
      (.failed(.paused(until: Date(), words: "")), .elapsed), (.closed(minutesUntilOpen: nil), .elapsed),
      (.closed(minutesUntilOpen: 60), .wall), (.failed(.cancelled), nil),
      (.failed(.ended(WorkerEnd(.finished, ""))), nil),
    ] as [(CheckOutcome, WorkerSleep.Clock?)])
  func `business hours come by the wall clock, all else after a time, and who ends does not sleep`(
    outcome: CheckOutcome, clock: WorkerSleep.Clock?
  ) {
    let sleep = SleepRule(after: .seconds(20)).sleep(after: outcome, at: now, until: now.addingTimeInterval(300))
    #expect(sleep?.clock == clock)
  }

  @Test func `a moment is handed over by the clock it is told by`() throws {
    for (clock, name, id) in [
      (WorkerSleep.Clock.elapsed, "boottime", CLOCK_BOOTTIME), (.wall, "realtime", CLOCK_REALTIME),
    ] {
      let sleep = WorkerSleep(until: now.addingTimeInterval(60), clock: clock, outcome: found)
      let due = SleepingProgram.due(sleep, at: now)
      var shown = timespec()
      clock_gettime(id, &shown)
      #expect(due.first == name)
      let left = try #require(due.last.flatMap { Int($0) }) - shown.tv_sec * 1_000
      #expect((58_000...61_001).contains(left))
    }
  }

  @Test func `a sealed file holds what it was given, and cannot be changed`() throws {
    let file = try #require(SealedFile.hold(Array("secret".utf8)))
    #expect(SealedFile.read(file) == Array("secret".utf8))
    #expect(pwrite(file, "x", 1, 0) < 0 && ftruncate(file, 0) < 0)
    #expect(fcntl(file, F_GETFD) & FD_CLOEXEC == 0)
    close(file)
    #expect(SealedFile.read(file) == nil)
    let ordinary = open("/proc/self/exe", O_RDONLY)
    #expect(SealedFile.read(ordinary) == nil)
    close(ordinary)
  }

  /// Runs a loop that may sleep, until `body` is done with it.
  private func withLoop(
    _ fixture: WorkerFixture, obstacle: String? = nil, answer: String = "not today",
    _ body: (WorkerLoop, ManualClock, Sleeps) async throws -> Void
  ) async throws {
    let clock = ManualClock()
    let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let loop = WorkerLoop(
      try fixture.worker(), channel: StatusChannel(environment: [:]), log: log, clock: clock,
      now: { fixture.time.now })
    let sleeps = Sleeps()
    let sleeping = Sleeping(rule: SleepRule(after: .seconds(20)), controls: nil, obstacle: { obstacle }) {
      sleep, state, _ in
      sleeps.add(sleep, state)
      return answer
    }
    async let end = loop.run(sleeping: sleeping)
    try await clock.sleepers(count: 1)
    try await body(loop, clock, sleeps)
    loop.requestEnd(WorkerEnd(.finished, "Asked to stop."))
    _ = await end
  }

  @Test func `after a check it sleeps until the next, and a worker that cannot goes on as it is`() async throws {
    try await WorkerFixture.with { fixture in
      try await withLoop(fixture) { _, clock, sleeps in
        #expect(sleeps.all.count == 1)
        #expect(sleeps.all.first.map { $0.sleep.until > fixture.time.now.addingTimeInterval(200) } == true)
        fixture.time.advance(by: 330)
        clock.advance(by: .seconds(330))
        try await clock.sleepers(count: 1)
        #expect(sleeps.all.count == 2)
        #expect(try await fixture.store.status.workers().first?.checks == 2)
      }
    }
  }

  @Test func `with its program missing nothing is closed`() async throws {
    try await WorkerFixture.with { fixture in
      try await withLoop(fixture, obstacle: "it is not there") { _, _, sleeps in #expect(sleeps.all.isEmpty) }
    }
  }

  @Test func `what a sleep carries is asked of the mailbox once`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.deliver()
      let first = try fixture.worker()
      _ = await first.check()
      let state = await first.carry()
      #expect(state.mailbox?.hasAskedForLabel == true && state.mailbox?.askedForOwnerAt != nil)
      let kept = try JSONDecoder().decode(CarriedState.self, from: JSONEncoder().encode(state))
      #expect(kept == state)
      let second = MailboxWorker(
        try fixture.configuration(), lease: fixture.lease, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        carried: kept, limits: .unwatched, now: { fixture.time.now }, abandon: { _ in })
      let before = await fixture.google.log.entries.count
      _ = await second.check()
      let asked = await fixture.google.log.entries.dropFirst(before).map(\.path)
      #expect(!asked.isEmpty && !asked.contains { $0.hasSuffix("/labels") || $0.hasSuffix("/sendAs") })
    }
  }

  @Test func `what was spent of the minute before a sleep counts after it`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.deliver()
      let first = try fixture.worker()
      _ = await first.check()
      let before = try #require(await first.carry().mailbox?.recentUnits)
      #expect(!before.isEmpty)
      let second = MailboxWorker(
        try fixture.configuration(), lease: fixture.lease, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        carried: await first.carry(), limits: .unwatched, now: { fixture.time.now }, abandon: { _ in })
      _ = await second.check()
      let after = try #require(await second.carry().mailbox?.recentUnits)
      #expect(after.reduce(0) { $0 + $1.units } > before.reduce(0) { $0 + $1.units })
    }
  }

  @Test func `failures in a row and what mail waits for survive a sleep`() async throws {
    try await WorkerFixture.with { fixture in
      await fixture.google.add(Fault(.unavailable, path: "*/history", times: nil))
      let first = try fixture.worker()
      for _ in 0..<3 { _ = await first.check() }
      let state = await first.carry()
      #expect(state.failures > 0)
      let second = MailboxWorker(
        try fixture.configuration(), lease: fixture.lease, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
        carried: state, limits: .unwatched, now: { fixture.time.now }, abandon: { _ in })
      #expect(await second.carry() == state)
    }
  }
}

/// The sleeps that a worker wanted to begin.
private final class Sleeps: Sendable {
  private let sleeps = Mutex<[(sleep: WorkerSleep, state: CarriedState)]>([])

  func add(_ sleep: WorkerSleep, _ state: CarriedState) { sleeps.withLock { $0.append((sleep, state)) } }
  var all: [(sleep: WorkerSleep, state: CarriedState)] { sleeps.withLock { $0 } }
}
