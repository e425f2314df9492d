package import FoundationEssentials

/// What was asked, by whom, at what price and with what outcome: the evidence of tests and benchmarks.
package struct RequestLog: Sendable {
  package struct Entry: Sendable {
    package let number: Int
    package let at: Date
    package let account: String?
    package let method: String
    /// The path without its query; ids are in it, mail never is.
    package let path: String
    /// Google's name of the call, such as `messages.get`; nil when there is none.
    package let call: String?
    package let units: Int
    package let status: Int
    /// The scripted fault that shaped the answer.
    package let fault: String?
  }

  package struct Total: Sendable, Equatable {
    package var requests = 0
    package var units = 0
    package var failures = 0
  }

  /// The latest entries are kept; totals count all of them.
  private static let capacity = 20_000
  package private(set) var entries: [Entry] = []
  package private(set) var totals: [String: Total] = [:]
  package private(set) var calls: [String: [String: Total]] = [:]
  private var count = 0

  mutating func add(
    _ request: SimulatedRequest, at now: Date, account: String?, call: String?, units: Int, status: Int, fault: String?
  ) {
    count += 1
    if entries.count >= 2 * Self.capacity { entries.removeFirst(Self.capacity) }
    entries.append(
      Entry(
        number: count, at: now, account: account, method: request.method, path: request.path, call: call, units: units,
        status: status, fault: fault))
    let name = account ?? "-"
    let failed = status >= 400 || status == 0
    totals[name, default: Total()].count(units, failed: failed)
    calls[name, default: [:]][call ?? request.path, default: Total()].count(units, failed: failed)
  }

  mutating func clear() {
    entries = []
    totals = [:]
    calls = [:]
  }
}

extension RequestLog.Total {
  fileprivate mutating func count(_ units: Int, failed: Bool) {
    requests += 1
    self.units += units
    if failed { failures += 1 }
  }
}
