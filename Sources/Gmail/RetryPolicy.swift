/// How often and how long one call is tried before its failure is handed to the worker, which has a ledger to come
/// back by.
package struct RetryPolicy: Sendable {
  /// Tries in all, for failures that pass.
  package var attempts: Int
  /// First pause, in seconds; each later one is twice as long, up to `longestPause`.
  package var firstPause: Double
  package var longestPause: Double
  /// A wait Gmail asked for, or our own budget, is sat out when it is at most this many seconds; otherwise the call
  /// ends with `.paused(until:)`.
  package var longestWait: Double
  /// A number from the range: random in production, fixed in tests.
  package var jitter: @Sendable (ClosedRange<Double>) -> Double

  package init(
    attempts: Int = 4, firstPause: Double = 1, longestPause: Double = 32, longestWait: Double = 65,
    jitter: @escaping @Sendable (ClosedRange<Double>) -> Double = { Double.random(in: $0) }
  ) {
    self.attempts = attempts
    self.firstPause = firstPause
    self.longestPause = longestPause
    self.longestWait = longestWait
    self.jitter = jitter
  }

  /// Seconds to wait after the `attempt`th failure (1, 2, …): doubling, plus up to a second at random so that many
  /// workers do not come back together.
  package func pause(after attempt: Int) -> Double {
    var pause = firstPause
    for _ in 1..<max(1, attempt) where pause < longestPause { pause *= 2 }
    return min(pause, longestPause) + jitter(0...1)
  }
}
