/// Notices that many workers crash for one shared reason (a bad release, a broken database) and puts all starts behind
/// one back-off, with a few probes at a time, instead of a thousand workers failing each for themselves.
struct FleetBreaker: Sendable {
  enum State: Sendable, Equatable {
    case closed
    /// Nothing is started until then.
    case open(until: Moment)
    /// Probes are out; enough of them proven, it closes.
    case probing(out: Int, proven: Int)
  }

  static let window: Duration = .seconds(60)
  static let fewestCrashes = 10
  static let probesAtOnce = 5
  /// A probe that was ready this long, or completed a cycle, has proven itself.
  static let probeLife: Duration = .seconds(1)
  /// Closed this long, the next opening begins with the first delay again.
  static let memory: Duration = .seconds(600)

  private(set) var state: State = .closed
  private var openings = 0
  private var closedAt: Moment?
  /// Each worker's last crash in the window, and whether it is still down since.
  private var crashes: [UserID: (at: Moment, isDown: Bool)] = [:]
  private var order = Queue<(at: Moment, user: UserID)>()
  private var down = 0

  var isClosed: Bool { state == .closed }

  /// How many different workers crashed in the window.
  var crashed: Int { crashes.count }

  mutating func started(_ user: UserID) {
    if crashes[user]?.isDown == true {
      crashes[user]?.isDown = false
      down -= 1
    }
    if case .probing(let out, let proven) = state { state = .probing(out: out + 1, proven: proven) }
  }

  /// Counts a crash; true when it opens the breaker. `alive` are the workers still starting or running.
  mutating func crashed(_ user: UserID, alive: Int, at now: Moment, delay: (_ openings: Int) -> Duration) -> Bool {
    forget(before: now)
    if crashes[user]?.isDown != true { down += 1 }
    crashes[user] = (now, true)
    order.append((now, user))
    guard isClosed, crashes.count >= Self.fewestCrashes, crashes.count * 5 > alive + down else { return false }
    if let closedAt, now - closedAt >= Self.memory { openings = 0 }
    open(at: now, delay: delay)
    return true
  }

  /// The shared delay is over: probes may go out.
  mutating func probe() { state = .probing(out: 0, proven: 0) }

  /// One probe proved itself; true when that closes the breaker.
  mutating func proven(at now: Moment) -> Bool {
    guard case .probing(let out, let proven) = state else { return false }
    guard proven + 1 < Self.probesAtOnce else {
      close(at: now)
      return true
    }
    state = .probing(out: out - 1, proven: proven + 1)
    return false
  }

  /// One probe ended without proving anything and without a crash: another may go.
  mutating func probeStopped() {
    if case .probing(let out, let proven) = state { state = .probing(out: out - 1, proven: proven) }
  }

  /// One probe crashed: the reason is still there, and everything waits again, longer.
  mutating func probeCrashed(at now: Moment, delay: (_ openings: Int) -> Duration) {
    if case .probing = state { open(at: now, delay: delay) }
  }

  mutating func close(at now: Moment) {
    state = .closed
    closedAt = now
    crashes = [:]
    order = Queue()
    down = 0
  }

  private mutating func open(at now: Moment, delay: (_ openings: Int) -> Duration) {
    state = .open(until: now + delay(openings))
    openings += 1
  }

  private mutating func forget(before now: Moment) {
    while let oldest = order.first, now - oldest.at > Self.window {
      _ = order.popFirst()
      guard let last = crashes[oldest.user], last.at == oldest.at else { continue }
      if last.isDown { down -= 1 }
      crashes[oldest.user] = nil
    }
  }
}
