import Foundation
import SQLErrors
import Testing

@testable import Database

/// The log beside a SQLite file: how it comes about, and how large it may stay.
@Suite struct WriteAheadLogTests {
  @Test func `a file that others keep to themselves is given up after the busy timeout, once`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      await (try await SQLConnection.open(SQLiteFile(path: path, creating: true))).close()
      // As another program might leave it: not in write-ahead mode, and held.
      let holder = try await SQLConnection.open(SQLiteFile(path: path, creating: false))
      _ = try await holder.query("CREATE TABLE notes (id INTEGER)")
      _ = try await holder.query("PRAGMA journal_mode = DELETE")
      _ = try await holder.query("BEGIN EXCLUSIVE")
      let clock = ContinuousClock()
      let start = clock.now
      let error = await #expect(throws: SQLError.self) {
        try await SQLConnection.open(SQLiteFile(path: path, creating: false, busyTimeout: .seconds(1)))
      }
      #expect(error?.code == .busy && error?.isTemporary == true)
      // Every try by itself would wait that long again.
      #expect(clock.now - start < .seconds(60))
      _ = try await holder.query("COMMIT")
      let opened = try await SQLConnection.open(SQLiteFile(path: path, creating: false))
      await opened.close()
      await holder.close()
    }
  }

  @Test func `after a reader that took long the log is cut back`() async throws {
    try await withScratchFolder { folder in
      let path = folder + "/mail.db"
      let writer = try await SQLConnection.open(SQLiteFile(path: path, creating: true))
      _ = try await writer.query("CREATE TABLE notes (text TEXT)")
      let reader = try await SQLConnection.open(SQLiteFile(path: path, creating: false))
      _ = try await reader.query("BEGIN")
      _ = try await reader.query("SELECT * FROM notes")
      let text = String(repeating: "x", count: 1 << 20)
      let write = { (count: Int) in
        for _ in 0..<count {
          try await writer.transaction { _ = try $0.query("INSERT INTO notes VALUES ($1)", [.text(text)]) }
        }
      }
      let size = { try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int ?? 0 }
      try await write(16)
      #expect(try size() > 16 << 20)
      _ = try await reader.query("COMMIT")
      try await write(3)
      #expect(try size() <= SQLiteDriver.logLimit + (2 << 20))
      await reader.close()
      await writer.close()
    }
  }
}
