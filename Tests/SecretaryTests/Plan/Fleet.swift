import Secretary
import Testing

/// A plan played out by hand: steps are carried out at once with made-up process ids, and time is whatever a test says.
struct Fleet {
  var plan: WorkerPlan
  var now = Moment()
  /// The last process id of each user.
  var pids: [UserID: Int32] = [:]
  var rows: [WantedWorker] = []
  /// Starts that were asked for, in order.
  var started: [UserID] = []
  private var nextPID: Int32 = 100

  init(startingAtOnce: Int = 4) { plan = WorkerPlan(policy: RestartPolicy(startingAtOnce: startingAtOnce)) }

  static func users(_ count: Int) -> [UserID] { (0..<count).map { UserID("user-\($0)") } }

  mutating func want(_ users: [UserID]) {
    rows = users.map { WantedWorker(userID: $0, address: "\($0)@example.com", intervalSeconds: 60) }
    wantRows()
  }

  mutating func wantRows() {
    plan.want(rows, at: now)
    plan.granted(rows.map(\.userID), at: now)
  }

  /// Carries out what the plan asks for and returns it.
  @discardableResult mutating func step(after pause: Duration = .zero) -> [PlanStep] {
    now = now + pause
    let steps = plan.steps(at: now)
    for case .start(let user, _) in steps {
      nextPID += 1
      pids[user] = nextPID
      started.append(user)
      plan.launched(user, pid: nextPID, at: now)
    }
    return steps
  }

  mutating func say(_ message: WorkerMessage, _ user: UserID) {
    if let pid = pids[user] { plan.heard(message, from: pid, at: now) }
  }

  mutating func exit(_ user: UserID, _ exit: WorkerExit, jitter: Double = 0) {
    if let pid = pids[user] { plan.exited(pid: pid, exit, at: now, jitter: jitter) }
  }

  /// Everybody wanted runs and is ready.
  mutating func bringUp(_ users: [UserID], cycles: Bool = false) {
    want(users)
    started = []
    var ready = 0
    while ready < users.count {
      step()
      for user in started[ready...] { say(WorkerMessage(isReady: true, completedCycle: cycles), user) }
      ready = started.count
    }
    started = []
  }

  mutating func told(_ user: UserID) throws -> WorkerReport {
    let report = report(user)
    return try #require(report)
  }

  mutating func report(_ user: UserID) -> WorkerReport? { plan.takeReports().first { $0.userID == user } }
}

let ann: UserID = "ann"

extension UserID: ExpressibleByStringLiteral {
  /// So that a test can name a user as it would on paper.
  public init(stringLiteral value: String) { self.init(rawValue: value) }
}
