import Foundation
import Secretary
import Storage

// swift-format-ignore: AlwaysUseLowerCamelCase
/// The report for machines: `status --json`. Names and meanings are an interface; new ones may come, none goes.
package struct StatusDocument: Encodable {
  var at: Date
  var supervisors: [SupervisorEntry]
  var users: [User]

  struct SupervisorEntry: Encodable {
    var id: String
    var host: String
    var pid: Int32
    var version: String
    var alive: Bool
    var started_at: Date
    var heartbeat_at: Date
    var words: String
    var breaker_open: Bool
    /// Workers started within the last minute.
    var starts_per_minute: Double?
    var open_files: Int?
    var open_files_limit: Int?
    /// What confines its workers.
    var sandbox: String?
  }

  struct User: Encodable {
    var id: String
    var address: String
    var state: String
    var since: Date?
    var words: String
    var pid: Int32?
    var ready_at: Date?
    var last_check_at: Date?
    var next_check_at: Date?
    var next_attempt_at: Date?
    var restarts: Int
    var restarts_last_day: Int
    var last_exit: String?
    var last_exit_at: Date?
    var checks: Int
    var messages_seen: Int
    var messages_set_aside: Int
    var drafts_written: Int
    /// Sent and compared with what was proposed, and those of them that were sent word for word.
    var drafts_sent: Int
    var drafts_sent_unchanged: Int
    var quota_units: Int
    /// Calls of language models, and what they took. Costs are in millionths of the currency's unit.
    var model_calls: Int
    var model_prompt_tokens: Int
    var model_completion_tokens: Int
    var model_cost_millionths: Int
    /// Of the user's own day.
    var model_tokens_today: Int
    var model_cost_millionths_today: Int
    var resident_bytes: Int?
    var cpu_seconds: Double?
    /// When the check began that is running, if it takes unusually long.
    var checking_since: Date?
  }

  package init(_ report: StatusReport) {
    at = report.at
    supervisors = report.supervisors.map { supervisor in
      let row = supervisor.row
      return SupervisorEntry(
        id: row.id, host: row.host, pid: row.pid, version: row.version, alive: supervisor.isAlive,
        started_at: row.startedAt, heartbeat_at: row.heartbeatAt, words: row.fleet.words,
        breaker_open: !row.fleet.breakerIsClosed,
        starts_per_minute: row.startsPerMinute, open_files: row.openFiles, open_files_limit: row.openFilesLimit,
        sandbox: row.sandbox)
    }
    users = report.users.map { line in
      let worker = line.row?.worker
      return User(
        id: line.userID.rawValue, address: line.address, state: line.standing.name.rawValue, since: line.since,
        words: line.words(at: report.at),
        pid: worker?.pid, ready_at: worker?.readyAt, last_check_at: line.row?.lastCheckAt,
        next_check_at: line.row?.nextCheckAt, next_attempt_at: worker?.nextAttemptAt, restarts: worker?.restarts ?? 0,
        restarts_last_day: worker?.restartsLastDay ?? 0, last_exit: worker?.lastExit?.words,
        last_exit_at: worker?.lastExitAt,
        checks: line.row?.checks ?? 0, messages_seen: line.row?.messagesSeen ?? 0,
        messages_set_aside: line.row?.messagesSetAside ?? 0, drafts_written: line.row?.draftsWritten ?? 0,
        drafts_sent: line.row?.draftsSent ?? 0, drafts_sent_unchanged: line.row?.draftsSentUnchanged ?? 0,
        quota_units: line.row?.quotaUnits ?? 0, model_calls: line.row?.models.calls ?? 0,
        model_prompt_tokens: line.row?.models.prompt ?? 0,
        model_completion_tokens: line.row?.models.completion ?? 0,
        model_cost_millionths: line.row?.models.cost.microUnits ?? 0, model_tokens_today: line.modelsToday.tokens,
        model_cost_millionths_today: line.modelsToday.cost.microUnits, resident_bytes: worker?.residentBytes,
        cpu_seconds: worker?.cpuSeconds,
        checking_since: line.checkingSince)
    }
  }

  package func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .iso8601
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
