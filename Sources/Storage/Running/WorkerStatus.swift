package import Secretary

package import struct FoundationEssentials.Date

/// What a supervisor tells of one worker: its half of a row of `worker_status`.
package struct WorkerStatus: Sendable, Equatable {
  package var userID: UserID
  /// Who serves the user now; nil when nobody does.
  package var supervisorID: String?
  /// `off`, `waiting`, `starting`, `running`, `stopping`, `backing_off`, `held`.
  package var state: String
  package var since: Date?
  /// Why it is so and what happens next: "Google access was withdrawn; starts when the account is reconnected".
  package var words: String
  package var pid: Int32?
  package var startedAt: Date?
  package var readyAt: Date?
  package var heartbeatAt: Date?
  /// The version of the settings it was started with; compare with the row's own.
  package var settingsVersion: Int?
  package var restarts = 0
  package var restartsLastDay = 0
  /// How it last ended, in words: "signal 9 (killed)", "exit 75 (temporary)".
  package var lastExit: String?
  package var lastExitAt: Date?
  package var lastExitLivedSeconds: Double?
  /// When it is started again, while it waits.
  package var nextAttemptAt: Date?
  /// What its process uses; written by `WorkerUsage`, at its own pace, and gone with the process.
  package internal(set) var residentBytes: Int?
  package internal(set) var cpuSeconds: Double?

  package init(userID: UserID, supervisorID: String?, state: String, since: Date?, words: String = "") {
    self.userID = userID
    self.supervisorID = supervisorID
    self.state = state
    self.since = since
    self.words = words
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

/// How one check of a mailbox went, as its worker tells it. Counts are of this check alone. What became of messages is not
/// told but counted by the store as it happens.
package struct WorkerCheckReport: Sendable, Equatable {
  package var checkedAt: Date
  package var nextCheckAt: Date?
  /// What the worker is about, in words: "waiting for the next check", "outside business hours until 09:00".
  package var activity: String
  /// What stands in the way, in words; nil when nothing does.
  package var problem: String?
  package var failed: Int
  /// Gmail quota units spent.
  package var quotaUnits: Int

  package init(
    checkedAt: Date, nextCheckAt: Date?, activity: String, problem: String? = nil, failed: Int = 0,
    quotaUnits: Int = 0
  ) {
    self.checkedAt = checkedAt
    self.nextCheckAt = nextCheckAt
    self.activity = activity
    self.problem = problem
    self.failed = failed
    self.quotaUnits = quotaUnits
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
  package var activity: String?
  package var problem: String?
  package var checks: Int
  package var messagesSeen: Int
  package var messagesSetAside: Int
  package var messagesFailed: Int
  package var draftsWritten: Int
  package var quotaUnits: Int
  package var lastQuotaUnits: Int
  /// When the check began that is still running and takes unusually long; may be left over from a process that is gone.
  package var checkingSince: Date?
}

/// A row of `supervisors`: one supervisor process, alive when its heartbeat is recent.
package struct SupervisorStatus: Sendable, Equatable {
  package var id: String
  package var host: String
  package var pid: Int32
  package var version: String
  package var startedAt: Date
  package var heartbeatAt: Date
  /// The state of the fleet in a sentence, as systemd shows it too.
  package var words: String
  /// Workers started within the last minute.
  package var startsPerMinute: Double?
  /// Whether restarts share one back-off because too many workers crashed at once.
  package var isBreakerOpen = false
  package var openFiles: Int?
  package var openFilesLimit: Int?

  package init(
    id: String, host: String, pid: Int32, version: String, startedAt: Date, heartbeatAt: Date, words: String
  ) {
    self.id = id
    self.host = host
    self.pid = pid
    self.version = version
    self.startedAt = startedAt
    self.heartbeatAt = heartbeatAt
    self.words = words
  }
}
