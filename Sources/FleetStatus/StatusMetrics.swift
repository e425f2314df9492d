import Foundation
import Secretary
import Storage

/// The report in the text format Prometheus scrapes (version 0.0.4): `status --prometheus`, for a node exporter's
/// textfile collector or a small web hook.
package struct StatusMetrics {
  private let report: StatusReport

  package init(_ report: StatusReport) { self.report = report }

  package var text: String {
    let states = Dictionary(grouping: report.users, by: \.standing.name.rawValue).mapValues(\.count)
    return metric(
      "secretary_supervisor_up", "gauge", "Whether a supervisor was heard of lately.",
      report.supervisors.map { ([("host", $0.row.host)], $0.isAlive ? "1" : "0") })
      + metric(
        "secretary_workers", "gauge", "Users by the state of their worker.",
        states.sorted { $0.key < $1.key }.map { ([("state", $0.key)], "\($0.value)") })
      + metric(
        "secretary_worker_starts_last_minute", "gauge", "Workers the supervisor started within the last minute.",
        report.supervisors.compactMap { supervisor in
          guard supervisor.isAlive, let starts = supervisor.row.startsPerMinute else { return nil }
          return ([("host", supervisor.row.host)], "\(Int(starts))")
        })
      + perUser("secretary_worker_up", "gauge", "Whether the user's worker runs or sleeps.") {
        $0.standing.name.isServed ? "1" : "0"
      }
      + perUser("secretary_worker_restarts_total", "counter", "Restarts of the user's worker.") {
        $0.row.map { "\($0.worker.restarts)" }
      }
      + perUser("secretary_worker_resident_memory_bytes", "gauge", "Memory the worker has in use, shared pages too.") {
        $0.row?.worker.residentBytes.map { "\($0)" }
      }
      + perUser("secretary_worker_cpu_seconds_total", "counter", "Processor time of the worker since its start.") {
        $0.row?.worker.cpuSeconds.map { "\($0)" }
      }
      + perUser("secretary_last_check_timestamp_seconds", "gauge", "When the mailbox was last looked into.") {
        $0.row?.lastCheckAt.map { "\($0.timeIntervalSince1970)" }
      }
      + perUser("secretary_messages_seen_total", "counter", "Messages that arrived.") {
        $0.row.map { "\($0.messagesSeen)" }
      }
      + perUser("secretary_messages_set_aside_total", "counter", "Messages that get no draft.") {
        $0.row.map { "\($0.messagesSetAside)" }
      }
      + perUser("secretary_drafts_total", "counter", "Drafts written.") { $0.row.map { "\($0.draftsWritten)" } }
      + perUser("secretary_drafts_sent_total", "counter", "Drafts sent, and compared with what was proposed.") {
        $0.row.map { "\($0.draftsSent)" }
      }
      + perUser("secretary_drafts_sent_unchanged_total", "counter", "Of these, drafts sent word for word.") {
        $0.row.map { "\($0.draftsSentUnchanged)" }
      }
      + perUser("secretary_quota_units_total", "counter", "Gmail quota units spent.") {
        $0.row.map { "\($0.quotaUnits)" }
      }
      + perUser("secretary_model_calls_total", "counter", "Answers taken of language models.") {
        $0.row.map { "\($0.models.calls)" }
      }
      + metric(
        "secretary_model_tokens_total", "counter", "Tokens that language models read and wrote.",
        report.users.flatMap { line in
          [("read", line.row?.models.prompt), ("written", line.row?.models.completion)].compactMap { kind, tokens in
            tokens.map { ([("user", line.userID.rawValue), ("kind", kind)], "\($0)") }
          }
        })
      + perUser("secretary_model_cost_total", "counter", "What they cost, in the currency of the configuration.") {
        $0.row.map { Self.decimal($0.models.cost) }
      }
  }

  /// Every digit, so that the counter moves with each call.
  private static func decimal(_ cost: Cost) -> String {
    let (units, rest) = cost.microUnits.quotientAndRemainder(dividingBy: 1_000_000)
    return "\(units)." + String(repeating: "0", count: 6 - String(rest).count) + String(rest)
  }

  private func perUser(_ name: String, _ type: String, _ help: String, _ value: (StatusReport.Line) -> String?)
    -> String
  {
    metric(
      name, type, help, report.users.compactMap { line in value(line).map { ([("user", line.userID.rawValue)], $0) } })
  }

  private func metric(_ name: String, _ type: String, _ help: String, _ samples: [([(String, String)], String)])
    -> String
  {
    guard !samples.isEmpty else { return "" }
    let lines = samples.map { labels, value in
      "\(name){" + labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",") + "} \(value)\n"
    }
    return "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" + lines.joined()
  }

  private static func escaped(_ label: String) -> String {
    label.map { character in
      switch character {
      case "\\": "\\\\"
      case "\"": "\\\""
      case "\n": "\\n"
      default: String(character)
      }
    }.joined()
  }
}
