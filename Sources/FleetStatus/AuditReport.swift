package import Foundation
import Secretary
package import Storage
package import StoreRequests

/// Who did what, newest first: as a table for people, and as JSON.
package struct AuditReport: Sendable {
  private let entries: [AuditEntry]
  /// There are earlier lines that are not shown.
  package let hasMore: Bool

  /// - Parameter limit: lines that are shown at most.
  package init(_ entries: [AuditEntry], limit: Int) {
    self.entries = Array(entries.prefix(limit))
    hasMore = entries.count > limit
  }

  package static func read(
    from store: Store, of user: User?, since: Date, limit: Int
  ) async throws(StorageError) -> AuditReport {
    AuditReport(try await store.audit.entries(of: user?.id, since: since, limit: limit + 1), limit: limit)
  }

  /// - Parameter width: characters per line; nil does not cut anything.
  package func table(width: Int?) -> String {
    guard !entries.isEmpty else { return "Nothing is on record.\n" }
    let rows = [["WHEN", "WHO", "WHOSE", "WHAT"]] + entries.map(Self.row)
    let widths = (0..<3).map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) } + row.suffix(1)
      return TableLine.cut(cells.joined(separator: "  "), to: width) + "\n"
    }.joined()
  }

  private static func row(_ entry: AuditEntry) -> [String] {
    let what = entry.detail.isEmpty ? entry.action : "\(entry.action): \(entry.detail)"
    return [
      entry.at?.formatted(.iso8601) ?? "unknown", ShownText(entry.actorAddress ?? entry.actor).text,
      ShownText(entry.address ?? entry.user?.rawValue ?? "-").text, ShownText(what).text,
    ]
  }

  /// For machines. Names and meanings are an interface; new ones may come, none goes.
  package func json() throws -> String {
    struct Line: Encodable {
      var at: Date?
      var actor: String
      var actorAddress: String?
      var action: String
      var user: String?
      var address: String?
      var detail: String
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    let lines = entries.map { entry in
      Line(
        at: entry.at, actor: entry.actor, actorAddress: entry.actorAddress, action: entry.action,
        user: entry.user?.rawValue, address: entry.address, detail: entry.detail)
    }
    return String(decoding: try encoder.encode(lines), as: UTF8.self) + "\n"
  }
}
