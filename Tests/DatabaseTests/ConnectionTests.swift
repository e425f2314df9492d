import FoundationEssentials
import SQLErrors
import Testing

@testable import Database

/// What both engines must do alike.
@Suite struct ConnectionTests {
  struct Refusal: Error {}

  @Test(arguments: Engine.available) func `values come back as they were written`(_ engine: Engine) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let texts = ["", "it's \"quoted\"; --", "Grüße, 世界 👋", "two\nlines", "$1"]
      _ = try await database.query("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)")
      for (id, text) in texts.enumerated() {
        _ = try await database.query("INSERT INTO notes VALUES ($1, $2)", [SQLValue(id), SQLValue(text)])
      }
      _ = try await database.query("INSERT INTO notes VALUES ($1, $2)", [SQLValue(99), .null])
      let rows = try await database.query("SELECT id, body FROM notes ORDER BY id")
      #expect(try rows.map { try $0.int("id") } == [0, 1, 2, 3, 4, 99])
      #expect(try rows.map { try $0.optionalText("body") } == texts + [nil])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `kinds of value survive the way through text`(_ engine: Engine) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let date = Date(timeIntervalSince1970: 1_793_696_707.125)
      _ = try await database.query("CREATE TABLE kinds (flag BOOLEAN, at TEXT, names TEXT, share REAL, many BIGINT)")
      _ = try await database.query(
        "INSERT INTO kinds VALUES ($1, $2, $3, $4, $5)",
        [SQLValue(true), SQLValue(date), .list(["a,b", "\"c\"", ""]), SQLValue(0.25), SQLValue(Int.max)])
      let row = try #require(try await database.query("SELECT * FROM kinds WHERE flag").first)
      #expect(try row.bool("flag"))
      #expect(try row.date("at") == date)
      #expect(try row.list("names") == ["a,b", "\"c\"", ""])
      #expect(try row.optionalDouble("share") == 0.25)
      #expect(try row.int("many") == Int.max)
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `parameters are found by number, in any order and more than once`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let row = try await database.query(
        "SELECT CAST($3 AS TEXT) || CAST($1 AS TEXT) || CAST($2 AS TEXT) || CAST($1 AS TEXT) AS word",
        [SQLValue("b"), SQLValue("c"), SQLValue("a")]
      ).first
      #expect(try row?.text("word") == "abcb")
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `a value of another kind is an error, never a default`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let row = try #require(try await database.query("SELECT 'plenty' AS word, NULL AS absent").first)
      #expect(throws: SQLError(.unexpectedValue, "word")) { try row.int("word") }
      #expect(throws: SQLError(.unexpectedValue, "word")) { try row.bool("word") }
      #expect(throws: SQLError(.unexpectedValue, "word")) { try row.date("word") }
      #expect(throws: SQLError(.unexpectedValue, "word")) { try row.list("word") }
      #expect(throws: SQLError(.unexpectedValue, "absent")) { try row.text("absent") }
      #expect(try row.optionalInt("absent") == nil)
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `a transaction happens as a whole or not at all`(_ engine: Engine)
    async throws
  {
    try await engine.withDatabase { open in
      let database = try await open()
      _ = try await database.query("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
      await #expect(throws: Refusal.self) {
        try await database.transaction { session in
          _ = try session.query("INSERT INTO notes VALUES (1)")
          throw Refusal()
        }
      }
      let error = await #expect(throws: SQLError.self) {
        try await database.transaction { session in
          _ = try session.query("INSERT INTO notes VALUES (2)")
          _ = try session.query("INSERT INTO notes VALUES (2)")
        }
      }
      #expect(error?.code == .constraint)
      let kept = try await database.transaction(durable: false) { session in
        try session.query("INSERT INTO notes VALUES (3) RETURNING id").map { try $0.int("id") }
      }
      #expect(kept == [3])
      let rows = try await database.query("SELECT id FROM notes")
      #expect(try rows.map { try $0.int("id") } == [3])
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `what one connection committed, another sees at once`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let (first, second) = (try await open(), try await open())
      _ = try await first.query("CREATE TABLE notes (id INTEGER PRIMARY KEY)")
      for id in 0..<20 {
        try await first.transaction(durable: false) {
          _ = try $0.query("INSERT INTO notes VALUES ($1)", [SQLValue(id)])
        }
        let count = try await second.query("SELECT count(*) AS count FROM notes").first?.int("count")
        #expect(count == id + 1)
      }
      await first.close()
      await second.close()
    }
  }

  @Test(arguments: Engine.available) func `two connections that count up at once lose nothing`(_ engine: Engine)
    async throws
  {
    try await engine.withDatabase { open in
      let (first, second) = (try await open(), try await open())
      _ = try await first.query("CREATE TABLE counter (value INTEGER)")
      _ = try await first.query("INSERT INTO counter VALUES (0)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for database in [first, second] {
          group.addTask {
            for _ in 0..<100 {
              try await database.transaction(durable: false) { session in
                let value = try session.query("SELECT value FROM counter")[0].int("value")
                _ = try session.query("UPDATE counter SET value = $1", [SQLValue(value + 1)])
              }
            }
          }
        }
        try await group.waitForAll()
      }
      #expect(try await first.query("SELECT value FROM counter")[0].int("value") == 200)
      await first.close()
      await second.close()
    }
  }

  @Test(arguments: Engine.available) func `a closed connection says so, and closing twice is harmless`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      await database.close()
      await database.close()
      await #expect(throws: SQLError(.closed)) { try await database.query("SELECT 1") }
    }
  }

  @Test(arguments: Engine.available) func `an error that is printed shows no SQL`(_ engine: Engine) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      let error = await #expect(throws: SQLError.self) { try await database.query("SELEKT secret_value") }
      #expect(error?.code == .misuse)
      #expect(error.map { "\($0)" }?.contains("SELEKT") == false)
      #expect(error.map { String(reflecting: $0) }?.contains("syntax") == true)
      await database.close()
    }
  }

  @Test(arguments: Engine.available) func `more different statements than are kept prepared all work`(
    _ engine: Engine
  ) async throws {
    try await engine.withDatabase { open in
      let database = try await open()
      for round in 0..<2 {
        for number in 0..<80 {
          let row = try await database.query("SELECT \(number) + CAST($1 AS INTEGER) AS sum", [SQLValue(round)]).first
          #expect(try row?.int("sum") == number + round)
        }
      }
      await database.close()
    }
  }
}
