import SQLErrors

/// One step of a schema. Versions count up from 1 without gaps; a step that has been released never changes again:
/// its checksum is kept in the database and compared.
package struct SQLMigration: Sendable {
  package let version: Int
  package let name: String
  /// Statements in the engine's own dialect.
  package let script: String
  /// FNV-1a, 64 bits: it catches an edit, and is not meant to withstand an attacker who can write the schema anyway.
  package let checksum: String

  package init(version: Int, name: String, script: String) {
    self.version = version
    self.name = name
    self.script = script
    let hash = script.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    checksum = String(hash, radix: 16)
  }
}

/// Compares the migrations a program knows with those a database has had, and applies what is missing.
struct Migrator {
  let driver: any SQLDriver
  let migrations: [SQLMigration]

  func migrate() throws(SQLError) {
    try inTransaction { () throws(SQLError) in
      try driver.runScript(
        """
        CREATE TABLE IF NOT EXISTS schema_migrations (
          version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL)
        """)
    }
    for migration in migrations {
      // What was applied is asked anew inside each transaction: another process may have been faster.
      try inTransaction { () throws(SQLError) in
        guard try applied().count < migration.version else { return }
        try driver.runScript(migration.script)
        _ = try driver.run(
          "INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)",
          [SQLValue(migration.version), SQLValue(migration.name), SQLValue(migration.checksum)])
      }
    }
  }

  func requireCurrent() throws(SQLError) {
    let count: Int
    do { count = try applied().count } catch  where error.code == .misuse {
      throw SQLError(.olderSchema, "no schema_migrations")
    }
    guard count == migrations.count else { throw SQLError(.olderSchema, "\(count) of \(migrations.count)") }
  }

  /// The checksums of what was applied, having made sure that it is a beginning of what we know.
  private func applied() throws(SQLError) -> [String] {
    let rows = try driver.run("SELECT version, checksum FROM schema_migrations ORDER BY version", [])
    guard rows.count <= migrations.count else { throw SQLError(.newerSchema, "\(rows.count) > \(migrations.count)") }
    var checksums: [String] = []
    for (row, migration) in zip(rows, migrations) {
      let checksum = try row.text("checksum")
      guard try row.int("version") == migration.version, checksum == migration.checksum else {
        throw SQLError(.changedMigration, migration.name)
      }
      checksums.append(checksum)
    }
    return checksums
  }

  private func inTransaction(_ body: () throws(SQLError) -> Void) throws(SQLError) {
    try driver.beginMigration()
    do {
      try body()
      try driver.commit()
    } catch {
      driver.rollback()
      throw error
    }
  }
}
