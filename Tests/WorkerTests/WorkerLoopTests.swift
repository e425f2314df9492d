import FoundationEssentials
import GmailSimulator
import HandWorker
import Logging
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing
import Vault

@testable import Worker

@Suite struct WorkerLoopTests {
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func loop(_ fixture: WorkerFixture, clock: ManualClock, _ worker: MailboxWorker? = nil) throws -> WorkerLoop {
    WorkerLoop(
      try worker ?? fixture.worker(), channel: StatusChannel(environment: [:]), log: log, clock: clock,
      now: { fixture.time.now })
  }

  private func checks(_ fixture: WorkerFixture) async throws -> Int {
    try await fixture.store.status.workers().first?.checks ?? 0
  }

  @Test func `it checks, waits an interval, and checks again until asked to end`() async throws {
    try await WorkerFixture.with { fixture in
      let clock = ManualClock()
      let loop = try loop(fixture, clock: clock)
      async let end = loop.run()
      try await clock.sleepers(count: 1)
      #expect(try await checks(fixture) == 1)
      fixture.time.advance(by: 300)
      clock.advance(by: .seconds(300))
      try await clock.sleepers(count: 1)
      #expect(try await checks(fixture) == 2)
      loop.requestEnd(WorkerEnd(.finished, "Asked to stop."))
      loop.requestEnd(WorkerEnd(.temporary, "Too late."))
      #expect(await end == WorkerEnd(.finished, "Asked to stop."))
    }
  }

  @Test func `a request is answered without waiting for the interval`() async throws {
    try await WorkerFixture.with { fixture in
      let clock = ManualClock()
      let loop = try loop(fixture, clock: clock)
      async let end = loop.run(firstDelay: 10)
      try await clock.sleepers(count: 1)
      #expect(try await checks(fixture) == 0)
      loop.requestCheck()
      try await clock.sleepers(count: 1)
      try await eventually { try await checks(fixture) > 0 }
      loop.requestEnd(WorkerEnd(.finished, "Asked to stop."))
      _ = await end
    }
  }

  @Test func `once means once, and the code tells how it went`() async throws {
    try await WorkerFixture.with { fixture in
      let clock = ManualClock()
      #expect(try await loop(fixture, clock: clock).run(once: true) == WorkerEnd(.finished, "Checked once."))
      await fixture.google.add(Fault(.unavailable, path: "*/history", times: nil))
      let end = try await loop(fixture, clock: clock).run(once: true)
      #expect(end.status == .temporary)
    }
  }

  @Test func `a user who is switched off, unknown or not connected is told before anything begins`() async throws {
    try await WorkerFixture.with { fixture in
      let clock = ManualClock()
      try await fixture.store.settings.setEnabled(false, for: WorkerFixture.ada)
      #expect(try await loop(fixture, clock: clock).run().status == .finished)
      try await fixture.store.settings.setEnabled(true, for: WorkerFixture.ada)
      try await fixture.store.credentials.wipe(WorkerFixture.ada, because: "Access was withdrawn.")
      #expect(try await loop(fixture, clock: clock).run() == WorkerEnd(.needsUser, "Access was withdrawn."))
      var stranger = try fixture.configuration()
      stranger.user = UserID("nobody")
      let worker = MailboxWorker(stranger, lease: fixture.lease, log: log, limits: .unwatched, abandon: { _ in })
      #expect(try await loop(fixture, clock: clock, worker).run().status == .configuration)
    }
  }

  @Test func `a wrong key ends it with a word about keys`() async throws {
    try await WorkerFixture.with { fixture in
      var configuration = try fixture.configuration()
      configuration.keys = try fixture.ring.keys(forUser: "somebody else")
      let worker = MailboxWorker(configuration, lease: fixture.lease, log: log, limits: .unwatched, abandon: { _ in })
      let end = try await loop(fixture, clock: ManualClock(), worker).run()
      #expect(end.status == .configuration)
      #expect(end.words.contains("key"))
    }
  }

  @Test func `by hand it takes the lease, keeps others out and gives it back`() async throws {
    try await WorkerFixture.with { fixture in
      try await fixture.store.leases.release(WorkerFixture.ada, token: fixture.lease)
      let lease = try await HandLease.take(of: WorkerFixture.ada, in: fixture.location)
      let refusal = await #expect(throws: WorkerEnd.self) {
        try await HandLease.take(of: WorkerFixture.ada, in: fixture.location)
      }
      #expect(refusal?.status == .temporary && refusal?.words.contains("pid") == true)
      let clock = ManualClock()
      let keeping = Task {  // cancelled below, as the end of the worker would
        await lease.keep(clock: clock, requested: {}, lost: { _ in })
      }
      try await clock.sleepers(count: 1)
      keeping.cancel()
      await keeping.value
      _ = try await HandLease.take(of: WorkerFixture.ada, in: fixture.location)
    }
  }

  @Test func `by hand it hears each request for a check once`() async throws {
    try await WorkerFixture.with { fixture in
      try await fixture.store.leases.release(WorkerFixture.ada, token: fixture.lease)
      let lease = try await HandLease.take(of: WorkerFixture.ada, in: fixture.location)
      try await fixture.store.settings.requestCheck(of: WorkerFixture.ada)
      let clock = ManualClock()
      let requests = Mutex(0)
      let keeping = Task {  // cancelled below, as the end of the worker would
        await lease.keep(clock: clock, requested: { requests.withLock { $0 += 1 } }, lost: { _ in })
      }
      for _ in 0..<3 {
        try await clock.sleepers(count: 1)
        clock.advance(by: .seconds(10))
      }
      try await clock.sleepers(count: 1)
      keeping.cancel()
      await keeping.value
      #expect(requests.withLock { $0 } == 1)
    }
  }

  @Test func `a lease that somebody took away ends the worker`() async throws {
    try await WorkerFixture.with { fixture in
      try await fixture.store.leases.release(WorkerFixture.ada, token: fixture.lease)
      let lease = try await HandLease.take(of: WorkerFixture.ada, in: fixture.location)
      let holder = try #require(try await fixture.store.leases.holders().first)
      try await fixture.store.leases.release(all: holder.id)
      let clock = ManualClock()
      let (ends, tell) = AsyncStream.makeStream(of: WorkerEnd.self)
      let keeping = Task {  // cancelled below, as the end of the worker would
        await lease.keep(clock: clock, requested: {}, lost: { tell.yield($0) })
      }
      try await clock.sleepers(count: 1)
      clock.advance(by: .seconds(10))
      for await end in ends {
        #expect(end.status == .temporary)
        break
      }
      keeping.cancel()
    }
  }
}
