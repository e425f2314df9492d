import FoundationEssentials
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing

@testable import Worker

/// What happens to a check that does not get on.
@Suite struct CheckWatchTests {
  /// The processor's clock, which a test moves, and how the worker was ended.
  private final class Machine: Sendable {
    let used = Mutex(0.0)
    let memory = Mutex(0)
    let looks = Atomic(0)
    let end = Mutex<WorkerEnd?>(nil)

    var limits: CheckLimits {
      var limits = CheckLimits(processorTimeUsed: { [self] in
        looks.add(1, ordering: .relaxed)
        return used.withLock { $0 }
      })
      limits.period = 0.001
      limits.memory = 256 << 20
      limits.memoryUsed = { [self] in memory.withLock { $0 } }
      return limits
    }

    func work(_ seconds: Double) { used.withLock { $0 += seconds } }

    /// Holds the thread, as a parser does that does not come to an end.
    func hang(until isOver: () -> Bool) { while !isOver() {} }
  }

  @Test
  func `a message that takes too much processor time is put off for long, and the worker ends without waiting for it`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let poison = try await fixture.deliver()
      let machine = Machine()
      let found = Mutex<MessageState?>(nil)
      let worker = try fixture.worker(
        limits: machine.limits, abandon: { end in machine.end.withLock { $0 = end } },
        writer: { _ in
          Interrupting {
            machine.work(20.5)
            machine.hang { machine.end.withLock { $0 } != nil }
            let state = try await fixture.entry(poison.id)
            found.withLock { $0 = state }
          }
        })
      _ = await worker.check()
      #expect(machine.end.withLock { $0?.status } == .temporary)
      guard case .failed(let problem, 1, let retryAt)? = found.withLock({ $0 }) else { return #expect(Bool(false)) }
      #expect(problem.contains("more than 20 seconds of processor time"))
      #expect(retryAt == fixture.time.now.addingTimeInterval(6 * 3_600))
    }
  }

  @Test(arguments: [(224 << 20, false), (224 << 20 + 1, true)])
  func `a message that takes seven eighths of the memory there is is put off for long, and ends the worker in order`(
    bytes: Int, isEnd: Bool
  ) async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let poison = try await fixture.deliver()
      let machine = Machine()
      let found = Mutex<MessageState?>(nil)
      let worker = try fixture.worker(
        limits: machine.limits, abandon: { end in machine.end.withLock { $0 = end } },
        writer: { _ in
          Interrupting {
            let looks = machine.looks.load(ordering: .relaxed)
            machine.memory.withLock { $0 = bytes }
            machine.hang {
              machine.end.withLock { $0 } != nil || machine.looks.load(ordering: .relaxed) > looks + 2 && !isEnd
            }
            let state = try await fixture.entry(poison.id)
            found.withLock { $0 = state }
          }
        })
      _ = await worker.check()
      #expect(machine.end.withLock { $0?.status } == (isEnd ? .temporary : nil))
      guard isEnd else { return }
      guard case .failed(let problem, 1, let retryAt)? = found.withLock({ $0 }) else { return #expect(Bool(false)) }
      #expect(problem.contains("256 MB of memory"))
      #expect(retryAt == fixture.time.now.addingTimeInterval(6 * 3_600))
    }
  }

  @Test func `however much a check takes in all, it goes on for as long as each message keeps within its share`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      for number in 1...3 { try await fixture.deliver(subject: "Question \(number)") }
      let machine = Machine()
      let worker = try fixture.worker(
        limits: machine.limits, abandon: { end in machine.end.withLock { $0 = end } },
        writer: { _ in
          Interrupting {
            machine.work(19)
            let looks = machine.looks.load(ordering: .relaxed)
            machine.hang { machine.looks.load(ordering: .relaxed) > looks + 2 }
          }
        })
      _ = await worker.check()
      #expect(machine.end.withLock { $0 } == nil)
      #expect(try await fixture.drafts.count == 3)
    }
  }

  @Test func `the next worker sends what was approved and drafts other mail, and leaves what took too long`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let approved = try await fixture.draft()
      let poison = try await fixture.deliver(subject: "Poison")
      let other = try await fixture.deliver(subject: "Other")
      let dying = try fixture.worker(writer: { _ in Interrupting { throw WorkerEnd(.temporary, "It dies.") } })
      _ = await dying.check()
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      try await rows.ledger.mark(poison.id, RetrySchedule.tooMuch("20 s", attempts: 1, at: fixture.time.now))
      try await fixture.approve(approved)
      fixture.time.advance(by: 60)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent == [approved.id.rawValue])
      #expect(try await fixture.store.drafts.draft(answering: other.id, of: WorkerFixture.ada) != nil)
      #expect(try await fixture.store.drafts.draft(answering: poison.id, of: WorkerFixture.ada) == nil)
      fixture.time.advance(by: 6 * 3_600)
      _ = try await fixture.worker().check()
      #expect(try await fixture.store.drafts.draft(answering: poison.id, of: WorkerFixture.ada) != nil)
    }
  }

  @Test func `a check that lasts is told of while it lasts`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      let begun = fixture.time.now
      let told = Mutex<Date?>(nil)
      let worker = try fixture.worker(
        limits: Machine().limits,
        writer: { _ in
          Interrupting {
            fixture.time.advance(by: 61)
            var since: Date?
            while since == nil {
              since = try await fixture.store.status.workers(of: WorkerFixture.ada).first?.checkingSince
            }
            let value = since
            told.withLock { $0 = value }
          }
        })
      _ = await worker.check()
      #expect(told.withLock { $0 } == begun)
      #expect(try await fixture.store.status.workers(of: WorkerFixture.ada).first?.checkingSince == nil)
    }
  }
}
