import Dispatch
import FoundationEssentials
import Glibc
import Synchronization

/// Keeps an eye on a running check, from outside of it.
///
/// Reading mail is C code and loops of ours that nothing can interrupt, and while one runs away on a machine with one core
/// none of the process's other tasks gets a turn. So the watch has a queue, and with it a thread, of its own, and what it
/// calls runs there too.
final class CheckWatch: Sendable {
  private struct State {
    /// What the process had used when the step in hand began.
    var usedBefore: Double
    var hasReportedLength = false
    var isOver = false
  }

  private let limits: CheckLimits
  private let queue = WatchQueue()
  /// Dispatch's objects may be used from any thread, only their Swift types do not say so.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer
  private let state: Mutex<State>

  /// Watches from now on, until it is ended.
  /// - Parameters:
  ///   - tookLong: the check has lasted for `limits.usualLength`; called once.
  ///   - isStuck: one step takes more than it may; called once, and the last thing.
  init(
    _ limits: CheckLimits, begun: Date, now: @escaping @Sendable () -> Date,
    tookLong: @escaping @Sendable () async -> Void, isStuck: @escaping @Sendable (Excess) async -> Void
  ) {
    self.limits = limits
    state = Mutex(State(usedBefore: limits.processorTimeUsed()))
    timer = DispatchSource.makeTimerSource(queue: queue.dispatch)
    let period = limits.period
    timer.schedule(deadline: .now() + period, repeating: period, leeway: .milliseconds(Int(period * 200)))
    timer.setEventHandler { [weak self] in
      guard let self else { return }
      if let excess = excess() {
        Task(executorPreference: queue) { await isStuck(excess) }
      } else if mayReport(length: now().timeIntervalSince(begun)) {
        Task(executorPreference: queue) { await tookLong() }
      }
    }
    timer.activate()
  }

  deinit { timer.cancel() }

  /// Another step begins: a message, a draft.
  func step() { state.withLock { $0.usedBefore = limits.processorTimeUsed() } }

  func end() {
    state.withLock { $0.isOver = true }
    timer.cancel()
  }

  private func excess() -> Excess? {
    let (used, memory) = (limits.processorTimeUsed(), limits.memoryUsed())
    let excess: Excess? = state.withLock { state in
      guard !state.isOver else { return nil }
      let tookMemory = limits.memory.map { memory > $0 / 8 * 7 } ?? false
      let tookTime = used - state.usedBefore > limits.processorTime
      guard tookMemory || tookTime else { return nil }
      state.isOver = true
      return tookMemory ? .memory : .processorTime
    }
    if excess != nil { timer.cancel() }
    return excess
  }

  private func mayReport(length: Double) -> Bool {
    state.withLock { state in
      guard !state.isOver, !state.hasReportedLength, length > limits.usualLength else { return false }
      state.hasReportedLength = true
      return true
    }
  }
}

/// What a step of a check takes too much of.
enum Excess: Sendable { case processorTime, memory }

/// What a check may cost. Time is in seconds, memory in bytes.
package struct CheckLimits: Sendable {
  /// Of the processor, for one step: reading one message and its conversation, or one draft. Ordinary mail takes
  /// milliseconds, and the largest that the mailbox takes in, 50 MB, a few seconds.
  package var processorTime: Double
  /// From where on a check is said to take unusually long.
  package var usualLength: Double
  /// What the process may use; it is ended in order at seven eighths of it. Nil for no limit.
  var memory: Int?
  var memoryUsed: @Sendable () -> Int
  /// Between two looks at all of them.
  var period: Double
  /// The processor time that this process has used. It does one thing at a time, so all of it is the step's.
  var processorTimeUsed: @Sendable () -> Double

  package init(
    processorTime: Double = 20, usualLength: Double = 60, period: Double = 1,
    memory: Int? = MemoryLimit.current,
    processorTimeUsed: @escaping @Sendable () -> Double = { WorkerProcess.processorTime },
    memoryUsed: @escaping @Sendable () -> Int = { MemoryLimit.inUse }
  ) {
    self.processorTime = processorTime
    self.usualLength = usualLength
    self.period = period
    self.memory = memory
    self.processorTimeUsed = processorTimeUsed
    self.memoryUsed = memoryUsed
  }
}

/// A thread that belongs to nobody else.
private final class WatchQueue: TaskExecutor {
  let dispatch = DispatchQueue(label: "secretary.watch")

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    dispatch.async { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}
