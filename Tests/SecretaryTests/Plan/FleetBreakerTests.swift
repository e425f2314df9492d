import Secretary
import Testing

@Suite struct FleetBreakerTests {
  private static func announcements(_ steps: [PlanStep]) -> [FleetEvent] {
    steps.compactMap { if case .announce(let event) = $0 { event } else { nil } }
  }

  /// Workers that ran, and have all ended in this way.
  private static func ended(
    _ count: Int, by exit: WorkerExit, cycles: Bool = false, startingAtOnce: Int = 4
  ) -> Fleet {
    var fleet = Fleet(startingAtOnce: startingAtOnce)
    let users = Fleet.users(count)
    fleet.bringUp(users, cycles: cycles)
    for user in users { fleet.exit(user, exit) }
    return fleet
  }

  /// A hundred have crashed, and the common pause is over: the probes are those `started`.
  private static func probing(startingAtOnce: Int = 8) -> Fleet {
    var fleet = ended(100, by: .signal(9), startingAtOnce: startingAtOnce)
    fleet.step()
    fleet.step(after: .seconds(1))
    return fleet
  }

  @Test func `when many crash within a minute, one event says so and nobody starts before the common pause is over`() {
    var fleet = Self.ended(100, by: .signal(9), cycles: true)
    let steps = fleet.step()
    #expect(Self.announcements(steps) == [.manyCrashed(workers: 21, waiting: .seconds(1))])
    #expect(fleet.started.isEmpty)
    #expect(fleet.step(after: .milliseconds(999)) == [])
  }

  @Test func `starts that fail are counted as crashes are, what was missing for them is not`() {
    for (isCrash, events) in [(true, 1), (false, 0)] {
      var fleet = Fleet(startingAtOnce: 40)
      fleet.want(Fleet.users(40))
      var announced: [FleetEvent] = []
      for step in fleet.plan.steps(at: fleet.now) {
        guard case .start(let user, _) = step else { continue }
        fleet.plan.couldNotStart(user, "it is empty", because: isCrash ? .failed : .lacking, at: fleet.now, jitter: 0)
      }
      announced += Self.announcements(fleet.plan.steps(at: fleet.now))
      #expect(announced.count == events)
      #expect(fleet.plan.summary.breakerIsClosed != isCrash)
    }
  }

  @Test func `after the pause five probes go out, and when they keep running all others follow`() {
    var fleet = Self.probing()
    #expect(fleet.started.count == 5)
    for user in fleet.started { fleet.say(WorkerMessage(isReady: true), user) }
    fleet.step(after: .milliseconds(900))
    #expect(fleet.started.count == 5)
    let steps = fleet.step(after: .milliseconds(100))
    #expect(Self.announcements(steps) == [.recovered])
    #expect(fleet.started.count == 13)
  }

  @Test func `probes that the watchdog hears prove themselves as soon`() {
    var fleet = Self.probing()
    for user in fleet.started { fleet.say(WorkerMessage(isReady: true, saysWatchdog: true), user) }
    #expect(fleet.plan.nextMoment == fleet.now + .seconds(1))
    #expect(Self.announcements(fleet.step(after: .seconds(1))) == [.recovered])
  }

  @Test(arguments: [(599, 2), (600, 1)])
  func `ten minutes after it closed, the common pause begins with a second again`(seconds: Int, pause: Int) {
    var fleet = Self.probing(startingAtOnce: 200)
    for user in fleet.started { fleet.say(WorkerMessage(isReady: true, completedCycle: true), user) }
    #expect(Self.announcements(fleet.step()) == [.recovered])
    fleet.step(after: .seconds(seconds))
    for user in Fleet.users(100) { fleet.exit(user, .signal(9)) }
    let pauses = Self.announcements(fleet.step()).compactMap {
      if case .manyCrashed(_, let waiting) = $0 { waiting } else { nil }
    }
    #expect(pauses == [.seconds(pause)])
  }

  @Test func `a probe that completes a cycle has proven itself at once`() {
    var fleet = Self.probing()
    for user in fleet.started { fleet.say(WorkerMessage(isReady: true, completedCycle: true), user) }
    #expect(Self.announcements(fleet.step()) == [.recovered])
  }

