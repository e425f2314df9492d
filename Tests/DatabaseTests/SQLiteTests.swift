import Foundation
import SQLErrors
import Testing

@testable import Database

/// What is SQLite's alone: the file, its sharing between processes, and its limits.
@Suite struct SQLiteTests {
  @Test func `a new file is closed to other users, with all that lies beside it`() async throws {
    try await withScratchFolder { folder in
      let database = try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: true))
      _ = try await database.query("CREATE TABLE notes (id INTEGER)")
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.sorted() == ["mail.db", "mail.db-shm", "mail.db-wal"])
      for file in files {
        let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/" + file)
        #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
      }
      await database.close()
    }
  }

  @Test func `a missing file is not made unless asked`() async throws {
    try await withScratchFolder { folder in
      let error = await #expect(throws: SQLError.self) {
        try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: false))
      }
      #expect(error?.code == .notFound)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.isEmpty)
    }
  }

  @Test func `a missing folder, a folder in the place of the file, and another kind of file are told apart`()
    async throws
  {
    try await withScratchFolder { folder in
      let text = folder + "/letter.txt"
      try String(repeating: "Dear Ann, ", count: 200).write(toFile: text, atomically: true, encoding: .utf8)
      for (path, code) in [(folder + "/no/mail.db", SQLError.Code.notFound), (folder, .notFound), (text, .corrupt)] {
        let error = await #expect(throws: SQLError.self) {
          try await SQLConnection.open(SQLiteFile(path: path, creating: true))
        }
        #expect(error?.code == code, "\(path)")
      }
      #expect(try String(contentsOfFile: text, encoding: .utf8).hasPrefix("Dear Ann, "))
    }
  }

  @Test(
    arguments: [
      (5, .busy), (261, .busy), (517, .busy), (13, .diskFull), (4874, .diskFull), (778, .inputOutput),
      (8, .readOnly), (1032, .readOnly), (2067, .constraint), (11, .corrupt), (26, .corrupt), (14, .notFound),
      (1, .misuse),
    ] as [(Int32, SQLError.Code)])
  func `each failure of SQLite means what the caller can do`(_ code: Int32, _ meaning: SQLError.Code) {
    #expect(SQLiteDriver.meaning(of: code) == meaning)
  }

  @Test func `a writer is waited for as long as the busy timeout, and readers do not wait at all`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      let holder = try await SQLConnection.open(SQLiteFile(path: path, creating: true))
      let other = try await SQLConnection.open(
        SQLiteFile(path: path, creating: false, busyTimeout: .milliseconds(1)))
      _ = try await holder.query("CREATE TABLE notes (id INTEGER)")
      _ = try await holder.query("BEGIN IMMEDIATE")
      _ = try await holder.query("INSERT INTO notes VALUES (1)")
      let error = await #expect(throws: SQLError.self) {
        try await other.transaction { _ = try $0.query("INSERT INTO notes VALUES (2)") }
      }
      #expect(error?.code == .busy)
      #expect(error?.isTemporary == true)
      #expect(try await other.query("SELECT * FROM notes").isEmpty)
      _ = try await holder.query("COMMIT")
      try await other.transaction { _ = try $0.query("INSERT INTO notes VALUES (2)") }
      #expect(try await holder.query("SELECT * FROM notes").count == 2)
      await holder.close()
      await other.close()
    }
  }

  @Test func `only a durable transaction syncs the disk at its end`() async throws {
    try await withScratchFolder { folder in
      let database = try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: true))
      for (durable, synchronous) in [(true, 2), (false, 1), (true, 2)] {
        let setting = try await database.transaction(durable: durable) { session in
          try session.query("PRAGMA synchronous")[0].int("synchronous")
        }
        #expect(setting == synchronous)
      }
      await database.close()
    }
  }

  @Test func `a full disk loses nothing, damages nothing, and a retry works when there is room`() async throws {
    try await withScratchFolder { folder in
      let database = try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: true))
      _ = try await database.query("CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT)")
      _ = try await database.query("INSERT INTO notes VALUES (1, 'kept')")
      // SQLite's own limit on the file: running into it is the same SQLITE_FULL as a disk without room.
      _ = try await database.query("PRAGMA max_page_count = 12")
      let write: @Sendable (SQLSession) throws -> Void = { session in
        for id in 2..<60 {
          _ = try session.query(
            "INSERT INTO notes VALUES ($1, $2)", [SQLValue(id), SQLValue(String(repeating: "x", count: 2000))])
        }
      }
      for _ in 0..<2 {
        let error = await #expect(throws: SQLError.self) { try await database.transaction(write) }
        #expect(error?.code == .diskFull)
        #expect(error?.isTemporary == true)
      }
      #expect(try await database.query("SELECT body FROM notes").map { try $0.text("body") } == ["kept"])
      _ = try await database.query("PRAGMA max_page_count = 100000")
      try await database.transaction(write)
      #expect(try await database.query("SELECT count(*) AS count FROM notes")[0].int("count") == 59)
      #expect(try await database.query("PRAGMA integrity_check")[0].text("integrity_check") == "ok")
      await database.close()
    }
  }

  @Test func `what a statement puts aside stays in memory`() async throws {
    try await withScratchFolder { folder in
      let database = try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: true))
      // MEMORY: https://www.sqlite.org/pragma.html#pragma_temp_store
      #expect(try await database.query("PRAGMA temp_store").first?.int("temp_store") == 2)
      await database.close()
    }
  }

  @Test func `foreign keys are enforced`() async throws {
    try await withScratchFolder { folder in
      let database = try await SQLConnection.open(SQLiteFile(path: folder + "/mail.db", creating: true))
      _ = try await database.query("CREATE TABLE users (id TEXT PRIMARY KEY)")
      _ = try await database.query("CREATE TABLE notes (user_id TEXT REFERENCES users (id))")
      let error = await #expect(throws: SQLError.self) {
        try await database.query("INSERT INTO notes VALUES ('nobody')")
      }
      #expect(error?.code == .constraint)
      await database.close()
    }
  }

  @Test func `two processes that write to one file lose nothing`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      let database = try await SQLConnection.open(SQLiteFile(path: path, creating: true))
      _ = try await database.query("CREATE TABLE counter (value INTEGER)")
      _ = try await database.query("INSERT INTO counter VALUES (0)")
      let other = try OtherProcess(
        """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1], timeout=10, isolation_level=None)
        print("ready", flush=True)
        for _ in range(200):
          database.execute("BEGIN IMMEDIATE")
          (value,) = database.execute("SELECT value FROM counter").fetchone()
          database.execute("UPDATE counter SET value = ?", (value + 1,))
          database.execute("COMMIT")
        """, path)
      other.waitUntilReady()
      for _ in 0..<200 {
        try await database.transaction(durable: false) { session in
          let value = try session.query("SELECT value FROM counter")[0].int("value")
          _ = try session.query("UPDATE counter SET value = $1", [SQLValue(value + 1)])
        }
      }
      #expect(other.waitForExit() == 0)
      #expect(try await database.query("SELECT value FROM counter")[0].int("value") == 400)
      await database.close()
    }
  }

  @Test func `a process killed in the middle of a transaction leaves neither rows nor a lock`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      let database = try await SQLConnection.open(SQLiteFile(path: path, creating: true))
      _ = try await database.query("CREATE TABLE notes (id INTEGER)")
      let other = try OtherProcess(
        """
        import sqlite3, sys, time
        database = sqlite3.connect(sys.argv[1], isolation_level=None)
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO notes VALUES (?)", [(1,)] * 5000)
        print("ready", flush=True)
        time.sleep(600)
        """, path)
      other.waitUntilReady()
      other.kill()
      try await database.transaction { _ = try $0.query("INSERT INTO notes VALUES (7)") }
      #expect(try await database.query("SELECT id FROM notes").map { try $0.int("id") } == [7])
      #expect(try await database.query("PRAGMA integrity_check")[0].text("integrity_check") == "ok")
      await database.close()
    }
  }

  @Test func `processes that open a new file together all succeed`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      try await withThrowingTaskGroup(of: SQLConnection.self) { group in
        for _ in 0..<12 {
          group.addTask { try await SQLConnection.open(SQLiteFile(path: path, creating: true)) }
        }
        for try await database in group { await database.close() }
      }
    }
  }
}

/// Another program at the same file: Python with its own SQLite, as a stand-in for any process that is not us.
private struct OtherProcess {
  private let process = Process()
  private let output = Pipe()

  init(_ script: String, _ path: String) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", script, path]
    process.standardOutput = output
    try process.run()
  }

  /// Returns when it has printed something.
  func waitUntilReady() { _ = output.fileHandleForReading.availableData }

  func waitForExit() -> Int32 {
    process.waitUntilExit()
    return process.terminationStatus
  }

  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
