import Glibc

/// Work over an input that a stranger can make as long as they like. It has to cost time in proportion.
package struct Growth: Sendable, CustomStringConvertible {
  package let name: String
  /// Bytes at which it is first measured.
  private let size: Int
  /// Seconds that twice as many may take, when a megabyte has more.
  private let mostSeconds: Double
  /// Input of about that many bytes.
  private let make: @Sendable (Int) -> String
  private let read: @Sendable (String) -> Void

  package init(
    _ name: String, size: Int = 50_000, mostSeconds: Double = 0.5, make: @escaping @Sendable (Int) -> String,
    read: @escaping @Sendable (String) -> Void
  ) {
    self.name = name
    self.size = size
    self.mostSeconds = mostSeconds
    self.make = make
    self.read = read
  }

  package var description: String { name }

  /// What is wrong with it, in words; nil when twice the input costs at most two and a half times, and a megabyte at most
  /// two seconds, in a debug build too.
  ///
  /// Processor time of the thread. A busy machine only ever adds to it, so the small input counts as the least of some runs,
  /// and one run of the large one that is short enough is enough. What looks wrong is measured again before it is told.
  package func problem() -> String? {
    let once = make(size)
    let twice = make(2 * size)
    var least = (once: Double.infinity, twice: Double.infinity)
    var problem: String?
    for _ in 0..<4 {
      // The first run may fill tables that are filled once.
      for _ in 0..<2 { least.once = min(least.once, ProcessorTime.of { read(once) }) }
      least.twice = min(least.twice, ProcessorTime.of { read(twice) })
      // Below this a page fault weighs as much as the work.
      let first = max(least.once, 0.004)
      let second = least.twice
      // What costs something once, such as a table, may cost it with a small input too.
      let most = max(2 * Double(twice.utf8.count) / 1e6, mostSeconds)
      problem =
        second > 2.5 * first
        ? "\(first) s became \(second) s" : second > most ? "\(second) s for \(twice.utf8.count) bytes" : nil
      if problem == nil { return nil }
    }
    return problem
  }

  /// What so many bytes cost, in seconds of processor time: the least of three runs, or of one that is short enough.
  package func seconds(for size: Int, enough: Double = 2) -> Double {
    let input = make(size)
    var least = Double.infinity
    for _ in 0..<3 where least > enough { least = min(least, ProcessorTime.of { read(input) }) }
    return least
  }
}

/// Processor time of the thread, to which a busy machine adds little.
package enum ProcessorTime {
  /// Seconds that one run takes.
  package static func of(_ work: () -> Void) -> Double {
    let start = now
    work()
    return now - start
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
