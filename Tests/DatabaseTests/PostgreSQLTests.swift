import Foundation
import SQLErrors
import TestServer
import Testing

@testable import Database

/// What is PostgreSQL's own: a server that comes and goes, and sessions that others had before.
@Suite struct PostgreSQLTests {
  private static let notes = SQLMigration(
    version: 1, name: "notes", script: "CREATE TABLE notes (id bigint PRIMARY KEY, body text);")

  /// Two connections to a database with a table of notes.
  private func withNotes(
    _ engine: Engine, _ body: (_ database: SQLConnection, _ other: SQLConnection) async throws -> Void
  ) async throws {
    try await engine.withDatabase { open in
      let (database, other) = (try await open(), try await open())
      try await database.migrate([Self.notes])
      try await body(database, other)
      await database.close()
      await other.close()
    }
  }

  private func count(_ database: SQLConnection) async throws -> Int? {
    try await database.query("SELECT count(*) AS count FROM secretary.notes").first?.int("count")
  }

  private static let endOthers = """
    SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
    """

  @Test(arguments: Engine.servers) func `a connection that the server ended is made anew`(_ engine: Engine) async throws
  {
    try await withNotes(engine) { database, other in
      _ = try await other.query(Self.endOthers)
      try await database.transaction { _ = try $0.query("INSERT INTO notes VALUES (1)") }
      #expect(try await count(database) == 1)
      await database.rest()
      #expect(try await count(database) == 1)
    }
  }

