package import Database

/// The tables on PostgreSQL 15 and later, all in the schema `secretary`, with the columns of `SQLiteSchema` in PostgreSQL's own types.
/// Every name in here is qualified: what runs with somebody else's rights must not find somebody else's tables.
///
/// A released migration never changes; its checksum is compared. A change of the tables is a new one at the end.
package enum PostgreSQLSchema {
  package static func migrations(_ accounts: AccountSource) -> [SQLMigration] {
    let common = [
      SQLMigration(version: 1, name: "first tables", script: firstTables(accounts)),
      SQLMigration(version: 2, name: "roles", script: PostgreSQLRoles.script(accounts)),
    ]
    switch accounts {
    case .own: return common
    case .supabase: return common + [SQLMigration(version: 3, name: "front end", script: SupabaseFrontEnd.script)]
    }
  }

  /// The migrations after a version as one script, for `psql` or for a team that keeps migrations itself: what `migrate` would do,
  /// with the rows by which the program knows afterwards that it is done.
  package static func printed(_ accounts: AccountSource, after version: Int = 0) -> String {
    let ledger = """
      CREATE SCHEMA IF NOT EXISTS secretary;
      CREATE TABLE IF NOT EXISTS secretary.schema_migrations (
        version integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL);
      """
    let steps = migrations(accounts).filter { $0.version > version }.map { step in
      """
      -- Migration \(step.version): \(step.name)

      \(step.script)

      INSERT INTO secretary.schema_migrations (version, name, checksum)
        VALUES (\(step.version), '\(step.name)', '\(step.checksum)');
      """
    }
    return ([ledger] + steps).joined(separator: "\n\n") + "\n"
  }

  private static func firstTables(_ accounts: AccountSource) -> String {
    [
      PostgreSQLActingUser.script(accounts), PostgreSQLAccounts.script(accounts), PostgreSQLDrafts.script(accounts),
      PostgreSQLMail.script(accounts), PostgreSQLLearned.script(accounts), PostgreSQLRunning.script(accounts),
      PostgreSQLWeb.script(accounts), PostgreSQLChanges.script(accounts), PostgreSQLCounting.script,
    ].joined(separator: "\n\n")
  }
}
