import FleetStatus
import Foundation
import Secretary
import Storage

/// How everything is, for whoever runs the service.
struct OperatorPage: Page {
  static let template = "operator"
  /// The part that `live.js` fetches again.
  static let region = "live-operator"
  /// Workers on one page.
  static let pageSize = 100

  struct Fact: Sendable, Equatable {
    let name: String
    let value: String
    let detail: String?
  }

  struct SupervisorRow: Sendable, Equatable {
    let host: String
    let pid: Int32
    let version: String
    let pill: Pill
    let words: String
    let started: Stamp
    let heard: Stamp
    let files: String?
    let sandbox: String?
  }

  struct WorkerRow: Sendable, Equatable {
    let user: String
    let pill: Pill
    let words: String
    let lastEnd: String?
    /// What the user's mail took of models today; nil when nothing.
    let models: String?
    let lastCheck: Stamp?
    let nextCheck: Stamp?
    let drafts: Int
    let restarts: Int
    /// Nil when nobody would look.
    let checkAddress: String?
    let checkName: String
  }

  let title = "Operator"
  var place: Place? { .operator }
  let flash: String?
  let liveAddress: String
  let fleet: String
  let said: String
  let trouble: Banner?
  let facts: [Fact]
  let hasSupervisors: Bool
  let supervisors: [SupervisorRow]
  let shown: String
  let hasWorkers: Bool
  let workers: [WorkerRow]
  let emptyHeading = "Nobody is here yet"
  let emptyExplanation = "People appear here after they have signed in, or after secretary-supervisor user add."
  let pager: Pager?

  /// - `number`: the page, from 1.
  init(_ report: StatusReport, page number: Int = 1, flash: String? = nil, clock: WallClock) {
    self.flash = flash
    let users = report.users.sorted { (Self.urgency($0), $0.address) < (Self.urgency($1), $1.address) }
    let pages = max(1, (users.count + Self.pageSize - 1) / Self.pageSize)
    let page = min(max(1, number), pages)
    let first = (page - 1) * Self.pageSize
    let visible = users.dropFirst(first).prefix(Self.pageSize)
    liveAddress = SitePath.operatorRegion.address(query: ["page": page == 1 ? nil : "\(page)"])
    fleet = "\(WallClock.count(users.count, "person").replacing("persons", with: "people")): \(report.summary)."
    trouble = Self.trouble(report)
    said = trouble?.heading ?? fleet
    facts = Self.facts(report)
    supervisors = report.supervisors.map { SupervisorRow($0, clock: clock) }
    hasSupervisors = !supervisors.isEmpty
    workers = visible.map { WorkerRow($0, currency: report.currency, clock: clock) }
    hasWorkers = !workers.isEmpty
    shown = pages == 1 ? "" : "\(first + 1) to \(first + visible.count) of \(users.count)"
    pager = Pager(page: page, of: pages)
  }

  /// Who needs attention comes first.
  private static func urgency(_ line: StatusReport.Line) -> Int {
    switch line.standing.name {
    case .down: 0
    case .held: 1
    case .backingOff: 2
    case .running, .asleep: line.row?.problem == nil ? 5 : 3
    case .starting, .stopping, .waiting: 4
    case .off: 6
    }
  }

  private static func trouble(_ report: StatusReport) -> Banner? {
    if !report.hasLivingSupervisor {
      return Banner(
        .bad, "No supervisor is running.", "No mail is read. Start it: systemctl start secretary-supervisor")
    }
    if report.supervisors.contains(where: { $0.isAlive && !$0.row.fleet.breakerIsClosed }) {
      return Banner(
        .warn, "Many workers crashed at once, so starts are held back.",
        "Look into the journal for what they have in common: a release, the network, or Google.")
    }
    return nil
  }

  private static func facts(_ report: StatusReport) -> [Fact] {
    let rows = report.users.compactMap(\.row)
    let sum = { (value: (WorkerStatusLine) -> Int) in "\(rows.reduce(0) { $0 + value($1) })" }
    return [
      Fact(name: "Messages seen", value: sum(\.messagesSeen), detail: "\(sum(\.messagesSetAside)) set aside"),
      Fact(name: "Drafts written", value: sum(\.draftsWritten), detail: nil),
      Fact(name: "Failed tries", value: sum(\.messagesFailed), detail: nil),
      Fact(name: "Restarts in a day", value: sum { $0.worker.restartsLastDay }, detail: nil),
    ] + models(report)
  }