  @Test(arguments: Engine.servers) func `a transaction whose connection ends keeps nothing and can be tried again`(
    _ engine: Engine
  ) async throws {
    try await withNotes(engine) { database, other in
      let pid = try await other.query("SELECT pg_backend_pid() AS pid")[0].int("pid")
      let error = await #expect(throws: SQLError.self) {
        try await database.transaction { session in
          _ = try session.query("INSERT INTO notes VALUES (1)")
          _ = try session.query("SELECT pg_terminate_backend(pg_backend_pid()), \(pid)")
        }
      }
      #expect(error?.code == .unreachable && error?.isTemporary == true)
      #expect(try await count(other) == 0)
      try await database.transaction { _ = try $0.query("INSERT INTO notes VALUES (1)") }
      #expect(try await count(other) == 1)
    }
  }

  @Test(arguments: Engine.servers) func `who holds a row is waited for so long and no longer`(_ engine: Engine)
    async throws
  {
    try await withNotes(engine) { database, other in
      try await database.transaction { _ = try $0.query("INSERT INTO notes VALUES (1, 'a')") }
      // Two turns: the holder keeps its row until the other has given up.
      let isHeld = DispatchSemaphore(value: 0)
      let hasGivenUp = DispatchSemaphore(value: 0)
      async let holder: Void = database.transaction { session in
        _ = try session.query("UPDATE notes SET body = 'b'")
        isHeld.signal()
        _ = hasGivenUp.wait(timeout: .now() + 30)
      }
      await Task.detached { waitFor(isHeld) }.value
      let error = await #expect(throws: SQLError.self) {
        try await other.transaction(by: .now + .milliseconds(50)) { _ = try $0.query("UPDATE notes SET body = 'c'") }
      }
      hasGivenUp.signal()
      try await holder
      #expect(error?.code == .busy)
      #expect(try await database.query("SELECT body FROM notes")[0].text("body") == "b")
    }
  }

  @Test(arguments: Engine.servers) func `a table that was left in the session takes nothing that is meant for ours`(
    _ engine: Engine
  ) async throws {
    try await withNotes(engine) { database, _ in
      _ = try await database.query("CREATE TEMPORARY TABLE notes (id bigint, body text)")
      try await database.transaction { _ = try $0.query("INSERT INTO notes VALUES (1, 'private')") }
      #expect(try await database.query("SELECT * FROM pg_temp.notes").isEmpty)
      #expect(try await count(database) == 1)
    }
  }

  @Test(arguments: Engine.servers) func `what was set in the session by another means nothing`(_ engine: Engine)
    async throws
  {
    try await withNotes(engine) { database, _ in
      for (name, value) in [
        ("default_transaction_read_only", "on"), ("TimeZone", "Asia/Tokyo"), ("DateStyle", "German"),
        ("search_path", "pg_temp"), ("default_transaction_isolation", "read uncommitted"), ("lock_timeout", "1"),
        ("standard_conforming_strings", "off"),
      ] {
        _ = try await database.query("SELECT set_config($1, $2, false)", [SQLValue(name), SQLValue(value)])
      }
      let date = Date(timeIntervalSince1970: 1_793_696_707.125)
      try await database.transaction { session in
        _ = try session.query("INSERT INTO notes VALUES (1, 'a\\')")
        let row = try session.query("SELECT CAST($1 AS timestamptz) AS at", [SQLValue(date)])[0]
        #expect(try row.date("at") == date)
        #expect(try session.query("SHOW transaction_isolation")[0].text("transaction_isolation") == "serializable")
      }
      #expect(try await database.query("SELECT body FROM notes")[0].text("body") == "a\\")
    }
  }

  @Test(arguments: Engine.servers) func `only a durable transaction waits for the disk at its end`(_ engine: Engine)
    async throws
  {
    try await withNotes(engine) { database, _ in
      for (durable, setting) in [(true, "on"), (false, "off"), (true, "on")] {
        let found = try await database.transaction(durable: durable) { session in
          try session.query("SHOW synchronous_commit")[0].text("synchronous_commit")
        }
        #expect(found == setting)
      }
    }
  }

  @Test(arguments: Engine.servers) func `a transaction in which something failed is not taken for kept`(
    _ engine: Engine
  ) async throws {
    try await withNotes(engine) { database, _ in
      let error = await #expect(throws: SQLError.self) {
        try await database.transaction { session in
          _ = try session.query("INSERT INTO notes VALUES (1)")
          _ = try? session.query("INSERT INTO notes VALUES (1)")
        }
      }
      #expect(error?.code == .misuse)
      let kept = try await count(database)
      #expect(kept == 0)
    }
  }

  @Test(arguments: Engine.servers) func `no error carries a value`(_ engine: Engine) async throws {
    try await withNotes(engine) { database, _ in
      let twice = await #expect(throws: SQLError.self) {
        try await database.query("INSERT INTO notes VALUES (4711), (4711)")
      }
      #expect(twice?.code == .constraint)
      #expect(twice.map { String(reflecting: $0) } == "SQLError(constraint: 23505 notes_pkey)")
      let strange = await #expect(throws: SQLError.self) {
        try await database.query("INSERT INTO notes VALUES ($1)", [SQLValue("hunter2")])
      }
      #expect(strange.map { String(reflecting: $0) } == "SQLError(constraint: 22P02)")
    }
  }

  @Test(arguments: Engine.servers) func `a character that no text of the server can hold is shown as lost`(
    _ engine: Engine
  ) async throws {
    try await withNotes(engine) { database, _ in
      _ = try await database.query("INSERT INTO notes VALUES (1, $1)", [SQLValue("a\u{0}b")])
      #expect(try await database.query("SELECT body FROM notes")[0].text("body") == "a\u{FFFD}b")
    }
  }

  @Test(arguments: Engine.servers) func `a database that is not there is nobody's to wait for`(_ engine: Engine)
    async throws
  {
    try await #require(engine.server).withDatabase { address in
      let elsewhere = try PostgreSQLServer(address).database("no_such_database")
      let error = await #expect(throws: SQLError.self) { try await SQLConnection.open(elsewhere) }
      #expect(error?.code == .notAdmitted && error?.isTemporary == false)
    }
  }

  @Test(arguments: Engine.servers) func `a server that lets nobody write is waited for`(_ engine: Engine) async throws {
    try await withNotes(engine) { database, _ in
      let name = try await database.query("SELECT current_database() AS name")[0].text("name")
      _ = try await database.query("ALTER DATABASE \(name) SET default_transaction_read_only = on")
      await database.rest()
      let error = await #expect(throws: SQLError.self) { try await database.query("SELECT 1") }
      #expect(error?.code == .onlyReading && error?.isTemporary == true)
    }
  }

  @Test func `a server that takes connections and says nothing is given up`() async throws {
    try await withScratchFolder { folder in
      let silent = try SilentServer(at: folder + "/.s.PGSQL.5432")
      let server = try PostgreSQLServer("postgresql:///s?host=\(folder)", patience: .milliseconds(1))
      let error = await #expect(throws: SQLError.self) { try await SQLConnection.open(server) }
      #expect(error == SQLError(.unreachable, "no answer in time"))
      silent.close()
    }
  }

  /// The statement's own limit is for what it does; there is none yet.
  @Test func `a server that falls silent at the beginning is given up within the caller's patience`() async throws {
    try await withScratchFolder { folder in
      let silent = try SilentServer(at: folder + "/.s.PGSQL.5432", welcoming: 1)
      let server = try PostgreSQLServer(
        "postgresql:///s?host=\(folder)&target_session_attrs=any", patience: .milliseconds(1))
      let connection = try await SQLConnection.open(server)
      let asked = ContinuousClock.now
      let error = await #expect(throws: SQLError.self) { try await connection.query("SELECT 1") }
      #expect(error == SQLError(.unreachable, "no answer in time"))
      #expect(.now - asked < .seconds(20))
      await connection.close()
      silent.close()
    }
  }

  @Test func `a server that is not there may come back`() async throws {
    let server = try PostgreSQLServer("postgresql:///s?host=/nowhere")
    let error = await #expect(throws: SQLError.self) { try await SQLConnection.open(server) }
    #expect(error?.code == .unreachable && error?.isTemporary == true)
  }
}

/// Not for the threads that tasks share: it blocks.
private func waitFor(_ semaphore: DispatchSemaphore) { _ = semaphore.wait(timeout: .now() + 30) }

/// A socket that takes connections and never answers; the first so many it lets in before it falls silent.
private struct SilentServer {
  private let descriptor: Int32

  init(at path: String, welcoming count: Int = 0) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    try withUnsafeMutableBytes(of: &address.sun_path) { place in
      try #require(path.utf8.count < place.count)
      place.copyBytes(from: path.utf8)
    }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0 && listen(descriptor, 5) == 0)
    guard count > 0 else { return }
    Thread.detachNewThread { [descriptor] in for _ in 0..<count { Self.welcome(descriptor) } }
  }

  /// Takes the start-up message and says that no password is asked for, and that it is ready.
  private static func welcome(_ listener: Int32) {
    let guest = accept(listener, nil, nil)
    var message = [UInt8](repeating: 0, count: 4096)
    guard guest >= 0, read(guest, &message, message.count) > 0 else { return }
    let words: [UInt8] = [UInt8(ascii: "R"), 0, 0, 0, 8, 0, 0, 0, 0, UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "I")]
    _ = write(guest, words, words.count)
  }

  func close() { _ = Foundation.close(descriptor) }
}
