import CLinux
import Dispatch
import Glibc
import Synchronization

/// Where one hosted worker's work runs, one piece after another: a loop that never ends takes a thread from nobody else, and
/// what the work takes of the processor can be told from what others take.
package final class WorkerThread: TaskExecutor {
  private struct State {
    /// Seconds, by the pieces that are over.
    var used = 0.0
    /// Of the piece under way: its thread's clock, and what that showed at the beginning.
    var piece: (clock: clockid_t, begun: Double)?
  }

  private let queue: DispatchQueue
  private let state = Mutex(State())

  package init(label: String) { queue = DispatchQueue(label: label) }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { [self] in
      var clock = clockid_t()
      pthread_getcpuclockid(pthread_self(), &clock)
      state.withLock { $0.piece = (clock, Self.seconds(of: clock)) }
      job.runSynchronously(on: asUnownedTaskExecutor())
      state.withLock { state in
        state.used = Self.used(state)
        state.piece = nil
      }
    }
  }

  /// Seconds of processor time that its work has used.
  package var processorTime: Double { state.withLock { Self.used($0) } }

  private static func used(_ state: State) -> Double {
    guard let piece = state.piece else { return state.used }
    return state.used + seconds(of: piece.clock) - piece.begun
  }

  private static func seconds(of clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
