import Database
import SQLErrors
package import Secretary
package import StoreRequests

import struct FoundationEssentials.Date

/// The tables `worker_status` and `supervisors`: how everything is, readable from any process and host.
///
/// A supervisor writes many workers at once, in one transaction that is not synced to the disk: status tells of now.
package struct StatusStore: Sendable {
  let connection: StoreConnection

  /// Writes a supervisor's own row, and its half of the rows of the workers given: those that changed, and those whose
  /// processes use more or less than was written last.
  package func report(
    _ supervisor: SupervisorStatus, workers: [WorkerStatus], usages: [WorkerUsage] = []
  ) async throws(StorageError) {
    let now = connection.now()
    try await connection.write(durable: false) { session in
      try Self.write(supervisor, session)
      for worker in workers { try Self.write(worker, at: now, session) }
      for usage in usages { try Self.write(usage, by: supervisor.id, session) }
    }
  }

  /// Removes a supervisor that is leaving, or is known to be dead. Rows of its workers stay, as nobody's.
  package func removeSupervisor(_ id: String) async throws(StorageError) {
    try await connection.write(durable: false) { session in
      _ = try session.query("UPDATE worker_status SET supervisor_id = NULL WHERE supervisor_id = $1", [SQLValue(id)])
      _ = try session.query("DELETE FROM supervisors WHERE id = $1", [SQLValue(id)])
    }
  }

  /// All supervisors that did not take their leave, by start. A row that cannot be understood is left out; a supervisor that
  /// lives writes its own anew within ten seconds.
  package func supervisors() async throws(StorageError) -> [SupervisorStatus] {
    try await connection.read("SELECT * FROM supervisors ORDER BY started_at, id") { row in
      try row.readable(Self.supervisor)
    }.compactMap(\.self)
  }

  /// Every user that ever had a worker, by address; or one of them. A row that cannot be understood is one that says so.
  package func workers(of user: UserID? = nil) async throws(StorageError) -> [WorkerStatusLine] {
    try await connection.read(
      """
      SELECT worker_status.*, COALESCE(gmail_credentials.email_address, users.email_address) AS address,
        agent_settings.version AS wanted_settings_version
      FROM worker_status JOIN users ON users.id = worker_status.user_id
      LEFT JOIN gmail_credentials ON gmail_credentials.user_id = users.id
      LEFT JOIN agent_settings ON agent_settings.user_id = users.id\(user == nil ? "" : " WHERE users.id = $1")
      ORDER BY lower(users.email_address)
      """, user.map { [SQLValue($0)] } ?? []
    ) { row in
      do { return try Self.line(row) } catch let error as SQLError where error.code == .unexpectedValue {
        return try Self.unreadableLine(row, column: error.detail)
      }
    }
  }

  /// What users' mail took of language models, or one user's, on each of their days since that one, such as "2026-11-27". Days on
  /// which it took nothing are left out.
  package func modelDays(since day: String, of user: UserID? = nil) async throws(StorageError) -> [ModelDay] {
    try await connection.read(
      """
      SELECT model_usage.user_id, day, COALESCE(time_zone, 'UTC') AS time_zone, sum(calls) AS calls,
        sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens, sum(cost) AS cost,
        sum(estimated_calls) AS estimated_calls
      FROM model_usage LEFT JOIN agent_settings ON agent_settings.user_id = model_usage.user_id
      WHERE day >= $1\(user == nil ? "" : " AND model_usage.user_id = $2")
      GROUP BY model_usage.user_id, day, time_zone ORDER BY model_usage.user_id, day
      """, [SQLValue(day)] + (user.map { [SQLValue($0)] } ?? [])
    ) { row in
      try row.readable { row in
        ModelDay(
          userID: try row.value("user_id"), day: try row.text("day"), timeZone: try row.text("time_zone"),
          totals: try Self.totals(row), estimatedCalls: try row.int("estimated_calls"))
      }
    }.compactMap(\.self)
  }

  private static func totals(_ row: SQLRow, _ prefix: String = "") throws -> ModelTotals {
    ModelTotals(
      calls: try row.int(prefix + "calls"), prompt: try row.int(prefix + "prompt_tokens"),
      completion: try row.int(prefix + "completion_tokens"),
      cost: Cost(microUnits: try row.int(prefix + "cost")))
  }

  /// Writes what supervisors said once more, as they said it: whoever wonders why they say nothing learns whether it can be written.
  package func rewriteSupervisors() async throws(StorageError) {
    try await connection.write(durable: true) { session in
      _ = try session.query("UPDATE supervisors SET heartbeat_at = heartbeat_at")
    }
  }

  private static func write(_ supervisor: SupervisorStatus, _ session: SQLSession) throws {
    _ = try session.query(
      """
      INSERT INTO supervisors (id, host, pid, version, started_at, heartbeat_at, workers, starts_per_minute, breaker_open,
        open_files, open_files_limit, sandbox, words)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '')
      ON CONFLICT (id) DO UPDATE SET host = excluded.host, pid = excluded.pid, version = excluded.version,
        started_at = excluded.started_at, heartbeat_at = excluded.heartbeat_at, workers = excluded.workers,
        starts_per_minute = excluded.starts_per_minute, breaker_open = excluded.breaker_open,
        open_files = excluded.open_files, open_files_limit = excluded.open_files_limit, sandbox = excluded.sandbox
      """,
      [
        SQLValue(supervisor.id), SQLValue(supervisor.host), SQLValue(Int(supervisor.pid)),
        SQLValue(supervisor.version), SQLValue(supervisor.startedAt), SQLValue(supervisor.heartbeatAt),
        SQLValue(FleetCountsText.encode(supervisor.fleet.counts)), SQLValue(supervisor.startsPerMinute),
        SQLValue(!supervisor.fleet.breakerIsClosed),
        SQLValue(supervisor.openFiles), SQLValue(supervisor.openFilesLimit), SQLValue(supervisor.sandbox),
      ])
  }

  /// Nothing is written about a user that was deleted meanwhile, nor about one whom another supervisor serves by now: what
  /// that one says is newer than what this one remembers.
  private static func write(_ worker: WorkerStatus, at now: Date, _ session: SQLSession) throws {
    let condition = WorkerConditionRow(worker.condition)
    _ = try session.query(
      """
      INSERT INTO worker_status (user_id, supervisor_id, state, state_since, reason, pid, started_at, ready_at,
        heartbeat_at, settings_version, restarts, restarts_last_day, last_end, last_exit_at, last_exit_lived_seconds,
        next_attempt_at, detail, limit_seconds, failures)
      SELECT id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19
      FROM users WHERE id = $1 AND NOT EXISTS (
        SELECT 1 FROM worker_leases JOIN supervisors ON supervisors.id = worker_leases.holder_id
        JOIN lease_holders ON lease_holders.id = worker_leases.holder_id
        WHERE worker_leases.user_id = $1 AND worker_leases.holder_id <> $2 AND lease_holders.expires_at > $20)
      ON CONFLICT (user_id) DO UPDATE SET supervisor_id = excluded.supervisor_id, state = excluded.state,
        state_since = excluded.state_since, reason = excluded.reason, pid = excluded.pid,
        started_at = excluded.started_at, ready_at = excluded.ready_at, heartbeat_at = excluded.heartbeat_at,
        settings_version = excluded.settings_version, restarts = excluded.restarts,
        restarts_last_day = excluded.restarts_last_day, last_end = excluded.last_end,
        last_exit_at = excluded.last_exit_at, last_exit_lived_seconds = excluded.last_exit_lived_seconds,
        next_attempt_at = excluded.next_attempt_at, detail = excluded.detail,
        limit_seconds = excluded.limit_seconds, failures = excluded.failures,
        resident_bytes = CASE WHEN worker_status.pid = excluded.pid
          AND worker_status.supervisor_id = excluded.supervisor_id THEN worker_status.resident_bytes END,
        cpu_seconds = CASE WHEN worker_status.pid = excluded.pid
          AND worker_status.supervisor_id = excluded.supervisor_id THEN worker_status.cpu_seconds END
      """,
      [
        SQLValue(worker.userID), SQLValue(worker.supervisorID), SQLValue(condition.state), SQLValue(worker.since),
        SQLValue(condition.reason), SQLValue(worker.pid.map(Int.init)), SQLValue(worker.startedAt),
        SQLValue(worker.readyAt), SQLValue(worker.heartbeatAt), SQLValue(worker.settingsVersion),
        SQLValue(worker.restarts), SQLValue(worker.restartsLastDay),
        SQLValue(worker.lastExit.map(WorkerExitText.encode)),
        SQLValue(worker.lastExitAt), SQLValue(worker.lastExitLivedSeconds), SQLValue(worker.nextAttemptAt),
        SQLValue(condition.detail), SQLValue(condition.limit), SQLValue(condition.failures), SQLValue(now),
      ])
  }

  private static func write(_ usage: WorkerUsage, by supervisor: String, _ session: SQLSession) throws {
    _ = try session.query(
      """
      UPDATE worker_status SET resident_bytes = $3, cpu_seconds = $4
      WHERE user_id = $1 AND pid = $2 AND supervisor_id = $5
      """,
      [
        SQLValue(usage.userID), SQLValue(Int(usage.pid)), SQLValue(usage.residentBytes), SQLValue(usage.cpuSeconds),
        SQLValue(supervisor),
      ])
  }

  private static func supervisor(_ row: SQLRow) throws -> SupervisorStatus {
    guard let counts = FleetCountsText.decode(try row.text("workers")) else {
      throw SQLError(.unexpectedValue, "workers")
    }
    var status = SupervisorStatus(
      id: try row.text("id"), host: try row.text("host"), pid: Int32(truncatingIfNeeded: try row.int("pid")),
      version: try row.text("version"), startedAt: try row.date("started_at"),
      heartbeatAt: try row.date("heartbeat_at"),
      fleet: FleetSummary(counts: counts, breakerIsClosed: try !row.bool("breaker_open")))
    status.startsPerMinute = try row.optionalDouble("starts_per_minute")
    status.openFiles = try row.optionalInt("open_files")
    status.openFilesLimit = try row.optionalInt("open_files_limit")
    status.sandbox = try row.optionalText("sandbox")
    return status
  }

  private static func unreadableLine(_ row: SQLRow, column: String) throws -> WorkerStatusLine {
    let worker = WorkerStatus(userID: try row.value("user_id"), supervisorID: nil, condition: .off, since: nil)
    var line = WorkerStatusLine(
      worker: worker, address: try row.text("address"), checks: 0, messagesSeen: 0, messagesSetAside: 0,
      messagesFailed: 0, draftsWritten: 0, quotaUnits: 0, lastQuotaUnits: 0)
    line.unreadable = column
    return line
  }

  private static func line(_ row: SQLRow) throws -> WorkerStatusLine {
    WorkerStatusLine(
      worker: try worker(row), address: try row.text("address"),
      wantedSettingsVersion: try row.optionalInt("wanted_settings_version"),
      lastCheckAt: try row.optionalDate("last_check_at"), nextCheckAt: try row.optionalDate("next_check_at"),
      activity: try row.optionalText("activity").flatMap(WorkerActivity.init), problem: try row.optionalText("problem"),
      checks: try row.int("checks"), messagesSeen: try row.int("messages_seen"),
      messagesSetAside: try row.int("messages_set_aside"), messagesFailed: try row.int("messages_failed"),
      draftsWritten: try row.int("drafts_written"), draftsSent: try row.int("drafts_sent"),
      draftsSentUnchanged: try row.int("drafts_sent_unchanged"), quotaUnits: try row.int("quota_units"),
      lastQuotaUnits: try row.int("last_quota_units"), checkingSince: try row.optionalDate("checking_since"),
      models: try totals(row, "model_"))
  }

  private static func worker(_ row: SQLRow) throws -> WorkerStatus {
    var status = WorkerStatus(
      userID: try row.value("user_id"), supervisorID: try row.optionalText("supervisor_id"),
      condition: try WorkerConditionRow(row).condition(), since: try row.optionalDate("state_since"))
    status.pid = try row.optionalInt("pid").map { Int32(truncatingIfNeeded: $0) }
    status.startedAt = try row.optionalDate("started_at")
    status.readyAt = try row.optionalDate("ready_at")
    status.heartbeatAt = try row.optionalDate("heartbeat_at")
    status.settingsVersion = try row.optionalInt("settings_version")
    status.restarts = try row.int("restarts")
    status.restartsLastDay = try row.int("restarts_last_day")
    if let end = try row.optionalText("last_end") {
      guard let exit = WorkerExitText.decode(end) else { throw SQLError(.unexpectedValue, "last_end") }
      status.lastExit = exit
    }
    status.lastExitAt = try row.optionalDate("last_exit_at")
    status.lastExitLivedSeconds = try row.optionalDouble("last_exit_lived_seconds")
    status.nextAttemptAt = try row.optionalDate("next_attempt_at")
    status.residentBytes = try row.optionalInt("resident_bytes")
    status.cpuSeconds = try row.optionalDouble("cpu_seconds")
    return status
  }
}
