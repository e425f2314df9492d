import FoundationEssentials
import Secretary
import Testing

@Suite struct SleepTests {
  /// Ann's worker, asleep for five minutes.
  private func asleep() -> Fleet {
    var fleet = Fleet()
    fleet.bringUp([ann], cycles: true)
    fleet.say(WorkerMessage(saysWatchdog: true), ann)
    fleet.say(WorkerMessage(sleep: .seconds(300), status: "the last check found nothing new"), ann)
    return fleet
  }

  @Test func `a worker that said until when it sleeps is expected by then and a grace, and not before`() throws {
    var fleet = asleep()
    let told = try fleet.told(ann)
    #expect(told.condition == .asleep(said: "the last check found nothing new"))
    #expect(told.nextAt == fleet.now + .seconds(300))
    #expect(fleet.step(after: .seconds(419)) == [])
    #expect(fleet.step(after: .seconds(1)) == [.kill(pid: 101)])
    fleet.exit(ann, .signal(9))
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `nothing is to be done for sleepers before the first is due`() {
    var fleet = asleep()
    let due = fleet.now + .seconds(420)
    // Moments of before it slept are passed over once.
    fleet.step(after: .seconds(120))
    #expect(fleet.plan.nextMoment == due)
  }

  @Test func `a worker that wakes up is the same, and no restart`() throws {
    var fleet = asleep()
    fleet.step(after: .seconds(300))
    fleet.say(WorkerMessage(isReady: true), ann)
    let told = try fleet.told(ann)
    #expect(told.state == .running && told.restarts == 0 && told.pid == 101)
    #expect(fleet.step(after: .seconds(120)) == [.kill(pid: 101)])
  }

  @Test(arguments: [
    WorkerMessage(saysWatchdog: true), WorkerMessage(status: "Checking."), WorkerMessage(completedCycle: true),
  ])
  func `whoever speaks without saying that it sleeps is awake`(message: WorkerMessage) {
    var fleet = asleep()
    fleet.say(message, ann)
    #expect(fleet.report(ann)?.state == .running)
  }

  @Test func `a sleep that is told twice is one, and one that is prolonged is reported again`() throws {
    var fleet = asleep()
    let since = try fleet.told(ann).since
    fleet.now = fleet.now + .seconds(1)
    fleet.say(WorkerMessage(sleep: .seconds(299), residentBytes: 1_000_000), ann)
    #expect(fleet.report(ann) == nil)
    #expect(fleet.plan.residentBytes(of: ann) == 1_000_000)
    fleet.now = fleet.now + .seconds(299)
    fleet.say(WorkerMessage(sleep: .seconds(15), status: "the program cannot be run"), ann)
    let told = try fleet.told(ann)
    #expect(told.condition == .asleep(said: "the program cannot be run") && told.since == since)
    #expect(fleet.step(after: .seconds(130)) == [])
  }

  @Test func `a request wakes a sleeper, and so does everything that ends a worker`() {
    var fleet = asleep()
    fleet.want([ann])
    fleet.rows[0].checkRequestedAt = Date(timeIntervalSince1970: 1)
    fleet.wantRows()
    #expect(fleet.step() == [.checkNow(pid: 101)])
    fleet.plan.lostLeases([ann], at: fleet.now)
    #expect(fleet.step() == [.terminate(pid: 101)])
    var other = asleep()
    other.rows[0].intervalSeconds = 90
    other.wantRows()
    #expect(other.step() == [.terminate(pid: 101)])
    var last = asleep()
    last.plan.shutDown(at: last.now)
    #expect(last.step() == [.terminate(pid: 101)])
  }

  @Test func `sleepers count as living when many crash`() {
    var fleet = Fleet()
    let users = Fleet.users(60)
    fleet.bringUp(users, cycles: true)
    for user in users { fleet.say(WorkerMessage(sleep: .seconds(300)), user) }
    for user in users[..<11] { fleet.exit(user, .signal(9)) }
    #expect(fleet.plan.summary.breakerIsClosed)
    #expect(fleet.plan.summary.counts[.asleep] == 49)
  }

  @Test(
    arguments: [
      ("X_SECRETARY_ASLEEP=300", 300), ("X_SECRETARY_ASLEEP=0", 0), ("X_SECRETARY_ASLEEP=-1", nil),
      ("X_SECRETARY_ASLEEP=31622401", nil), ("X_SECRETARY_ASLEEP=99999999999999999999", nil),
      ("X_SECRETARY_ASLEEP=", nil),
    ] as [(String, Int?)])
  func `a sleep is a number of seconds, and no longer than a year`(text: String, seconds: Int?) {
    #expect(WorkerMessage(datagram: Array(text.utf8)).sleep == seconds.map { .seconds($0) })
  }
}