  @Test func `a probe that crashes makes everybody wait twice as long`() {
    var fleet = Self.probing()
    fleet.exit(fleet.started[0], .signal(9))
    #expect(Self.announcements(fleet.step()) == [.probesFailed(waiting: .seconds(2))])
    #expect(fleet.step(after: .milliseconds(1999)) == [])
    fleet.step(after: .milliseconds(1))
    #expect(fleet.started.count > 5)
  }

  @Test func `probes that are stopped before they prove anything make room for others`() {
    var fleet = Self.probing()
    let probes = fleet.started
    #expect(probes.count == 5)
    for index in fleet.rows.indices { fleet.rows[index].intervalSeconds = 30 }
    fleet.wantRows()
    fleet.step()
    for user in probes { fleet.exit(user, .code(0)) }
    fleet.step()
    #expect(fleet.started.count == 10)
  }

  @Test func `probes of a round that failed prove nothing in the next`() {
    var fleet = Self.probing(startingAtOnce: 20)
    let early = fleet.started
    fleet.exit(early[0], .signal(9))
    fleet.step(after: .seconds(2))
    #expect(fleet.started.count == 10)
    for user in early.dropFirst() { fleet.say(WorkerMessage(isReady: true, completedCycle: true), user) }
    fleet.say(WorkerMessage(isReady: true, completedCycle: true), fleet.started[5])
    #expect(Self.announcements(fleet.step()) == [])
    for user in fleet.started[6...] { fleet.say(WorkerMessage(isReady: true, completedCycle: true), user) }
    #expect(Self.announcements(fleet.step()) == [.recovered])
  }

  @Test(arguments: [(9, 20, false), (10, 20, true), (10, 50, false), (11, 50, true), (20, 100, false), (21, 100, true)])
  func `it takes ten crashes and more than a fifth of the fleet`(crashes: Int, fleetSize: Int, opens: Bool) {
    var fleet = Fleet()
    let users = Fleet.users(fleetSize)
    fleet.bringUp(users)
    for user in users.prefix(crashes) { fleet.exit(user, .signal(9)) }
    #expect(fleet.plan.summary.breakerIsClosed == !opens)
  }

  @Test func `one worker that crashes over and over is its own problem`() {
    var fleet = Fleet()
    let users = Fleet.users(12)
    fleet.bringUp(users)
    for _ in 0..<20 {
      fleet.exit(users[0], .signal(9))
      fleet.step(after: .seconds(1))
    }
    #expect(fleet.plan.summary.breakerIsClosed)
  }

  @Test(arguments: [(60, true), (61, false)])
  func `those of one minute count together`(seconds: Int, opens: Bool) {
    var fleet = Fleet()
    let users = Fleet.users(12)
    fleet.bringUp(users)
    for user in users.prefix(9) { fleet.exit(user, .signal(9)) }
    fleet.now = fleet.now + .seconds(seconds)
    fleet.exit(users[9], .signal(9))
    #expect(fleet.plan.summary.breakerIsClosed == !opens)
  }

  @Test func `crashes spread over more than a minute are not one cause`() {
    var fleet = Fleet()
    let users = Fleet.users(20)
    fleet.bringUp(users)
    for user in users {
      fleet.exit(user, .signal(9))
      fleet.step(after: .seconds(8))
      fleet.say(WorkerMessage(isReady: true), user)
    }
    #expect(fleet.plan.summary.breakerIsClosed)
  }

  @Test func `temporary failures open nothing, however many`() {
    let fleet = Self.ended(100, by: .code(75))
    #expect(fleet.plan.summary.breakerIsClosed)
  }

  @Test func `those who wait say that many crashed and when they are tried`() throws {
    var fleet = Self.ended(50, by: .signal(9))
    fleet.step()
    let report = try fleet.told("user-49")
    #expect(report.condition == .waiting(.commonPause))
    #expect(report.nextAt == fleet.now + .seconds(1))
    #expect(!fleet.plan.summary.breakerIsClosed)
    fleet.step(after: .seconds(1))
    #expect(try fleet.told("user-49").condition == .waiting(.probes))
  }
}
