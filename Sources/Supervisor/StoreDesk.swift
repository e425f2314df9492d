import Secretary
import Storage

import struct FoundationEssentials.Date

/// What the supervisor wants written or asked, all at once.
struct DeskWork: Sendable {
  /// The moment it was handed over, from which the reports' moments become dates.
  var at: Moment
  var reports: [WorkerReport] = []
  /// Leases no longer needed.
  var releases: [UserID] = []
  /// What every child uses; nil when it was not looked at.
  var usages: [WorkerUsage]?
  var isRenewal = false
  var summary: FleetSummary
  /// Workers started within the last minute.
  var startsPerMinute: Int
  var openFiles: Int
  var openFilesLimit: Int
  /// The supervisor leaves: everything is written and given back, and nothing is asked.
  var isLast = false
}

/// What came of it.
struct DeskAnswer: Sendable {
  /// Who is wanted now; nil when that did not change.
  var wanted: [WantedWorker]?
  var granted: [UserID: LeaseToken] = [:]
  /// Users whom another holder serves, and who that is, in words.
  var refused: [UserID: String] = [:]
  /// Users another holder took over.
  var lost: [UserID] = []
  /// The store could not be used; a sentence.
  var failure: String?
}

/// All the supervisor's dealings with the store, one piece of work after the other, away from the main thread: however
/// slow the store, exits are seen and workers restarted meanwhile.
actor StoreDesk {
  /// How long a lease lasts without renewal.
  static let leaseLife: Double = 30

  private let store: Store
  private let holder: LeaseHolder
  private let version: String
  private let wall: @Sendable () -> Date
  private let startedAt: Date

  private var revision: Int?
  private var wanted: [WantedWorker] = []
  private var tokens: [UserID: LeaseToken] = [:]
  private var refused: [UserID: String] = [:]
  /// Leases that are no longer needed and still stand in the store.
  private var unreleased: [UserID: LeaseToken] = [:]
  /// Reports not written yet, the newest of each user.
  private var unwritten: [UserID: WorkerStatus] = [:]
  private var heartbeatAt: Date?
  private var saidSummary: FleetSummary?
  private var saidUsages: [UserID: WorkerUsage] = [:]

  init(_ store: Store, holder: LeaseHolder, version: String, wall: @escaping @Sendable () -> Date) {
    self.store = store
    self.holder = holder
    self.version = version
    self.wall = wall
    startedAt = wall()
  }

  /// A supervisor that was killed leaves its leases and its row behind. On one SQLite store only one supervisor lives (it
  /// holds the lock), so others named in the table are dead and nothing waits for their leases to run out. A worker
  /// somebody started by hand is no supervisor and keeps its lease.
  func clearAfterTheDead() async throws(StorageError) {
    for other in try await store.leases.holders() where other.program == holder.program && other.id != holder.id {
      try await store.leases.release(all: other.id)
    }
    for other in try await store.status.supervisors() where other.id != holder.id {
      try await store.status.removeSupervisor(other.id)
    }
  }

  /// Serves until the work ends.
  func serve(_ work: AsyncStream<DeskWork>, answering inbox: Inbox) async {
    for await item in work {
      var answer = DeskAnswer()
      do throws(StorageError) {
        try await tell(item)
        if item.isLast {
          try await leave()
        } else {
          try await ask(item, &answer)
        }
      } catch {
        answer.failure = error.description
      }
      inbox.post(.desk(answer))
    }
  }

  // MARK: Telling

  private func tell(_ work: DeskWork) async throws(StorageError) {
    let now = wall()
    for report in work.reports { unwritten[report.userID] = status(report, at: work.at, now) }
    for user in work.releases {
      guard let token = tokens.removeValue(forKey: user) else { continue }
      unreleased[user] = token
      // The user may be wanted again already: then it is asked for like a new one.
      revision = nil
    }
    for (user, token) in unreleased {
      try await store.leases.release(user, token: token)
      unreleased[user] = nil
    }
    let isHeartbeat = heartbeatAt.map { now.timeIntervalSince($0) >= 10 || $0 > now } ?? true
    // Most workers idle most of the time and use what they used before.
    let usages = work.usages?.filter { $0 != saidUsages[$0.userID] } ?? []
    guard isHeartbeat || !unwritten.isEmpty || !usages.isEmpty || work.summary != saidSummary else { return }
    var supervisor = SupervisorStatus(
      id: holder.id, host: holder.host, pid: holder.pid, version: version, startedAt: startedAt, heartbeatAt: now,
      fleet: work.summary)
    supervisor.startsPerMinute = Double(work.startsPerMinute)
    supervisor.openFiles = work.openFiles
    supervisor.openFilesLimit = work.openFilesLimit
    try await store.status.report(supervisor, workers: Array(unwritten.values), usages: usages)
    unwritten = [:]
    if let all = work.usages { saidUsages = Dictionary(uniqueKeysWithValues: all.map { ($0.userID, $0) }) }
    heartbeatAt = now
    saidSummary = work.summary
  }

  private func leave() async throws(StorageError) {
    try await store.leases.release(all: holder.id)
    try await store.status.removeSupervisor(holder.id)
  }

  private func status(_ report: WorkerReport, at moment: Moment, _ now: Date) -> WorkerStatus {
    let date = { (past: Moment) in now.addingTimeInterval((past - moment).seconds) }
    var status = WorkerStatus(
      userID: report.userID, supervisorID: holder.id, condition: report.condition, since: date(report.since))
    status.pid = report.pid
    status.startedAt = report.startedAt.map(date)
    status.readyAt = report.condition.state == .running ? date(report.since) : nil
    status.heartbeatAt = report.heardAt.map(date)
    status.settingsVersion = report.settingsVersion
    status.restarts = report.restarts
    status.restartsLastDay = report.restartsLastDay
    status.lastExit = report.lastExit
    status.lastExitAt = report.lastExitAt.map(date)
    status.lastExitLivedSeconds = report.lastExitLived?.seconds
    status.nextAttemptAt = report.nextAt.map(date)
    return status
  }

  // MARK: Asking

  private func ask(_ work: DeskWork, _ answer: inout DeskAnswer) async throws(StorageError) {
    if work.isRenewal { try await renew(&answer) }
    let current = try await store.settings.wantedRevision()
    // Whoever another holder has is asked for again with every renewal.
    guard current != revision || (work.isRenewal && !refused.isEmpty) else { return }
    let list = try await store.settings.wanted()
    if list != wanted || revision == nil { answer.wanted = list }
    let without = list.map(\.userID).filter { tokens[$0] == nil }
    if !without.isEmpty {
      let leases = try await store.leases.acquire(without, holder: holder, until: expiry)
      tokens.merge(leases.granted) { $1 }
      answer.granted = leases.granted
      refused = leases.refused.mapValues(\.holder.description)
      answer.refused = refused
    } else {
      refused = [:]
    }
    wanted = list
    revision = current
  }

  private func renew(_ answer: inout DeskAnswer) async throws(StorageError) {
    guard !tokens.isEmpty else { return }
    let held = try await store.leases.renew(holder, until: expiry)
    answer.lost = tokens.keys.filter { !held.contains($0) }
    for user in answer.lost { tokens[user] = nil }
    if !answer.lost.isEmpty { revision = nil }
  }

  private var expiry: Date { wall().addingTimeInterval(Self.leaseLife) }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
