import Foundation
import Secretary
import Storage
import Testing

@testable import FleetStatus

struct AuditReportTests {
  private static let entries = [
    AuditEntry(
      at: Date(timeIntervalSince1970: 1_800_000_060), actor: "u1", actorAddress: "op@example.com",
      action: "asked for a check", user: UserID("u2"), address: "ann@example.com"),
    AuditEntry(
      at: Date(timeIntervalSince1970: 1_800_000_000), actor: "operator", action: "disconnected", user: UserID("u2"),
      address: "ann@example.com", detail: "asked by telephone"),
    AuditEntry(at: Date(timeIntervalSince1970: 1_700_000_000), actor: "gone", action: "signed in"),
  ]

  @Test func `the table tells when, who, whose and what`() {
    let report = AuditReport(Self.entries, limit: 3)
    #expect(
      report.table(width: nil) == """
        WHEN                  WHO             WHOSE            WHAT
        2027-01-15T08:01:00Z  op@example.com  ann@example.com  asked for a check
        2027-01-15T08:00:00Z  operator        ann@example.com  disconnected: asked by telephone
        2023-11-14T22:13:20Z  gone            -                signed in

        """)
    #expect(!report.hasMore)
    #expect(report.table(width: 60).split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func `of more lines than were asked for the newest are shown`() throws {
    let report = AuditReport(Self.entries, limit: 2)
    #expect(report.hasMore)
    #expect(report.table(width: nil).split(separator: "\n").count == 3)
    #expect(try !report.json().contains("signed in"))
  }

  @Test func `nothing that moves a terminal's cursor gets through, and JSON escapes it`() throws {
    let nasty = "a\u{1B}[2J\nb\u{202E}c"
    let entry = AuditEntry(
      at: Date(timeIntervalSince1970: 0), actor: nasty, action: nasty, user: UserID(nasty), detail: nasty)
    let text = AuditReport([entry], limit: 1).table(width: nil)
    #expect(text.split(separator: "\n").count == 2)
    #expect(!text.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    #expect(try !AuditReport([entry], limit: 1).json().contains("\u{1B}"))
  }

  @Test func `machines get every field by its name`() throws {
    let lines = try #require(
      try JSONSerialization.jsonObject(with: Data(AuditReport(Self.entries, limit: 9).json().utf8))
        as? [[String: String]])
    #expect(
      lines[0] == [
        "at": "2027-01-15T08:01:00Z", "actor": "u1", "actor_address": "op@example.com", "action": "asked for a check",
        "user": "u2", "address": "ann@example.com", "detail": "",
      ])
    #expect(lines[2]["user"] == nil && lines.count == 3)
  }

  @Test func `where nothing was done, that is said`() {
    #expect(AuditReport([], limit: 9).table(width: nil) == "Nothing is on record.\n")
  }
}
