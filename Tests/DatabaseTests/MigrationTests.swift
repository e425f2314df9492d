import SQLErrors
import Testing

@testable import Database

@Suite struct MigrationTests {
  static let first = SQLMigration(version: 1, name: "notes", script: "CREATE TABLE notes (id INTEGER PRIMARY KEY);")
  static let second = SQLMigration(
    version: 2, name: "bodies",
    script: "ALTER TABLE notes ADD COLUMN body TEXT; INSERT INTO notes (id, body) VALUES (1, 'hello');")

  @Test(arguments: Engine.available) func `migrations are applied in order, each once`(_ engine: Engine) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      try await database.migrate([Self.first])
      try await database.migrate([Self.first, Self.second])
      try await database.migrate([Self.first, Self.second])
      try await database.requireSchema([Self.first, Self.second])
      #expect(try await database.query("SELECT body FROM notes").map { try $0.text("body") } == ["hello"])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `a schema from a newer program is refused and left alone`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      try await database.migrate([Self.first, Self.second])
      let migrating = await #expect(throws: SQLError.self) { try await database.migrate([Self.first]) }
      #expect(migrating?.code == .newerSchema)
      let opening = await #expect(throws: SQLError.self) { try await database.requireSchema([Self.first]) }
      #expect(opening?.code == .newerSchema)
      try await database.requireSchema([Self.first, Self.second])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `an older schema is refused by who may not migrate`(_ engine: Engine)
    async throws
  {
    try await engine.withDatabase { open in
      let database = try await open()
      let empty = await #expect(throws: SQLError.self) { try await database.requireSchema([Self.first]) }
      #expect(empty?.code == .olderSchema)
      try await database.migrate([Self.first])
      let older = await #expect(throws: SQLError.self) { try await database.requireSchema([Self.first, Self.second]) }
      #expect(older?.code == .olderSchema)
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `a migration that reads differently from the one applied is refused`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      try await database.migrate([Self.first])
      let edited = SQLMigration(version: 1, name: Self.first.name, script: Self.first.script + " ")
      let edition = [edited, Self.second]
      let migrating = await #expect(throws: SQLError.self) { try await database.migrate(edition) }
      #expect(migrating?.code == .changedMigration)
      let opening = await #expect(throws: SQLError.self) { try await database.requireSchema(edition) }
      #expect(opening?.code == .changedMigration)
      try await database.requireSchema([Self.first])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `a migration that fails halfway leaves the schema before it`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let broken = SQLMigration(
        version: 2, name: "broken", script: "CREATE TABLE half (id INTEGER); CREATE TABLE notes (id INTEGER);")
      await #expect(throws: SQLError.self) { try await database.migrate([Self.first, broken]) }
      try await database.requireSchema([Self.first])
      await #expect(throws: SQLError.self) { try await database.query("SELECT * FROM half") }
      try await database.migrate([Self.first, Self.second])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `connections that open and migrate at once take turns`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      var databases: [SQLConnection] = []
      for _ in 0..<6 { databases.append(try await open()) }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for database in databases {
          group.addTask { try await database.migrate([Self.first, Self.second]) }
        }
        try await group.waitForAll()
      }
      #expect(try await databases[0].query("SELECT count(*) AS count FROM notes")[0].int("count") == 1)
      for database in databases { await database.close() }
    }
  }
}
