import Secretary

/// Wakes the supervisor at the soonest moment it asked for. Time is a parameter, so that tests own it.
@MainActor final class DeadlineTimer {
  private let clock: any Clock<Duration>
  private let moment: @Sendable () -> Moment
  private let events: EventQueue
  private var sleeping: (until: Moment, task: Task<Void, any Error>)?

  init(_ clock: some Clock<Duration>, events: EventQueue) {
    let start = clock.now
    self.clock = clock
    moment = { Moment(start.duration(to: clock.now)) }
    self.events = events
  }

  var now: Moment { moment() }

  /// Posts one event, at that moment at the latest. An earlier moment replaces a later one.
  func set(at moment: Moment) {
    if let sleeping, sleeping.until <= moment { return }
    sleeping?.task.cancel()
    let wait = moment - now
    // Unstructured, because a sleep must be given up when something falls due earlier; there is never more than one.
    let task = Task { [clock, weak self] in
      if wait > .zero { try await clock.sleep(for: wait) }
      self?.fire()
    }
    sleeping = (moment, task)
  }

  private func fire() {
    guard !Task.isCancelled else { return }
    sleeping = nil
    events.post(.timer)
  }

  func cancel() {
    sleeping?.task.cancel()
    sleeping = nil
  }
}
