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
    _ name: String, size: Int = 50_000, mostSeconds: Double = 1, make: @escaping @Sendable (Int) -> String,
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
  /// two seconds of an ordinary machine, in a debug build too.
  ///
  /// Processor time of the thread. Whoever shares the processor makes it slower for a while, so the large input is measured
  /// between two runs of the small one, and only what is too dear each time, under whatever conditions, is told.
  package func problem() -> String? {
    let once = make(size)
    let twice = make(2 * size)
    read(once)  // may fill tables that are filled once
    // What costs something once, such as a table, may cost it with a small input too. A second leaves room for a slow machine:
    // the dearest of all inputs takes 0.6 s on an ordinary one.
    let most = max(2 * Double(twice.utf8.count) / 1e6, mostSeconds)
    var problem: String?
    for _ in 0..<16 {
      let before = ProcessorTime.of { read(once) }
      let second = ProcessorTime.of { read(twice) }
      let after = ProcessorTime.of { read(once) }
      // Below this a page fault weighs as much as the work.
      let first = max(min(before, after), 0.004)
      problem =
        second > 2.5 * first
        ? "\(first) s became \(second) s"
        : second > most && second > most * ProcessorTime.slowness
          ? "\(second) s for \(twice.utf8.count) bytes" : nil
      if problem == nil { return nil }
    }
    return problem
  }

  /// What so many bytes cost, in seconds of an ordinary machine's processor: the least of some runs, or of one that is short
  /// enough.
  package func seconds(for size: Int, enough: Double = 2) -> Double {
    let input = make(size)
    var least = Double.infinity
    for _ in 0..<6 where least > enough {
      least = min(least, ProcessorTime.of { read(input) } / ProcessorTime.slowness)
    }
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

  /// How many times as long this machine takes now for plain work as an ordinary one, from 1 to 4: a processor that others
  /// use as well is slower at times without anybody's doing, and limits in seconds are meant for one that is not.
  package static var slowness: Double {
    var least = Double.infinity
    for _ in 0..<3 {
      least = min(
        least,
        of {
          var hash: UInt64 = 0xcbf2_9ce4_8422_2325
          for value in 0..<UInt64(200_000) { hash = (hash ^ value) &* 0x100_0000_01b3 }
          withExtendedLifetime(hash) {}
        })
    }
    return min(max(least / ordinary, 1), 4)
  }

  /// What that work takes on a quiet machine, in a debug build, in seconds.
  private static let ordinary = 0.025

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
