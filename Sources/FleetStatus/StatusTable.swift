package import Foundation
import Secretary
import Storage

/// The report as a table for people. Wide terminals get columns, narrow ones two lines per user.
package struct StatusTable {
  private let report: StatusReport
  /// Characters per line; nil does not cut anything.
  private let width: Int?

  package init(_ report: StatusReport, width: Int?) {
    self.report = report
    self.width = width
  }

  package var text: String {
    (troubleLines + supervisorLines + [fleetLine, ""] + userLines).joined(separator: "\n") + "\n"
  }

  /// "12s", "4m", "3h", "2d": two moments apart in one unit.
  package static func age(from: Date, to: Date) -> String {
    let seconds = Int(max(0, to.timeIntervalSince(from).rounded()))
    switch seconds {
    case ..<120: return "\(seconds)s"
    case ..<7_200: return "\(seconds / 60)m"
    case ..<172_800: return "\(seconds / 3_600)h"
    default: return "\(seconds / 86_400)d"
    }
  }

  /// "14:05", or "2026-11-29 14:05" when that is more than half a day away: a moment by this machine's clock.
  static func clock(_ moment: Date, at now: Date, in zone: TimeZone = .current) -> String {
    let time = Date.ISO8601FormatStyle(timeZone: zone).time(includingFractionalSeconds: false)
    let hour = String(moment.formatted(time).prefix(5))
    return abs(moment.timeIntervalSince(now)) < 43_200
      ? hour : "\(StatusReport.day(of: moment, in: zone.identifier)) \(hour)"
  }

  /// "0.04s", "12.5s", "4m": processor time since the worker's start.
  static func processor(_ seconds: Double?) -> String {
    guard let seconds else { return "-" }
    if seconds >= 100 { return age(from: Date(timeIntervalSince1970: 0), to: Date(timeIntervalSince1970: seconds)) }
    let hundredths = Int((seconds * 100).rounded())
    return seconds < 1
      ? "0.\(hundredths < 10 ? "0" : "")\(hundredths)s" : "\(hundredths / 100).\(hundredths / 10 % 10)s"
  }

  /// "18 MB": memory in use, in millions of bytes.
  static func memory(_ bytes: Int?) -> String {
    bytes.map { "\(Int((Double($0) / 1_000_000).rounded())) MB" } ?? "-"
  }

  /// Not cut: it says what to do.
  private var troubleLines: [String] {
    report.writingTrouble.map { ["Nothing can be written into the store now. \($0)"] } ?? []
  }

  private var supervisorLines: [String] {
    guard !report.supervisors.isEmpty else { return ["No supervisor runs on this store."] }
    return report.supervisors.map { supervisor in
      let row = supervisor.row
      let heard = Self.age(from: row.heartbeatAt, to: report.at)
      let starts = row.startsPerMinute.map { $0 > 0 ? "; \(Int($0)) started in the last minute" : "" } ?? ""
      let sandbox = row.sandbox.map { "; sandbox of workers: \($0)" } ?? ""
      let text =
        supervisor.isAlive
        ? "Supervisor on \(row.host) (pid \(row.pid)), up \(Self.age(from: row.startedAt, to: report.at)): \(row.fleet.words)\(starts)\(sandbox)"
        : report.writingTrouble != nil
          ? "Supervisor on \(row.host) (pid \(row.pid)) could not say how it is for \(heard)"
          : "Supervisor on \(row.host) (pid \(row.pid)) is gone: last heard of \(heard) ago"
      return cut(text)
    }
  }

  private var fleetLine: String {
    let rows = report.users.compactMap(\.row)
    let seen = rows.reduce(0) { $0 + $1.messagesSeen }
    let aside = rows.reduce(0) { $0 + $1.messagesSetAside }
    let drafts = rows.reduce(0) { $0 + $1.draftsWritten }
    let failed = rows.reduce(0) { $0 + $1.messagesFailed }
    let failures = failed == 0 ? "" : ", \(failed) failed \(failed == 1 ? "try" : "tries")"
    return cut(
      "\(report.users.count.counted("user")): \(report.summary). Mail: \(seen) seen, \(aside) set aside, \(drafts) drafted\(failures)."
    )
  }

  private struct Column {
    var title: String
    var value: (StatusReport.Line) -> String
    var isNumber = false
    /// Left out first when the line gets too long; 0 always stays.
    var dispensable = 0
  }

  private var columns: [Column] {
    let now = report.at
    return [
      Column(title: "USER") { ShownText($0.address).text },
      Column(title: "STATE") { $0.standing.name.word },
      Column(title: "SINCE", value: { $0.since.map { Self.age(from: $0, to: now) } ?? "-" }, dispensable: 2),
      Column(title: "LAST CHECK", value: { $0.row?.lastCheckAt.map { Self.age(from: $0, to: now) + " ago" } ?? "-" }),
      Column(title: "NEXT CHECK", value: { Self.next($0, now: now) }, dispensable: 3),
      Column(title: "DRAFTS", value: { "\($0.row?.draftsWritten ?? 0)" }, isNumber: true),
      Column(title: "RESTARTS", value: { "\($0.row?.worker.restarts ?? 0)" }, isNumber: true, dispensable: 4),
      Column(title: "CPU", value: { Self.processor($0.row?.worker.cpuSeconds) }, isNumber: true, dispensable: 5),
      Column(title: "MEMORY", value: { Self.memory($0.row?.worker.residentBytes) }, isNumber: true, dispensable: 6),
    ]
  }

  private static func next(_ line: StatusReport.Line, now: Date) -> String {
    guard line.standing.name.isServed, let next = line.row?.nextCheckAt else { return "-" }
    return next <= now ? "now" : "in " + age(from: now, to: next)
  }

  /// What is so, and for a worker that waits, when it is tried again.
  private func words(_ line: StatusReport.Line) -> String {
    let words = ShownText(line.words(at: report.at)).text
    guard line.standing.name == .backingOff, let next = line.row?.worker.nextAttemptAt else { return words }
    return words + (next <= report.at ? " (now)" : " (in \(Self.age(from: report.at, to: next)))")
  }

  /// Room the last column needs to say something worth reading.
  private static let wordsWidth = 24

  private var userLines: [String] {
    guard !report.users.isEmpty else { return ["Nobody is here yet: secretary-supervisor user add ADDRESS"] }
    var columns = columns
    while let width, Self.length(of: columns, report.users) + Self.wordsWidth > width {
      guard
        let next = columns.indices.filter({ columns[$0].dispensable > 0 }).max(by: {
          columns[$0].dispensable < columns[$1].dispensable
        })
      else { return narrowLines }
      columns.remove(at: next)
    }
    let widths = columns.map { Self.width(of: $0, report.users) }
    func row(_ values: [String], _ last: String) -> String {
      var text = ""
      for (index, value) in values.enumerated() {
        let space = String(repeating: " ", count: max(0, widths[index] - value.count))
        text += (columns[index].isNumber ? space + value : value + space) + "  "
      }
      return cut(text + last)
    }
    return [row(columns.map(\.title), "WHAT IS SO")]
      + report.users.map { line in row(columns.map { $0.value(line) }, words(line)) }
  }

  private var narrowLines: [String] {
    report.users.flatMap { line in
      [cut("\(ShownText(line.address)): \(line.standing.name.word)"), cut("  \(words(line))")]
    }
  }

  private static func width(of column: Column, _ lines: [StatusReport.Line]) -> Int {
    max(column.title.count, lines.map { column.value($0).count }.max() ?? 0)
  }

  private static func length(of columns: [Column], _ lines: [StatusReport.Line]) -> Int {
    columns.reduce(0) { $0 + width(of: $1, lines) + 2 }
  }

  private func cut(_ text: String) -> String { TableLine.cut(text, to: width) }
}
