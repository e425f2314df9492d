package import Foundation
package import Secretary
package import Storage
package import StoreRequests

/// How everything is, from rows alone: no key, no contact with a running process, from any host that reaches the store.
package struct StatusReport: Sendable, Equatable {
  /// A supervisor that has not been heard of for so long counts as gone.
  package static let silence: Double = 45

  package var at: Date
  package var supervisors: [SupervisorLine]
  package var users: [Line]
  /// Why nothing can be written into the store now, if that was asked.
  package var writingTrouble: StorageError?
  /// Of all costs, as it is shown.
  package var currency = "USD"

  package struct SupervisorLine: Sendable, Equatable {
    package var row: SupervisorStatus
    package var isAlive: Bool
  }

  /// One user: what is so, as values.
  package struct Line: Sendable, Equatable {
    package var userID: UserID
    package var address: String
    package var standing: WorkerStanding
    /// When it came to stand so, if it was told.
    package var since: Date?
    /// Nil for a user who never had a worker.
    package var row: WorkerStatusLine?
    /// What the user's mail took of language models today, by their clock.
    package var modelsToday = ModelTotals()

    /// When the check began that its worker is at, if it takes unusually long. A worker that died in the middle leaves such
    /// a time behind.
    package var checkingSince: Date? {
      guard case .told(.running) = standing, let since = row?.checkingSince, let started = row?.worker.startedAt,
        since >= started
      else { return nil }
      return since
    }
  }

  /// - `inactive`: those who are not to be served now.
  package init(
    supervisors: [SupervisorStatus], workers: [WorkerStatusLine], users: [User],
    inactive: [UserID: InactiveReason],
    modelDays: [ModelDay] = [], at now: Date
  ) {
    at = now
    self.supervisors = supervisors.map { row in
      SupervisorLine(row: row, isAlive: now.timeIntervalSince(row.heartbeatAt) < Self.silence)
    }
    let alive = Set(self.supervisors.filter(\.isAlive).map(\.row.id))
    let rows = Dictionary(uniqueKeysWithValues: workers.map { ($0.worker.userID, $0) })
    self.users = users.map { user in
      guard let row = rows[user.id] else {
        let standing = inactive[user.id].map(WorkerStanding.inactive) ?? (alive.isEmpty ? .unserved : .new)
        return Line(userID: user.id, address: user.address, standing: standing)
      }
      return Self.line(row, inactive[user.id], alive: alive)
    }
    let taken = Self.taken(modelDays, at: now)
    for index in self.users.indices { self.users[index].modelsToday = taken[self.users[index].userID] ?? ModelTotals() }
  }

  /// What was taken of models on the day that each user has now.
  static func taken(_ days: [ModelDay], at now: Date) -> [UserID: ModelTotals] {
    let today = days.filter { $0.day == day(of: now, in: $0.timeZone) }
    return Dictionary(today.map { ($0.userID, $0.totals) }, uniquingKeysWith: { $1 })
  }

  /// "2026-11-27"; a zone that is not known here counts as UTC.
  package static func day(of moment: Date, in zone: String) -> String {
    let format = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: zone) ?? .gmt).year().month().day()
    return moment.formatted(format)
  }

  /// Asks the store now. Five questions, each quick; what lies between them does not matter to people.
  package static func read(from store: Store, at now: Date) async throws(StorageError) -> StatusReport {
    StatusReport(
      supervisors: try await store.status.supervisors(), workers: try await store.status.workers(),
      users: try await store.users.list(), inactive: try await store.settings.inactive(),
      // Nobody's day is more than a day behind.
      modelDays: try await store.status.modelDays(since: day(of: now.addingTimeInterval(-86_400), in: "UTC")), at: now)
  }

  package var hasLivingSupervisor: Bool { supervisors.contains(where: \.isAlive) }

  /// Finds out whether supervisors are silent because nothing can be written, though everything can be read: a full disk, for one.
  package mutating func askWhyNobodyReports(in store: Store) async {
    guard !supervisors.isEmpty, !hasLivingSupervisor else { return }
    do { try await store.status.rewriteSupervisors() } catch { writingTrouble = error.isTemporary ? error : nil }
  }

  private static func line(_ row: WorkerStatusLine, _ inactive: InactiveReason?, alive: Set<String>) -> Line {
    let worker = row.worker
    if let column = row.unreadable {
      return Line(userID: worker.userID, address: row.address, standing: .unreadable(column: column))
    }
    var line = Line(userID: worker.userID, address: row.address, standing: .told(worker.condition))
    line.row = row
    let isServed = worker.supervisorID.map(alive.contains) ?? false
    if worker.condition == .off || isServed {
      line.since = worker.since
      if worker.condition == .off, let inactive { line.standing = .inactive(inactive) }
    } else {
      // What the row says was so when its supervisor was last heard of; no process of it is left.
      line.row?.worker.forgetProcess()
      line.standing = inactive.map(WorkerStanding.inactive) ?? .down
    }
    return line
  }
}
