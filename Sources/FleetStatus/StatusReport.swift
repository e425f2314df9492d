package import Foundation
package import Secretary
package import Storage

/// How everything is, from rows alone: no key, no contact with a running process, from any host that reaches the store.
package struct StatusReport: Sendable, Equatable {
  /// A supervisor that has not been heard of for so long counts as gone.
  package static let silence: Double = 45

  package var at: Date
  package var supervisors: [Supervisor]
  package var users: [Line]

  package struct Supervisor: Sendable, Equatable {
    package var row: SupervisorStatus
    package var isAlive: Bool
  }

  /// One user: what is so and what happens next.
  package struct Line: Sendable, Equatable {
    package var userID: UserID
    package var address: String
    /// As in the row, or `down` when the supervisor that wrote it is gone.
    package var state: String
    package var since: Date?
    package var words: String
    /// Nil for a user who never had a worker.
    package var row: WorkerStatusLine?

    /// When the check began that its worker is at, if it takes unusually long. A worker that died in the middle leaves such
    /// a time behind.
    package var checkingSince: Date? {
      guard state == "running", let since = row?.checkingSince, let started = row?.worker.startedAt, since >= started
      else { return nil }
      return since
    }
  }

  /// - `wanted`: those who are switched on and connected now.
  package init(
    supervisors: [SupervisorStatus], workers: [WorkerStatusLine], users: [User], wanted: Set<UserID>, at now: Date
  ) {
    at = now
    self.supervisors = supervisors.map { row in
      Supervisor(row: row, isAlive: now.timeIntervalSince(row.heartbeatAt) < Self.silence)
    }
    let alive = Set(self.supervisors.filter(\.isAlive).map(\.row.id))
    let rows = Dictionary(uniqueKeysWithValues: workers.map { ($0.worker.userID, $0) })
    self.users = users.map { user in
      guard let row = rows[user.id] else {
        return Self.unserved(user, isWanted: wanted.contains(user.id), alive: alive)
      }
      return Self.line(row, isWanted: wanted.contains(user.id), alive: alive, at: now)
    }
  }

  /// Asks the store now. Four questions, each quick; what lies between them does not matter to people.
  package static func read(from store: Store, at now: Date) async throws(StorageError) -> StatusReport {
    StatusReport(
      supervisors: try await store.status.supervisors(), workers: try await store.status.workers(),
      users: try await store.users.list(), wanted: Set(try await store.settings.wanted().map(\.userID)), at: now)
  }

  package var hasLivingSupervisor: Bool { supervisors.contains(where: \.isAlive) }

  /// "2 running, 1 held", in the order of how much they matter.
  package var summary: String {
    let order = ["running", "starting", "waiting", "backing_off", "stopping", "held", "down", "off"]
    let counts = Dictionary(grouping: users, by: \.state).mapValues(\.count)
    let known = order.compactMap { state in counts[state].map { "\($0) \(StatusTable.word(for: state))" } }
    return known.isEmpty ? "no users" : known.joined(separator: ", ")
  }

  private static func unserved(_ user: User, isWanted: Bool, alive: Set<String>) -> Line {
    let words =
      isWanted
      ? alive.isEmpty ? "no supervisor runs; starts when one does" : "about to be started"
      : "switched off, or its account is not connected"
    return Line(
      userID: user.id, address: user.address, state: isWanted ? "waiting" : "off", since: nil, words: words, row: nil)
  }

  private static func line(_ row: WorkerStatusLine, isWanted: Bool, alive: Set<String>, at now: Date) -> Line {
    let worker = row.worker
    var line = Line(
      userID: worker.userID, address: row.address, state: worker.state, since: worker.since, words: worker.words,
      row: row)
    let isServed = worker.supervisorID.map(alive.contains) ?? false
    if worker.state == "off" || isServed {
      // The state has a column of its own.
      let prefix = "running: "
      if worker.state == "running", line.words.hasPrefix(prefix) { line.words.removeFirst(prefix.count) }
      if let problem = row.problem { line.words = problem }
      if let since = line.checkingSince {
        let words = "checking for \(StatusTable.age(from: since, to: now)) now, which is unusually long"
        line.words = row.problem.map { "\(words); \($0)" } ?? words
      }
    } else {
      // What the row says was so when its supervisor was last heard of; no process of it is left.
      line.row?.worker.forgetProcess()
      line.state = isWanted ? "down" : "off"
      line.since = nil
      line.words =
        isWanted ? "no supervisor runs; starts when one does" : "switched off, or its account is not connected"
    }
    return line
  }
}
