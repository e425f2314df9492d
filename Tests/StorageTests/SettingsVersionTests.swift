import Database
import Foundation
import Testing

@testable import Storage

/// A form that was overtaken is noticed by `version`, which a trigger moves. A column that the trigger does not know would let
/// one person overwrite what another had set.
@Suite struct SettingsVersionTests {
  /// Another value for each column that a person sets.
  private static let others = [
    "active_agents": "'[\"email_secretary\"]'", "email_draft_mode": "'gmail'", "business_hours_only": "1",
    "business_hours": "'{}'", "time_zone": "'Europe/Berlin'", "check_interval_seconds": "60",
    "instructions": "'Be brief.'",
    "signature": "'Ann'", "undo_seconds": "7", "other_addresses": "'[\"ann@old.example\"]'",
  ]
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
      for row in try await sql.query("SELECT name FROM pragma_table_info('agent_settings')") {
        let column = try row.text("name")
        if Self.rest.contains(column) { continue }
        let before = try await version()
        let value = try #require(Self.others[column], "give \(column) a value here, and the trigger its name")
        _ = try await sql.query("UPDATE agent_settings SET \(column) = \(value)")
        #expect(try await version() == before + 1, "\(column)")
      }
      let before = try await version()
      _ = try await sql.query("UPDATE agent_settings SET check_requested_at = '2026-11-03T09:00:00.000Z'")
      #expect(try await version() == before)
      await store.close()
    }
  }
}
