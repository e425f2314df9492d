package import Secretary

package import struct FoundationEssentials.Date

/// What a supervisor tells of one worker: its half of a row of `worker_status`.
package struct WorkerStatus: Sendable, Equatable {
  package var userID: UserID
  /// Who serves the user now; nil when nobody does.
  package var supervisorID: String?
  package var condition: WorkerCondition
  package var since: Date?
  package var pid: Int32?
  package var startedAt: Date?
  package var readyAt: Date?
  package var heartbeatAt: Date?
  /// The version of the settings it was started with; compare with the row's own.
  package var settingsVersion: Int?
  package var restarts = 0
  package var restartsLastDay = 0
  package var lastExit: WorkerExit?
  package var lastExitAt: Date?
  package var lastExitLivedSeconds: Double?
  /// When it is started again, while it waits.
  package var nextAttemptAt: Date?
  /// What its process uses; written by `WorkerUsage`, at its own pace, and gone with the process.
  package internal(set) var residentBytes: Int?
  package internal(set) var cpuSeconds: Double?

  package var state: WorkerCondition.Name { condition.state }

  package init(userID: UserID, supervisorID: String?, condition: WorkerCondition, since: Date?) {
    self.userID = userID
    self.supervisorID = supervisorID
    self.condition = condition
    self.since = since
  }

  /// For a reader who knows that the process is gone.
  package mutating func forgetProcess() {
    (pid, residentBytes, cpuSeconds) = (nil, nil, nil)
  }
}

/// What a worker's process uses, as its supervisor last found.
package struct WorkerUsage: Sendable, Equatable {
  package var userID: UserID
  /// The process it is about: a row that tells of another one by then is left alone.
  package var pid: Int32
  /// Memory in use, shared pages included; nil when the worker does not say.
  package var residentBytes: Int?
  /// Processor time since its start, to the hundredth: an idle worker's does not move.
  package var cpuSeconds: Double?

  package init(userID: UserID, pid: Int32, residentBytes: Int?, cpuSeconds: Double?) {
    self.userID = userID
    self.pid = pid
    self.residentBytes = residentBytes
    self.cpuSeconds = cpuSeconds.map { ($0 * 100).rounded() / 100 }
  }
}

/// One line of the status table: both halves of the row, and the user it is about.
package struct WorkerStatusLine: Sendable, Equatable {
  package var worker: WorkerStatus
  package var address: String
  /// The settings' version now; nil when the user has none.
  package var wantedSettingsVersion: Int?
  package var lastCheckAt: Date?
  package var nextCheckAt: Date?
  /// Nil before the first check.
  package var activity: WorkerActivity?
  package var problem: String?
  package var checks: Int
  package var messagesSeen: Int
  package var messagesSetAside: Int
  package var messagesFailed: Int
  package var draftsWritten: Int
  /// Drafts that were sent and compared with what was proposed, and those of them that were sent as they were.
  package var draftsSent = 0
  package var draftsSentUnchanged = 0
  package var quotaUnits: Int
  package var lastQuotaUnits: Int
  /// When the check began that is still running and takes unusually long; may be left over from a process that is gone.
  package var checkingSince: Date?
  /// What was taken of language models since the user came.
  package var models = ModelTotals()
  /// The column for which the row cannot be understood; then all else but user and address is made up.
  package var unreadable: String?
}

/// What was taken of language models, in sums.
package struct ModelTotals: Sendable, Equatable {
  package var calls = 0
  /// Tokens read.
  package var prompt = 0
  /// Tokens written.
  package var completion = 0
  /// Of calls whose price was known.
  package var cost = Cost.zero

  package init(calls: Int = 0, prompt: Int = 0, completion: Int = 0, cost: Cost = .zero) {
    self.calls = calls
    self.prompt = prompt
    self.completion = completion
    self.cost = cost
  }

  package var tokens: Int { prompt + completion }
}

/// What one user's mail took of language models on one day of theirs.
package struct ModelDay: Sendable, Equatable {
  package var userID: UserID
  /// "2026-11-27", by the user's own clock.
  package var day: String
  /// The zone of that clock.
  package var timeZone: String
  package var totals: ModelTotals
  /// Calls of which a part was reckoned: a server did not count, or its answer was lost.
  package var estimatedCalls: Int

  package init(userID: UserID, day: String, timeZone: String, totals: ModelTotals, estimatedCalls: Int = 0) {
    self.userID = userID
    self.day = day
    self.timeZone = timeZone
    self.totals = totals
    self.estimatedCalls = estimatedCalls
  }
}

/// A row of `supervisors`: one supervisor process, alive when its heartbeat is recent.
package struct SupervisorStatus: Sendable, Equatable {
  package var id: String
  package var host: String
  package var pid: Int32
  package var version: String
  package var startedAt: Date
  package var heartbeatAt: Date
  package var fleet: FleetSummary
  /// Workers started within the last minute.
  package var startsPerMinute: Double?
  package var openFiles: Int?
  package var openFilesLimit: Int?
  /// What confines its workers, as in "Landlock 7, filtered calls".
  package var sandbox: String?

  package init(
    id: String, host: String, pid: Int32, version: String, startedAt: Date, heartbeatAt: Date,
    fleet: FleetSummary = FleetSummary()
  ) {
    self.id = id
    self.host = host
    self.pid = pid
    self.version = version
    self.startedAt = startedAt
    self.heartbeatAt = heartbeatAt
    self.fleet = fleet
  }
}
