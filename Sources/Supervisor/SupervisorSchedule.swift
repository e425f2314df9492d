import Secretary

/// What the supervisor does by the clock and not because of an event. Pure: time comes in.
struct SupervisorSchedule {
  /// How often what changes by itself is looked after.
  struct Pace {
    /// Settings are read and status is written.
    var store: Duration = .seconds(1)
    /// Leases are renewed, which last three times as long.
    var renewal: Duration = .seconds(10)
    /// Every child is looked at, told of or not.
    var reconcile: Duration = .seconds(15)
    /// What every child uses is read and written.
    var usage: Duration = .seconds(10)
    /// The longest that the store takes for an answer, were it that it does not answer: all that is asked of it ends by itself,
    /// and a server that fell silent is no better reached by another process. One that hangs takes longer.
    var answer: Duration = .seconds(60)
  }

  enum Duty: Equatable {
    case reconcile
    /// The store is told and asked; nothing more is asked of it until it has answered.
    case askStore(renewing: Bool, withUsages: Bool)
    case feedWatchdog
  }

  private enum StoreState {
    case idle(due: Moment)
    /// It was asked, and is to be asked again at that moment or when it has answered, whichever comes later.
    case busy(nextDue: Moment)
  }

  private let pace: Pace
  private let watchdog: Duration?
  private var store = StoreState.idle(due: Moment())
  private var storeAnsweredAt = Moment()
  private var renewalDue = Moment()
  private var usageDue = Moment()
  private var reconcileDue = Moment()
  private var watchdogDue = Moment()

  /// - Parameter watchdog: how long systemd waits for a word; nil when it does not wait for any.
  init(_ pace: Pace, watchdog: Duration?) {
    self.pace = pace
    self.watchdog = watchdog
  }

  /// Everything that is due, each counted as done.
  mutating func due(at now: Moment) -> [Duty] {
    [reconcile(at: now), askStore(at: now), feedWatchdog(at: now)].compactMap { $0 }
  }

  /// When something is due next.
  var next: Moment {
    var next = reconcileDue
    if case .idle(let due) = store { next = min(next, due) }
    if watchdog != nil { next = min(next, watchdogDue) }
    return next
  }

  mutating func storeAnswered(at now: Moment) {
    storeAnsweredAt = now
    if case .busy(let due) = store { store = .idle(due: due) }
  }

  /// Children are looked at again soon: one of them may be gone unheard.
  mutating func reconcileSoon(at now: Moment) { reconcileDue = now + .seconds(1) }

  mutating func everythingIsDue(at now: Moment) {
    (reconcileDue, usageDue) = (now, now)
    switch store {
    case .idle: store = .idle(due: now)
    case .busy: store = .busy(nextDue: now)
    }
  }

  private mutating func reconcile(at now: Moment) -> Duty? {
    guard now >= reconcileDue else { return nil }
    reconcileDue = now + pace.reconcile
    return .reconcile
  }

  private mutating func askStore(at now: Moment) -> Duty? {
    guard case .idle(let due) = store, now >= due else { return nil }
    store = .busy(nextDue: now + pace.store)
    let (isRenewing, isWithUsages) = (now >= renewalDue, now >= usageDue)
    if isRenewing { renewalDue = now + pace.renewal }
    if isWithUsages { usageDue = now + pace.usage }
    return .askStore(renewing: isRenewing, withUsages: isWithUsages)
  }

  /// Whoever asks has just seen to the plan and the exits; a store that hangs leaves us without an answer.
  private mutating func feedWatchdog(at now: Moment) -> Duty? {
    guard let watchdog, now >= watchdogDue else { return nil }
    watchdogDue = now + watchdog / 3
    return now - storeAnsweredAt < max(watchdog, pace.answer) ? .feedWatchdog : nil
  }
}
