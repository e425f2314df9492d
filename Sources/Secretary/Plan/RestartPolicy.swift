/// The numbers of planning. The defaults are the product's; tests state others to make a point.
package struct RestartPolicy: Sendable, Equatable {
  package static let startTimeout: Duration = .seconds(60)

  /// Workers that may be starting, not yet ready, at one time.
  package var startingAtOnce: Int
  /// Not ready after this: killed, and counted as a crash.
  package var startTimeout = Self.startTimeout
  /// Between SIGTERM and SIGKILL.
  package var stopGrace: Duration = .seconds(25)
  /// A worker that once said `WATCHDOG=1` must say it again within this.
  package var watchdog: Duration = .seconds(120)
  package var firstDelay: Duration = .seconds(1)
  package var longestDelay: Duration = .seconds(300)
  /// A worker that lived this long is healthy: its next restart is at once and its failures are forgotten.
  package var stableLife: Duration = .seconds(600)
  /// Restarts at once of one worker keep this distance, so that a crash after every cycle cannot spin.
  package var atOnceDistance: Duration = .seconds(1)

  /// Before somebody for whom there was no room is tried again.
  package var limitPause: Duration = .seconds(30)

  package init(startingAtOnce: Int) { self.startingAtOnce = startingAtOnce }

  /// Spread, so that not all look for room at the same moment.
  package func limitPause(jitter: Double) -> Duration { limitPause * (1 + 0.2 * min(1, max(-1, jitter))) }

  /// `firstDelay` × 2ⁿ, at most `longestDelay`, spread by up to 20 % either way. `jitter` is −1…1.
  package func delay(failures: Int, jitter: Double) -> Duration {
    var delay = firstDelay
    for _ in 0..<max(0, failures) {
      delay = delay * 2
      if delay >= longestDelay { break }
    }
    return min(delay, longestDelay) * (1 + 0.2 * min(1, max(-1, jitter)))
  }
}
