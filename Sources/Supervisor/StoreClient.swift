import Secretary
import Storage
import StoreRequests

import struct FoundationEssentials.Date

/// What the supervisor wants written or asked, all at once.
struct StoreRequest: Sendable {
  /// The moment it was handed over, from which the reports' moments become dates.
  var at: Moment
  var reports: [WorkerReport] = []
  /// Leases no longer needed.
  var releases: [UserID] = []
  /// What children use, of whom that may have changed.
  var usages: [WorkerUsage] = []
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
struct StoreAnswer: Sendable {
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

/// All the supervisor's dealings with the store, one request after the other, away from the main thread: however
/// slow the store, exits are seen and workers restarted meanwhile.
actor StoreClient {
  /// How long a lease lasts without renewal.
  static let leaseLife: Double = 30

  /// Seconds after which a supervisor of another machine that says nothing is not told of any more.
  static let silence: Double = 86_400

  private let store: Store
  private let holder: LeaseHolder
  private let version: String
  private let sandbox: String?
  private let wall: @Sendable () -> Date
  private let isRunning: @Sendable (Int32) -> Bool
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
  private var unwrittenUsages: [UserID: WorkerUsage] = [:]

  /// - Parameters:
  ///   - sandbox: what confines workers, for the status.
  ///   - isRunning: whether a process of this machine has that number.
  init(
    _ store: Store, holder: LeaseHolder, version: String, sandbox: String? = nil,
    wall: @escaping @Sendable () -> Date,
    isRunning: @escaping @Sendable (Int32) -> Bool = LeaseHolder.isRunning
  ) {
    self.store = store
    self.holder = holder
    self.version = version
    self.sandbox = sandbox
    self.wall = wall
    self.isRunning = isRunning
    startedAt = wall()
  }

  /// A supervisor that was killed leaves its leases and its row behind. What is certainly dead is cleared away, so that
  /// nothing waits for its leases to run out; what a supervisor elsewhere holds is left alone, and so is the lease of a worker
  /// that somebody started by hand.
  /// - Parameter isAlone: we hold the lock of this store, so there is no other supervisor, wherever its row says it was.
  func clearAfterTheDead(isAlone: Bool) async throws(StorageError) {
    let isDead = { [holder, isRunning] (other: LeaseHolder) in
      other.id != holder.id && (isAlone || other.isGone(seenFrom: holder, isRunning: isRunning))
    }
    for other in try await store.leases.holders() where other.program == holder.program && isDead(other) {
      try await store.leases.release(all: other.id)
    }
    let longAgo = wall().addingTimeInterval(-Self.silence)
    for row in try await store.status.supervisors() {
      let other = LeaseHolder(id: row.id, program: holder.program, host: row.host, pid: row.pid)
      if isDead(other) || row.id != holder.id && row.heartbeatAt < longAgo {
        try await store.status.removeSupervisor(row.id)
      }
    }
  }

  /// Serves until the requests end.
  func serve(_ requests: AsyncStream<StoreRequest>, answering events: EventQueue) async {
    for await request in requests {
      var answer = StoreAnswer()
      do throws(StorageError) {
        try await tell(request)
        if request.isLast {
          try await leave()
        } else {
          try await ask(request, &answer)
        }
      } catch {
        answer.failure = error.description
      }
      events.post(.store(answer))
    }
  }

  // MARK: Telling

  private func tell(_ request: StoreRequest) async throws(StorageError) {
    let now = wall()
    for report in request.reports { unwritten[report.userID] = status(report, at: request.at, now) }
    for user in request.releases {
      saidUsages[user] = nil
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
    for usage in request.usages where usage != saidUsages[usage.userID] { unwrittenUsages[usage.userID] = usage }
    guard isHeartbeat || !unwritten.isEmpty || !unwrittenUsages.isEmpty || request.summary != saidSummary else {
      return
    }
    var supervisor = SupervisorStatus(
      id: holder.id, host: holder.host, pid: holder.pid, version: version, startedAt: startedAt, heartbeatAt: now,
      fleet: request.summary)
    supervisor.startsPerMinute = Double(request.startsPerMinute)
    supervisor.openFiles = request.openFiles
    supervisor.openFilesLimit = request.openFilesLimit
    supervisor.sandbox = sandbox
    try await store.status.report(supervisor, workers: Array(unwritten.values), usages: Array(unwrittenUsages.values))
    unwritten = [:]
    saidUsages.merge(unwrittenUsages) { $1 }
    unwrittenUsages = [:]
    heartbeatAt = now
    saidSummary = request.summary
  }

  private func leave() async throws(StorageError) {
    try await store.leases.release(all: holder.id)
    try await store.status.removeSupervisor(holder.id)
  }

  private func status(_ report: WorkerReport, at moment: Moment, _ now: Date) -> WorkerStatus {
    let date = { (past: Moment) in now.addingTimeInterval((past - moment).seconds) }
    var status = WorkerStatus(
      userID: report.userID, supervisorID: holder.id, condition: report.condition, since: date(report.since))
    // A number below zero stands for a worker that is no process.
    status.pid = report.pid.flatMap { $0 > 0 ? $0 : nil }
    status.startedAt = report.startedAt.map(date)
    status.readyAt = report.readyAt.map(date)
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

  private func ask(_ request: StoreRequest, _ answer: inout StoreAnswer) async throws(StorageError) {
    if request.isRenewal { try await renew(&answer) }
    let current = try await store.settings.wantedRevision()
    // Whoever another holder has is asked for again with every renewal.
    guard current != revision || (request.isRenewal && !refused.isEmpty) else { return }
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

  private func renew(_ answer: inout StoreAnswer) async throws(StorageError) {
    guard !tokens.isEmpty,
      let held = try await store.leases.renew(holder, until: expiry, holding: tokens.count)
    else { return }
    answer.lost = tokens.keys.filter { !held.contains($0) }
    for user in answer.lost { tokens[user] = nil }
    if !answer.lost.isEmpty { revision = nil }
  }

  private var expiry: Date { wall().addingTimeInterval(Self.leaseLife) }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
