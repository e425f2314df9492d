import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// A form that was overtaken is noticed by `version`, which a trigger moves. A column that the trigger does not know would let
/// one person overwrite what another had set.
@Suite struct SettingsVersionTests {
  /// Another value for each setting.
  private static func other(_ setting: Setting) -> String {
    switch setting {
    case .activeAgents: "'[\"email_secretary\"]'"
    case .draftMode: "'gmail'"
    case .businessHoursOnly: "1"
    case .businessHours: "'{}'"
    case .timeZone: "'Europe/Berlin'"
    case .checkInterval: "60"
    case .instructions: "'Be brief.'"
    case .signature: "'Ann'"
    case .undoSeconds: "7"
    case .otherAddresses: "'[\"ann@old.example\"]'"
    case .strictness: "'usual'"
    case .voice: "'mirror'"
    case .draftKinds: "'[\"reply\"]'"
    case .followUpDays: "3"
    }
  }

  /// What is no setting of a person's: whose row it is, and what is counted or asked for.
  private static let rest: Set = ["user_id", "version", "created_at", "updated_at", "check_requested_at"]

  @Test func `a change of any setting moves the version, and asking for a check does not`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let store = try await Store.open(location, migrating: true)
      let ann = try await store.users.add("ann@example.com")
      try await store.settings.setEnabled(false, for: ann)
      let sql = try await SQLConnection.open(SQLiteFile(path: location.path, creating: false))
      func version() async throws -> Int {
        try await sql.query("SELECT version FROM agent_settings")[0].int("version")
      }
      let columns = try await sql.query("SELECT name FROM pragma_table_info('agent_settings')").map {
        try $0.text("name")
      }
      #expect(
        Set(columns) == Self.rest.union(Setting.allCases.map(\.column)), "each column is a setting, or is named here")
      let unset = try await store.settings.settings(of: ann)
      for setting in Setting.allCases {
        let before = try await version()
        _ = try await sql.query("UPDATE agent_settings SET \(setting.column) = \(Self.other(setting))")
        #expect(try await version() == before + 1, "the trigger does not know \(setting.column)")
      }
      // What was set from outside is read, and written back as it was.
      let set = try #require(try await store.settings.settings(of: ann))
      for setting in Setting.allCases { #expect(setting.value(of: set) != setting.value(of: try #require(unset))) }
      try await store.settings.save(set)
      var again = try #require(try await store.settings.settings(of: ann))
      again.version = set.version
      #expect(again == set)
      let before = try await version()
      _ = try await sql.query("UPDATE agent_settings SET check_requested_at = '2026-11-03T09:00:00.000Z'")
      #expect(try await version() == before)
      await store.close()
    }
  }
}
