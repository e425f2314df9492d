import SQLErrors
import Testing

@testable import Database

/// Transactions that share their commit.
@Suite struct SharedTransactionTests {
  private struct Refused: Error {}

  /// Many at once: whatever waits while one is committed is committed with others.
  private static func write(
    _ numbers: Range<Int>, to database: SQLConnection, _ body: @escaping @Sendable (Int, SQLSession) throws -> Void
  ) async -> [Int] {
    await withTaskGroup(of: Int?.self) { group in
      for number in numbers {
        group.addTask {
          do {
            return try await database.sharedTransaction(durable: number.isMultiple(of: 2), by: .now + .seconds(10)) {
              try body(number, $0)
              return number
            }
          } catch { return nil }
        }
      }
      return await group.reduce(into: []) { all, number in if let number { all.append(number) } }.sorted()
    }
  }

  @Test func `each happens as a whole or not at all, whatever the others do`() async throws {
    try await Engine.sqlite.withDatabase { open in
      let database = try await open()
      try await database.transaction { _ = try $0.query("CREATE TABLE notes (number INTEGER, half TEXT)") }
      let done = await Self.write(0..<200, to: database) { number, session in
        _ = try session.query("INSERT INTO notes VALUES ($1, 'first')", [SQLValue(number)])
        if number % 3 == 0 { throw Refused() }
        if number % 7 == 0 { _ = try session.query("INSERT INTO nowhere VALUES (1)") }
        _ = try session.query("INSERT INTO notes VALUES ($1, 'second')", [SQLValue(number)])
      }
      let expected = (0..<200).filter { $0 % 3 != 0 && $0 % 7 != 0 }
      #expect(done == expected)
      for half in ["first", "second"] {
        let rows = try await database.query(
          "SELECT number FROM notes WHERE half = $1 ORDER BY number", [SQLValue(half)])
        #expect(try rows.map { try $0.int("number") } == expected)
      }
    }
  }

  @Test func `none has happened when the commit fails`() async throws {
    try await Engine.sqlite.withDatabase { open in
      let database = try await open()
      try await database.transaction {
        _ = try $0.query("CREATE TABLE houses (name TEXT PRIMARY KEY)")
        _ = try $0.query(
          "CREATE TABLE notes (house TEXT REFERENCES houses (name) DEFERRABLE INITIALLY DEFERRED)")
      }
      // One breaks a rule that is looked at only at the end.
      let done = await Self.write(0..<50, to: database) { number, session in
        _ = try session.query("INSERT INTO notes VALUES ($1)", [SQLValue(number == 49 ? "none" : nil)])
      }
      let rows = try await database.query("SELECT count(*) AS count FROM notes")
      #expect(try rows[0].int("count") == done.count)
      #expect(!done.contains(49))
    }
  }

  @Test func `those that came together are durable when one of them is`() async throws {
    try await Engine.sqlite.withDatabase { open in
      let database = try await open()
      let levels = try await withThrowingTaskGroup(of: (Bool, Int).self) { group in
        for number in 0..<100 {
          group.addTask {
            let durable = number.isMultiple(of: 10)
            let level = try await database.sharedTransaction(durable: durable, by: .now + .seconds(10)) {
              try $0.query("PRAGMA synchronous")[0].int("synchronous")
            }
            return (durable, level)
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      // FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
      #expect(levels.filter(\.0).allSatisfy { $0.1 == 2 })
    }
  }

  @Test func `after the connection is closed none happens`() async throws {
    try await Engine.sqlite.withDatabase { open in
      let database = try await open()
      await database.close()
      let error = await #expect(throws: SQLError.self) {
        try await database.sharedTransaction(by: .now + .seconds(1)) { _ in }
      }
      #expect(error?.code == .closed)
    }
  }
}