  /// Where there is a model.
  private static func models(_ report: StatusReport) -> [Fact] {
    let all = report.users.compactMap(\.row?.models)
    guard all.contains(where: { $0.calls > 0 }) else { return [] }
    let cost = all.reduce(Cost.zero) { $0 + $1.cost }
    let today = report.users.map(\.modelsToday)
    let costToday = today.reduce(Cost.zero) { $0 + $1.cost }
    return [
      Fact(
        name: "Model tokens", value: "\(all.reduce(0) { $0 + $1.tokens })",
        detail: "\(today.reduce(0) { $0 + $1.tokens }) today")
    ]
      + (cost > .zero
        ? [
          Fact(
            name: "Model cost", value: "\(cost.amount) \(report.currency)",
            detail: "\(costToday.amount) \(report.currency) today")
        ] : [])
  }
}

extension OperatorPage.SupervisorRow {
  init(_ supervisor: StatusReport.SupervisorLine, clock: WallClock) {
    let row = supervisor.row
    host = row.host
    pid = row.pid
    version = row.version
    pill = supervisor.isAlive ? Pill(.good, "Running") : Pill(.bad, "Gone")
    words = Sentence.of(row.fleet.words)
    started = clock.when(row.startedAt)
    heard = clock.ago(row.heartbeatAt)
    if let open = row.openFiles, let limit = row.openFilesLimit {
      files = "\(open) of \(limit) files open"
    } else {
      files = nil
    }
    sandbox = row.sandbox.map { "sandbox of workers: \($0)" }
  }
}

extension OperatorPage.WorkerRow {
  init(_ line: StatusReport.Line, currency: String, clock: WallClock) {
    user = line.address
    pill = Self.pill(line)
    words = Sentence.of(line.words(at: clock.now))
    let worker = line.row?.worker
    lastEnd = worker?.lastExit.map { exit in
      "Last end: \(exit.words)" + (worker?.lastExitAt.map { ", \(clock.ago($0).words)" } ?? "")
    }
    let today = line.modelsToday
    models =
      today.calls > 0
      ? "Models today: \(today.tokens.counted("token"))"
        + (today.cost > .zero ? ", \(today.cost.amount) \(currency)" : "") : nil
    lastCheck = line.row?.lastCheckAt.map(clock.ago)
    let next: Date? =
      switch line.standing.name {
      case .running, .asleep: line.row?.nextCheckAt
      case .backingOff: worker?.nextAttemptAt
      default: nil
      }
    nextCheck = next.map(clock.until)
    drafts = line.row?.draftsWritten ?? 0
    restarts = worker?.restarts ?? 0
    checkAddress =
      line.standing.name.isServed ? SitePath.operatorCheckNow.address(line.userID.rawValue) : nil
    checkName = "check-\(line.userID.rawValue)"
  }

  private static func pill(_ line: StatusReport.Line) -> Pill {
    switch line.standing.name {
    case .running: line.row?.problem == nil ? Pill(.good, "Running") : Pill(.warn, "In trouble")
    case .asleep: line.row?.problem == nil ? Pill(.good, "Asleep") : Pill(.warn, "In trouble")
    case .starting: Pill(.info, "Starting")
    case .waiting: Pill(.info, "Waiting")
    case .stopping: Pill(.info, "Stopping")
    case .backingOff: Pill(.warn, "Backing off")
    case .held: Pill(.bad, "Held")
    case .down: Pill(.bad, "Down")
    case .off: Pill(.mute, "Off")
    }
  }
}

extension Pager {
  /// Pages of the operator's list, by number.
  init?(page: Int, of pages: Int) {
    guard pages > 1 else { return nil }
    olderAddress = page < pages ? SitePath.operator.address(query: ["page": "\(page + 1)"]) : nil
    newerAddress = page > 1 ? SitePath.operator.address(query: ["page": "\(page - 1)"]) : nil
    olderName = "Next"
    newerName = "Previous"
  }
}
