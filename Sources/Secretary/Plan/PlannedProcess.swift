/// What one start of a worker was made with.
struct WorkerStart: Sendable, Equatable {
  /// What was wanted then.
  let wanted: WantedWorker
  /// How often the operator had reloaded by then.
  let reloads: Int
  /// Whether it is one of the few that try before all others; over as soon as it has proven itself.
  var isProbe: Bool
}

/// The process of a worker, and what it has said.
struct PlannedProcess: Sendable, Equatable {
  let pid: Int32
  let startedAt: Moment
  var start: WorkerStart
  var completedCycle = false
  /// When it first said `READY=1`, or went to sleep.
  var readyAt: Moment?
  /// When it last said `WATCHDOG=1`; nil until it first does, for not every program does.
  var lastHeard: Moment?
  /// Its own words about itself.
  var activity = ""
  /// Bytes of memory it said it has in use.
  var residentBytes: Int?
  /// What it uses was looked at since it last spoke, and while it slept: until it wakes that stays as it is.
  var isMeasured = false

  /// Nil before it said anything.
  var said: String? { activity.isEmpty ? nil : activity }
}
