import Foundation
import HTTPTypes
import Secretary
import Storage
import Testing

@testable import Web

struct APISettingsTests {
  private static let settings = "/api/v1/settings"

  @Test func `every setting is there under its column, and what is read can be sent back`() async throws {
    try await WebFixture.with { fixture in
      _ = try await fixture.activeUser("ann@example.com")
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let read = try await ann.get(Self.settings)
      #expect(Set(read.body.members?.keys ?? [:].keys) == Set(Setting.allCases.map(\.column) + ["version"]))
      let again = try await ann.ask(.patch, Self.settings, read.body)
      #expect(again.status == 200 && again.body == read.body, "nothing changed, so no version is counted")
    }
  }

  @Test(
    arguments: [
      ("active_agents", ["other", "email_secretary"]), ("email_draft_mode", "gmail"),
      ("business_hours_only", .bool(true)),
      ("business_hours", ["monday": ["09:00-12:30", "22:00-06:00"]]), ("time_zone", "Europe/Berlin"),
      ("check_interval_seconds", .integer(15)), ("check_interval_seconds", .null), ("instructions", "Be brief.\n"),
      ("signature", "Ann"), ("undo_seconds", .integer(0)), ("other_addresses", ["ann@home.example"]),
      ("strictness", "known"), ("voice", "mirror"), ("draft_kinds", ["scheduling"]), ("draft_kinds", []),
      ("follow_up_days", .integer(3)), ("follow_up_days", .null),
    ] as [(String, JSONValue)])
  func `a setting is changed and the others stay`(_ column: String, _ value: JSONValue) async throws {
    try await WebFixture.with { fixture in
      _ = try await fixture.activeUser("ann@example.com")
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let before = try await ann.get(Self.settings)
      let answer = try await ann.ask(
        .patch, Self.settings, .object(["version": before["version"] ?? .null, column: value]))
      #expect(answer.status == 200 && answer[column] == value)
      #expect(try await ann.get(Self.settings).body == answer.body)
      for setting in Setting.allCases where setting.column != column {
        #expect(answer[setting.column] == before[setting.column])
      }
    }
  }

  @Test(
    arguments: [
      ("active_agents", "email_secretary"), ("active_agents", ["a\u{202E}b"]), ("active_agents", [.integer(1)]),
      ("active_agents", .array(Array(repeating: "a", count: 21))), ("email_draft_mode", "mailbox"),
      ("business_hours_only", "true"), ("business_hours", ["someday": ["09:00-17:00"]]),
      ("business_hours", ["monday": ["17:00"]]), ("business_hours", ["monday": ["09:00-12:00", "11:00-13:00"]]),
      ("business_hours", ["monday": ["09:00-12:00,13:00-14:00"]]), ("time_zone", "Mars/Olympus"), ("time_zone", .null),
      ("check_interval_seconds", .integer(14)), ("check_interval_seconds", .integer(.max)),
      ("check_interval_seconds", .number(60.5)), ("instructions", .string(String(repeating: "a", count: 4_001))),
      ("signature", .integer(1)), ("undo_seconds", .integer(121)), ("undo_seconds", .integer(-1)),
      ("other_addresses", ["nobody"]), ("other_addresses", ["a@b.example\nc@d.example"]), ("strictness", "never"),
      ("voice", ""), ("draft_kinds", ["poem"]), ("draft_kinds", ["follow-up"]), ("follow_up_days", .integer(31)),
    ] as [(String, JSONValue)])
  func `a value that no row may have is refused by its name`(_ column: String, _ value: JSONValue) async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let before = try await fixture.store.settings.settings(of: user)
      var change: [String: JSONValue] = ["version": JSONValue(before?.version), "undo_seconds": .integer(60)]
      change[column] = value
      let answer = try await ann.ask(.patch, Self.settings, .object(change))
      #expect(answer.status == 422 && answer.problem == "invalid" && answer.wrongFields == [column])
      #expect(try await fixture.store.settings.settings(of: user) == before)
    }
  }

  @Test func `a change of what was changed meanwhile changes nothing and shows how it is`() async throws {
    try await WebFixture.with { fixture in
      let user = try await fixture.activeUser("ann@example.com")
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let version = try await ann.get(Self.settings)["version"] ?? .null
      try await fixture.store.settings.setEnabled(false, for: user)
      let answer = try await ann.ask(.patch, Self.settings, ["version": version, "signature": "Ann"])
      #expect(answer.status == 409 && answer.problem == "changed-meanwhile")
      #expect(answer["settings"]?["active_agents"] == [] && answer["settings"]?["signature"] == "")
    }
  }

  @Test(arguments: ["version", "signatur"])
  func `a version is needed, and no unknown field is passed over`(_ case: String) async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let answer = try await ann.ask(
        .patch, Self.settings, `case` == "version" ? ["signature": "Ann"] : ["version": .integer(0), "signatur": "Ann"])
      #expect(answer.status == 422 && answer.wrongFields == [`case`])
    }
  }

  @Test func `unknown fields that look the same where they are shown are one problem`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let name = String(repeating: "a", count: 60)
      let answer = try await ann.ask(
        .patch, Self.settings, ["version": .integer(0), name + "1": "x", name + "2": "x"])
      #expect(answer.status == 422 && answer.wrongFields == [name])
    }
  }

  @Test func `nobody is switched on without a mailbox`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await APIClient.ofSession("ann@example.com", fixture)
      let on: JSONValue = ["version": .integer(0), "active_agents": ["email_secretary"]]
      #expect(try await ann.ask(.patch, Self.settings, on).problem == "not-connected")
      let user = try #require(try await fixture.user("ann@example.com"))
      try await fixture.connect(user.id, user.address)
      #expect(try await ann.ask(.patch, Self.settings, on).status == 200)
    }
  }
}
