import FoundationEssentials
import Secretary
import Testing

@Suite struct WorkerPlanTests {
  @Test func `a user who is wanted is started once the lease is written, not before`() {
    var fleet = Fleet()
    fleet.plan.want([WantedWorker(userID: ann, address: "ann@example.com", intervalSeconds: 60)], at: fleet.now)
    #expect(fleet.step() == [])
    fleet.plan.granted([ann], at: fleet.now)
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
    #expect(fleet.step() == [])
  }

  @Test func `a user whom another supervisor serves waits and says who has them`() {
    var fleet = Fleet()
    fleet.plan.want([WantedWorker(userID: ann, address: "ann@example.com")], at: fleet.now)
    fleet.plan.refused(ann, heldBy: "mail-2, process 7", at: fleet.now)
    #expect(fleet.step() == [])
    #expect(fleet.report(ann)?.condition == .waiting(.otherSupervisor("mail-2, process 7")))
    fleet.plan.granted([ann], at: fleet.now)
    #expect(fleet.step() == [.start(ann, intervalSeconds: nil)])
  }

  @Test func `switching off stops the worker, waits for its end, then gives the lease back`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.want([])
    #expect(fleet.step() == [.terminate(pid: 101)])
    #expect(fleet.step() == [])
    fleet.exit(ann, .code(0))
    #expect(fleet.step() == [.release(ann)])
    #expect(fleet.report(ann)?.state == .off)
    #expect(fleet.plan.summary == FleetSummary())
  }

  @Test func `switched on again while stopping, it starts as soon as the old process is gone`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.want([])
    fleet.step()
    fleet.want([ann])
    #expect(fleet.step() == [])
    fleet.exit(ann, .signal(15))
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `a worker that does not end within its grace is killed, once`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.want([])
    fleet.step()
    #expect(fleet.step(after: .seconds(24)) == [])
    #expect(fleet.step(after: .seconds(1)) == [.kill(pid: 101)])
    #expect(fleet.step(after: .seconds(100)) == [])
  }

  @Test(arguments: [(1, 1.0), (2, 2.0), (3, 4.0), (6, 32.0), (9, 256.0), (10, 300.0), (40, 300.0)])
  func `each crash in a row doubles the pause, up to five minutes`(crashes: Int, pause: Double) throws {
    var fleet = Fleet()
    fleet.want([ann])
    for crash in 1...crashes {
      fleet.step(after: .seconds(300))
      #expect(fleet.started.count == crash)
      fleet.exit(ann, .signal(11))
    }
    let pause = Duration.seconds(pause)
    fleet.step(after: pause - .milliseconds(1))
    #expect(fleet.started.count == crashes)
    fleet.step(after: .milliseconds(1))
    #expect(fleet.started.count == crashes + 1)
  }

  @Test(arguments: [(-1.0, 0.8), (0, 1), (0.5, 1.1), (1, 1.2), (7, 1.2)])
  func `jitter moves the pause by at most a fifth`(jitter: Double, pause: Double) {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, .code(70), jitter: jitter)
    #expect(fleet.plan.nextMoment == fleet.now + .seconds(1) * pause)
  }

  @Test func `a worker that had completed a cycle is started again at once and its failures are forgotten`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, .signal(9))
    fleet.step(after: .seconds(1))
    fleet.say(WorkerMessage(isReady: true, completedCycle: true), ann)
    fleet.exit(ann, .signal(9))
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
    fleet.exit(ann, .signal(9))
    #expect(fleet.plan.nextMoment == fleet.now + .seconds(1))
  }

  @Test func `a worker that lived ten minutes is started again at once`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.now = fleet.now + .seconds(600)
    fleet.exit(ann, .signal(9))
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `restarts at once keep a second's distance, so a crash after every cycle cannot spin`() {
    var fleet = Fleet()
    fleet.bringUp([ann], cycles: true)
    fleet.exit(ann, .signal(9))
    fleet.step()
    fleet.say(WorkerMessage(isReady: true, completedCycle: true), ann)
    fleet.now = fleet.now + .milliseconds(100)
    fleet.exit(ann, .signal(9))
    #expect(fleet.step() == [])
    #expect(fleet.step(after: .milliseconds(900)) == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `when the store is back, who gave up for something temporary is started without waiting longer`() {
    var fleet = Fleet()
    fleet.bringUp([ann, "bob"])
    fleet.exit(ann, .code(75))
    fleet.exit("bob", .signal(11))
    fleet.step()
    fleet.plan.storeReturned(at: fleet.now)
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
    // As if it had never failed; the other has crashed, which was not for the store.
    fleet.exit(ann, .code(75))
    #expect(fleet.plan.nextMoment == fleet.now + .seconds(1))
  }

  @Test(arguments: [
    (WorkerExit.code(0), WorkerCondition.Name.backingOff, 0), (.code(75), .backingOff, 0), (.code(77), .held, 0),
    (.code(78), .held, 0), (.code(70), .backingOff, 1), (.code(64), .backingOff, 1), (.signal(9), .backingOff, 1),
    (.vanished, .backingOff, 1),
  ])
  func `an exit code says what happens next and whether it was a crash`(
    exit: WorkerExit, state: WorkerCondition.Name, crashes: Int
  ) throws {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, exit)
    let report = try fleet.told(ann)
    #expect(report.state == state)
    #expect(report.crashes == crashes)
    #expect(report.lastExit == exit)
  }

  @Test func `held for the user, it starts when the credentials change and not when the settings do`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, .code(77))
    fleet.rows[0].settingsVersion += 1
    fleet.wantRows()
    #expect(fleet.step(after: .seconds(3600)) == [])
    fleet.rows[0].credentialsVersion += 1
    fleet.wantRows()
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `one whose access was withdrawn still says so when that took it off the list`() throws {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.want([])
    fleet.step()
    fleet.exit(ann, .code(77))
    let report = try fleet.told(ann)
    #expect(report.condition == .held(.needsUser))
    fleet.want([ann])
    #expect(fleet.step() == [.release(ann), .start(ann, intervalSeconds: 60)])
  }

  @Test func `held for bad settings, it starts when they change and not when the credentials do`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, .code(78))
    fleet.rows[0].credentialsVersion += 1
    fleet.wantRows()
    #expect(fleet.step(after: .seconds(3600)) == [])
    fleet.rows[0].settingsVersion += 1
    fleet.wantRows()
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test(arguments: [WorkerExit.code(77), .code(78)])
  func `what changed while it was on its way out is tried once before it is held`(exit: WorkerExit) throws {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.rows[0].credentialsVersion += 1
    fleet.rows[0].settingsVersion += 1
    fleet.wantRows()
    fleet.exit(ann, exit)
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
    fleet.exit(ann, exit)
    #expect(fleet.step() == [])
    #expect(try fleet.told(ann).state == .held)
  }

  @Test func `a reload lets those held for bad settings try again, and only those`() {
    var fleet = Fleet()
    let users = Fleet.users(2)
    fleet.bringUp(users)
    fleet.exit(users[0], .code(78))
    fleet.exit(users[1], .code(77))
    fleet.plan.reloaded(at: fleet.now)
    #expect(fleet.step() == [.start(users[0], intervalSeconds: 60)])
  }

  @Test func `a worker that read the configuration of before a reload is tried once more, and then held`() throws {
    var fleet = Fleet()
    fleet.want([ann])
    fleet.step()
    fleet.plan.reloaded(at: fleet.now)
    fleet.exit(ann, .code(78))
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
    fleet.exit(ann, .code(78))
    #expect(fleet.step() == [])
    #expect(try fleet.told(ann).state == .held)
  }

  @Test func `a changed interval restarts that worker alone, without a pause and without blame`() {
    var fleet = Fleet()
    let users = Fleet.users(3)
    fleet.bringUp(users)
    fleet.rows[1].intervalSeconds = 15
    fleet.wantRows()
    #expect(fleet.step() == [.terminate(pid: 102)])
    fleet.exit(users[1], .code(0))
    #expect(fleet.step() == [.start(users[1], intervalSeconds: 15)])
    #expect(fleet.report(users[1])?.crashes == 0)
  }

  @Test func `a check asked for reaches the running worker once`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.rows[0].checkRequestedAt = .init(timeIntervalSinceReferenceDate: 5)
    fleet.wantRows()
    fleet.wantRows()
    #expect(fleet.step() == [.checkNow(pid: 101)])
  }

  @Test func `a lost lease stops the worker and it waits for the lease again`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.plan.lostLeases([ann], at: fleet.now)
    #expect(fleet.step() == [.terminate(pid: 101)])
    fleet.exit(ann, .code(75))
    #expect(fleet.step(after: .seconds(600)) == [])
    fleet.plan.granted([ann], at: fleet.now)
    #expect(fleet.step() == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `no more start at once than the pace allows, and the next goes when one is ready`() {
    var fleet = Fleet(startingAtOnce: 2)
    let users = Fleet.users(5)
    fleet.want(users)
    #expect(fleet.step().count == 2)
    #expect(fleet.step().isEmpty)
    fleet.say(WorkerMessage(isReady: true), users[0])
    #expect(fleet.step() == [.start(users[2], intervalSeconds: 60)])
  }

  @Test func `not ready within a minute, it is killed and counted as a crash`() throws {
    var fleet = Fleet()
    fleet.want([ann])
    fleet.step()
    #expect(fleet.step(after: .seconds(59)) == [])
    #expect(fleet.step(after: .seconds(1)) == [.kill(pid: 101)])
    fleet.exit(ann, .signal(9))
    let report = try fleet.told(ann)
    #expect(report.crashes == 1)
    #expect(report.condition == .backingOff(failures: 1, fault: .startTooLong))
    #expect(report.lastExitLived == .seconds(60))
  }

  @Test func `a worker that spoke to the watchdog and falls silent is killed; one that never did is left alone`() {
    var fleet = Fleet()
    let users = Fleet.users(2)
    fleet.bringUp(users)
    fleet.say(WorkerMessage(saysWatchdog: true), users[0])
    fleet.step(after: .seconds(100))
    fleet.say(WorkerMessage(saysWatchdog: true), users[0])
    #expect(fleet.step(after: .seconds(119)) == [])
    #expect(fleet.step(after: .seconds(1)) == [.kill(pid: 101)])
    #expect(fleet.step(after: .seconds(9999)) == [])
  }

  @Test func `a message from a process that is no worker of ours changes nothing`() {
    var fleet = Fleet()
    fleet.want([ann])
    fleet.step()
    fleet.plan.heard(WorkerMessage(isReady: true), from: 4711, at: fleet.now)
    #expect(fleet.plan.summary.counts[.running, default: 0] == 0)
  }

  @Test func `an exit told twice is one exit`() {
    var fleet = Fleet()
    fleet.bringUp([ann])
    fleet.exit(ann, .signal(9))
    fleet.exit(ann, .signal(9))
    #expect(fleet.report(ann)?.crashes == 1)
    #expect(fleet.step(after: .seconds(1)).count == 1)
  }

  @Test func `what cannot be started is tried again after a pause and says why`() throws {
    var fleet = Fleet()
    fleet.want([ann])
    #expect(fleet.plan.steps(at: fleet.now) == [.start(ann, intervalSeconds: 60)])
    fleet.plan.couldNotStart(ann, "no more files", at: fleet.now, jitter: 0)
    let report = try fleet.told(ann)
    #expect(report.lastExit == .notStarted("no more files"))
    #expect(fleet.plan.steps(at: fleet.now + .milliseconds(999)) == [])
    #expect(fleet.plan.steps(at: fleet.now + .seconds(1)) == [.start(ann, intervalSeconds: 60)])
  }

  @Test func `whoever finds no room under a limit waits for it, always as long, and opens no breaker`() throws {
    var fleet = Fleet(startingAtOnce: 20)
    let users = Fleet.users(20)
    fleet.want(users)
    for _ in 0..<3 {
      #expect(fleet.plan.steps(at: fleet.now).count == 20)
      for user in users { fleet.plan.couldNotStart(user, "no room", because: .limit, at: fleet.now, jitter: 0) }
      let report = try fleet.told(users[0])
      #expect(report.condition == .waiting(.limit("no room")))
      #expect(report.nextAt == fleet.now + .seconds(30))
      #expect(report.crashes == 0)
      #expect(fleet.plan.summary.counts == [.waiting: 20])
      #expect(fleet.plan.summary.breakerIsClosed)
      #expect(fleet.plan.steps(at: fleet.now + .milliseconds(29_999)).isEmpty)
      fleet.now = fleet.now + .seconds(30)
    }
  }

  @Test func `what a sleeper uses is looked at once, and again when it has spoken`() throws {
    var fleet = Fleet()
    fleet.bringUp([ann])
    let pid = try #require(fleet.pids[ann])
    #expect(fleet.plan.usersToMeasure().map(\.pid) == [pid])
    #expect(fleet.plan.usersToMeasure().map(\.pid) == [pid])
    fleet.plan.heard(WorkerMessage(sleep: .seconds(60)), from: pid, at: fleet.now)
    #expect(fleet.plan.usersToMeasure().map(\.pid) == [pid])
    #expect(fleet.plan.usersToMeasure().isEmpty)
    fleet.plan.heard(WorkerMessage(sleep: .seconds(60), residentBytes: 300_000), from: pid, at: fleet.now)
    #expect(fleet.plan.usersToMeasure().map(\.user) == [ann])
    #expect(fleet.plan.usersToMeasure().isEmpty)
  }

  @Test func `shutting down stops all at once and starts nobody again`() {
    var fleet = Fleet(startingAtOnce: 2)
    let users = Fleet.users(4)
    fleet.bringUp(users)
    fleet.exit(users[3], .signal(9))
    fleet.plan.shutDown(at: fleet.now)
    let steps = fleet.step()
    #expect(steps.filter { if case .terminate = $0 { true } else { false } }.count == 3)
    for user in users.prefix(3) { fleet.exit(user, .signal(15)) }
    #expect(fleet.step(after: .seconds(999)).allSatisfy { if case .release = $0 { true } else { false } })
    #expect(fleet.plan.pids.isEmpty)
  }

  @Test func `every state is told with what belongs to it`() throws {
    var fleet = Fleet(startingAtOnce: 1)
    let users = Fleet.users(6)
    fleet.want(users)
    fleet.step()
    let reports = fleet.plan.takeReports().sorted { $0.userID.rawValue < $1.userID.rawValue }
    #expect(reports[0].condition == .starting(within: .seconds(60)))
    #expect(reports[1].condition == .waiting(.turn))
    fleet.say(WorkerMessage(isReady: true, status: "next check in 40 s"), users[0])
    #expect(fleet.report(users[0])?.condition == .running(said: "next check in 40 s"))
    fleet.now = fleet.now + .seconds(12)
    fleet.exit(users[0], .signal(11))
    let crashed = try fleet.told(users[0])
    #expect(crashed.condition == .backingOff(failures: 1, fault: nil))
    #expect(crashed.lastExit == .signal(11))
    #expect(crashed.lastExitLived == .seconds(12))
    #expect(crashed.nextAt == fleet.now + .seconds(1))
    fleet.step()
    fleet.exit(users[1], .code(77))
    #expect(fleet.report(users[1])?.condition == .held(.needsUser))
    fleet.step()
    fleet.want(users.filter { $0 != users[2] })
    #expect(fleet.report(users[2])?.condition == .stopping(.switchedOff, within: .seconds(25)))
    fleet.step(after: .seconds(25))
    #expect(fleet.report(users[2])?.condition == .stopping(.switchedOff, within: nil))
  }

  @Test func `ten thousand workers are planned in a moment`() {
    var fleet = Fleet(startingAtOnce: 4)
    let users = Fleet.users(10_000)
    let elapsed = ContinuousClock().measure {
      fleet.bringUp(users)
      for user in users { fleet.exit(user, .signal(9)) }
      for _ in 0..<100 { fleet.step(after: .seconds(1)) }
    }
    // A plan that scans all workers at every event needs minutes here.
    #expect(elapsed < .seconds(20))
  }
}
