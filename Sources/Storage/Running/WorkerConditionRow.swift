import Database
import SQLErrors
import Secretary

/// How a `WorkerCondition` lies in a row of `worker_status`: its name in `state`, why in `reason`, the text that goes with
/// it in `detail`, the seconds it may last in `limit_seconds`, failures in a row in `failures`.
///
/// A supervisor of before these columns, still running when they came, writes its state alone. Nobody decides by what it
/// could not say, so what was true of all of them stands in.
struct WorkerConditionRow: Equatable {
  var state: WorkerCondition.Name
  var reason: String?
  var detail: String?
  var limit: Double?
  var failures = 0

  init(_ condition: WorkerCondition) {
    state = condition.state
    switch condition {
    case .off: break
    case .waiting(.otherSupervisor(let holder)): (reason, detail) = ("other_supervisor", holder)
    case .waiting(.limit(let words)): (reason, detail) = ("limit", words)
    case .waiting(let cause): reason = Self.causes.first { $0.cause == cause }?.code
    case .starting(let within): limit = within / .seconds(1)
    case .running(let said), .asleep(let said): detail = said
    case .stopping(let why, let within): (reason, limit) = (why.rawValue, within.map { $0 / .seconds(1) })
    case .backingOff(let failures, let fault): (reason, self.failures) = (fault?.rawValue, failures)
    case .held(.unreadable(let problem)): (reason, detail) = ("unreadable", problem)
    case .held(let why): reason = Self.holds.first { $0.why == why }?.code
    }
  }

  init(_ row: SQLRow) throws {
    state = try row.value("state")
    reason = try row.optionalText("reason")
    detail = try row.optionalText("detail")
    limit = try row.optionalDouble("limit_seconds")
    failures = try row.int("failures")
  }

  func condition() throws -> WorkerCondition {
    switch state {
    case .off: .off
    case .waiting where reason == "other_supervisor": .waiting(.otherSupervisor(detail ?? ""))
    case .waiting where reason == "limit": .waiting(.limit(detail ?? ""))
    case .waiting: .waiting(try known(.turn) { code in Self.causes.first { $0.code == code }?.cause })
    case .starting: .starting(within: limit.map { .seconds($0) } ?? RestartPolicy.startTimeout)
    case .running: .running(said: detail)
    case .asleep: .asleep(said: detail)
    case .stopping: .stopping(try known(.shutdown, StopReason.init), within: limit.map { .seconds($0) })
    case .backingOff: .backingOff(failures: failures, fault: try known(nil) { StopReason(rawValue: $0) })
    case .held where reason == "unreadable": .held(.unreadable(detail ?? ""))
    case .held: .held(try known(.badSettings) { code in Self.holds.first { $0.code == code }?.why })
    }
  }

  private static let causes: [(code: String, cause: WaitCause)] = [
    ("lease", .lease), ("turn", .turn), ("common_pause", .commonPause), ("probes", .probes),
  ]

  private static let holds: [(code: String, why: HoldReason)] = [
    ("needs_user", .needsUser), ("bad_settings", .badSettings),
  ]

  /// The reason by its code; one that is not known is damage.
  private func known<Reason>(_ unsaid: Reason, _ reading: (String) -> Reason?) throws -> Reason {
    guard let reason else { return unsaid }
    guard let known = reading(reason) else { throw SQLError(.unexpectedValue, "reason") }
    return known
  }
}
