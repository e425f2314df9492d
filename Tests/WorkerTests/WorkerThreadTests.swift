import Foundation
import Synchronization
import Testing

@testable import Worker

@Suite struct WorkerThreadTests {
  private final class Flag: Sendable {
    private let flag = Mutex(false)
    var isSet: Bool { flag.withLock { $0 } }
    func set() { flag.withLock { $0 = true } }
  }

  /// Keeps the processor busy until a worker's thread has used that much.
  private func work(on thread: WorkerThread, seconds: Double) async {
    await withTaskExecutorPreference(thread) {
      while thread.processorTime < seconds {}
    }
  }

  @Test func `work that is under way counts, and only where it runs`() async {
    let (busy, idle) = (WorkerThread(label: "busy"), WorkerThread(label: "idle"))
    await work(on: busy, seconds: 0.05)
    #expect(busy.processorTime >= 0.05)
    #expect(idle.processorTime == 0)
  }

  @Test func `what is over stays counted, and waiting is free`() async throws {
    let thread = WorkerThread(label: "busy")
    await work(on: thread, seconds: 0.02)
    let used = thread.processorTime
    await work(on: thread, seconds: used + 0.02)
    #expect(thread.processorTime >= used + 0.02)
    let after = thread.processorTime
    #expect(thread.processorTime == after)
  }

  @Test func `a loop that does not end keeps nobody else from working`() async {
    // More than this machine has processors: a shared pool would be full.
    let stuck = (0..<2 * ProcessInfo.processInfo.activeProcessorCount).map { WorkerThread(label: "stuck \($0)") }
    let free = WorkerThread(label: "free")
    let isDone = Flag()
    await withTaskGroup(of: Void.self) { group in
      for thread in stuck {
        group.addTask(executorPreference: thread) { while !isDone.isSet {} }
      }
      await withTaskExecutorPreference(free) { await Task.yield() }
      isDone.set()
    }
    #expect(isDone.isSet)
  }
}
