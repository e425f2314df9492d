import Database
import Secretary
import Testing

@testable import Storage

/// The texts of the migrations. What they do is tried on real servers by `Tests/Supabase/run`.
@Suite struct PostgreSQLSchemaTests {
  @Test func `what a person may do with a draft through the Data API is what the table of its life has for them`() {
    let legal = DraftTransition.table.filter { $0.event.actor == .person && $0.from != $0.to }
      .map { "'\($0.from.rawValue)', '\($0.to.rawValue)'" }
    let said = SupabaseDraftMoves.moves.split(separator: "(").map { $0.prefix { $0 != ")" } }.filter {
      $0.contains("'")
    }
    #expect(Set(said.map(String.init)) == Set(legal))
  }

  /// The Data API refuses what says nothing about which rows (`safeupdate`), also within triggers.
  @Test(arguments: AccountSource.allCases)
  func `every change in the migrations says of which rows`(accounts: AccountSource) {
    let statements = PostgreSQLSchema.printed(accounts).split(separator: ";").map { statement in
      statement.split(separator: "\n").filter { !$0.trimmingPrefix { $0 == " " }.hasPrefix("--") }.joined(
        separator: " ")
    }
    let changes = statements.filter { $0.contains(" UPDATE secretary.") || $0.contains(" DELETE FROM ") }
      .filter { !$0.contains("CREATE TRIGGER") && !$0.contains("GRANT ") }
    #expect(changes.count > 3)
    #expect(changes.filter { !$0.contains(" WHERE ") } == [])
  }

  @Test(arguments: AccountSource.allCases)
  func `the printed script leaves what the program knows its migrations by`(accounts: AccountSource) {
    let migrations = PostgreSQLSchema.migrations(accounts)
    #expect(migrations.map(\.version) == Array(1...migrations.count))
    let printed = PostgreSQLSchema.printed(accounts)
    for migration in migrations {
      #expect(printed.contains("VALUES (\(migration.version), '\(migration.name)', '\(migration.checksum)');"))
    }
    #expect(!PostgreSQLSchema.printed(accounts, after: 1).contains("CREATE TABLE secretary.email_drafts"))
    #expect(PostgreSQLSchema.printed(accounts, after: 1).contains("CREATE POLICY worker ON secretary.email_drafts"))
  }
}
