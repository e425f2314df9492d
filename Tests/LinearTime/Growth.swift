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
    _ name: String, size: Int = 100_000, mostSeconds: Double = 1, make: @escaping @Sendable (Int) -> String,
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
  /// Processor time of the thread, the least of three runs, because a busy machine only ever adds. What looks wrong is
  /// measured again before it is told.
  package func problem() -> String? {
    let once = make(size)
    let twice = make(2 * size)
    var problem: String?
    for _ in 0..<3 {
      // Below this a page fault weighs as much as the work.
      let first = max(ProcessorTime.least { read(once) }, 0.004)
      let second = ProcessorTime.least { read(twice) }
      // What costs something once, such as a table, may cost it with a small input too.
      let most = max(2 * Double(twice.utf8.count) / 1e6, mostSeconds)
      problem =
        second > 2.5 * first
        ? "\(first) s became \(second) s" : second > most ? "\(second) s for \(twice.utf8.count) bytes" : nil
      if problem == nil { return nil }
    }
    return problem
  }
}

enum ProcessorTime {
  /// Seconds of the least of three runs.
  static func least(_ work: () -> Void) -> Double {
    var least = Double.infinity
    for _ in 0..<3 {
      let start = now
      work()
      least = min(least, now - start)
      // A run that long is not noise.
      if least > 4 { break }
    }
    return least
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
