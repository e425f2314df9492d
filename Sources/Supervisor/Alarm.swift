import Secretary

/// Wakes the supervisor at the soonest moment it asked for. Time is a parameter, so that tests own it.
@MainActor final class Alarm {
  private let clock: any Clock<Duration>
  private let moment: @Sendable () -> Moment
  private let inbox: Inbox
  private var sleeping: (until: Moment, task: Task<Void, any Error>)?

  init(_ clock: some Clock<Duration>, inbox: Inbox) {
    let start = clock.now
    self.clock = clock
    moment = { Moment(start.duration(to: clock.now)) }
    self.inbox = inbox
  }

  var now: Moment { moment() }

  /// Rings once, at that moment at the latest. An earlier moment replaces a later one.
  func set(at moment: Moment) {
    if let sleeping, sleeping.until <= moment { return }
    sleeping?.task.cancel()
    let wait = moment - now
    // Unstructured, because a sleep must be given up when something falls due earlier; there is never more than one.
    let task = Task { [clock, weak self] in
      if wait > .zero { try await clock.sleep(for: wait) }
      self?.ring()
    }
    sleeping = (moment, task)
  }

  private func ring() {
    guard !Task.isCancelled else { return }
    sleeping = nil
    inbox.post(.alarm)
  }

  func cancel() {
    sleeping?.task.cancel()
    sleeping = nil
  }
}
