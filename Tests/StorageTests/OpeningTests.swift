import Database
import Foundation
import SQLErrors
import Secretary
import StoreRequests
import Testing

@testable import Storage

extension SQLMigration {
  /// Of a program that is newer than this one.
  fileprivate static func toCome(after location: StoreLocation) -> SQLMigration {
    SQLMigration(version: location.migrations.count + 1, name: "to come", script: "SELECT 1")
  }
}

@Suite struct OpeningTests {
  @Test(arguments: [
    ("", "sqlite:PATH"), ("mail.db", "sqlite:PATH"), ("sqlite:", "path of a file"),
    ("sqlite:/a\u{0}b", "path of a file"),
    ("mysql://x", "is not known"),
    ("postgresql://localhost", "name a database"), ("postgres://ann:secret@localhost/secretary", "passfile"),
  ])
  func `a place the store cannot be is refused with what is allowed`(_ text: String, _ words: String) {
    let error = #expect(throws: StorageError.self) { try StoreLocation(text).check() }
    #expect(error.map { "\($0)" }?.contains(words) == true)
  }

  @Test(arguments: [
    ("postgresql://ann:secret@db.example:5433/store?sslmode=require", "postgresql://db.example:5433/store"),
    ("postgres://ann:a/b?c@d@db.example/store", "postgresql://db.example/store"),
    ("postgresql:///store?user=ann&host=/run/pg", "postgresql:///run/pg/store"),
    ("sqlite:/var/lib/a.db", "/var/lib/a.db"),
  ])
  func `a place is told without what lets somebody in`(_ text: String, _ place: String) throws {
    #expect(try "\(StoreLocation(text))" == place)
  }

  @Test func `a worker neither makes a store nor migrates one`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let missing = await #expect(throws: StorageError.self) { try await Store.open(location, migrating: false) }
      guard case .database(let cause) = missing else { return #expect(Bool(false)) }
      #expect(cause.code == .notFound)
      await #expect(throws: StorageError.self) { try await LeasedStore.open(location, of: UserID("ann"), lease: nil) }
      let empty = try await SQLConnection.open(SQLiteFile(path: location.path, creating: true))
      await empty.close()
      let old = await #expect(throws: StorageError.self) { try await Store.open(location, migrating: false) }
      #expect(old.map { "\($0)" }?.contains("secretary-supervisor migrate") == true)
      await (try await Store.open(location, migrating: true)).close()
      await (try await Store.open(location, migrating: false)).close()
    }
  }

  @Test(arguments: Engine.available, [true, false])
  func `a store made by a newer program is refused`(_ engine: Engine, _ migrating: Bool) async throws {
    try await engine.withStore { test in
      let newer = try await test.location.connect(creating: false)
      try await newer.migrate(test.location.migrations + [.toCome(after: test.location)])
      await newer.close()
      let error = await #expect(throws: StorageError.self) { try await Store.open(test.location, migrating: migrating) }
      #expect(error.map { "\($0)" }?.contains("newer version") == true)
    }
  }

  @Test(arguments: Engine.available) func `a store that rested goes on, unless a newer program changed it meanwhile`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let store = try await Store.open(test.location, migrating: false)
      let ann = try await store.users.add("ann@example.com")
      await store.rest()
      try await store.wake()
      #expect(try await store.users.find(ann.rawValue) != nil)
      await store.rest()
      let newer = try await test.location.connect(creating: false)
      try await newer.migrate(test.location.migrations + [.toCome(after: test.location)])
      await newer.close()
      let error = await #expect(throws: StorageError.self) { try await store.wake() }
      #expect(error.map { "\($0)" }?.contains("newer version") == true)
      await store.close()
    }
  }

  @Test func `a store reached through a link is the same store`() async throws {
    try await Engine.sqlite.withStore { test in
      let files = FileManager.default
      let folder = URL(fileURLWithPath: test.location.path).deletingLastPathComponent()
      let link = folder.appending(path: "elsewhere").path
      try files.createDirectory(atPath: link, withIntermediateDirectories: false)
      let path = link + "/link.db"
      try files.createSymbolicLink(atPath: path, withDestinationPath: "../test.db")
      let linked = try await Store.open(StoreLocation("sqlite:\(path)"), migrating: true)
      let ann = try await linked.users.add("ann@example.com")
      #expect(try await test.store.users.find(ann.rawValue) != nil)
      try await test.store.users.add("bob@example.com")
      #expect(try await linked.users.list().count == 2)
      // A write-ahead log beside the link would be a second store.
      #expect(try files.contentsOfDirectory(atPath: link) == ["link.db"])
      await linked.close()
    }
  }

  /// Every schema ever released opens and migrates. A new migration adds a case by itself.
  @Test(arguments: 0..<SQLiteSchema.migrations.count) func `a store of each older version is brought up to date`(
    _ version: Int
  ) async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let older = try await SQLConnection.open(SQLiteFile(path: location.path, creating: true))
      try await older.migrate(Array(SQLiteSchema.migrations.prefix(version)))
      await older.close()
      let store = try await Store.open(location, migrating: true)
      #expect(try await store.users.list().isEmpty)
      await store.close()
    }
  }

  @Test func `another process sees the tables by their names and shares them while we work`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let script = """
        import sqlite3, sys
        database = sqlite3.connect(sys.argv[1], timeout=10)
        (address,) = database.execute("SELECT email_address FROM active_users WHERE user_id = 'ann'").fetchone()
        with database:
          database.execute(
            "UPDATE agent_settings SET active_agents = '[]', check_requested_at = datetime('now') WHERE user_id = 'ann'")
        print(address)
        """
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["python3", "-c", script, test.location.path]
      process.standardOutput = output
      try process.run()
      let worker = try await test.worker(of: ann)
      for number in 1...50 {
        try await worker.intake.record(
          IntakeRecord(
            MailboxTests.seen("m\(number)"), movingCursorTo: MailboxCursor("\(number)"), at: .nine))
      }
      let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(text == "ann@gmail.com\n")
      #expect(try await test.store.settings.wanted().isEmpty)
      #expect(try await worker.drafts.propose(DraftProposal(TestStore.draft(ann), placing: true)) == .switchedOff)
      #expect(try await test.store.ledger.page(of: ann, limit: 100).items.count == 50)
    }
  }

  @Test func `a full disk is a temporary error, and the same write succeeds when there is room`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      await (try await Store.open(location, migrating: true)).close()
      let sql = try await SQLConnection.open(SQLiteFile(path: location.path, creating: false))
      let store = Store(
        connection: StoreConnection(sql: sql, patience: .seconds(10), now: { .nine }),
        migrations: SQLiteSchema.migrations, place: nil)
      let ann = try await store.users.add("ann@example.com")
      let lease = try await store.leases.acquire([ann], holder: TestStore.supervisor, until: .nine(plus: 60))
      let worker = store.worker(of: ann, lease: lease.granted[ann])
      let pages = try await sql.query("PRAGMA page_count")[0].int("page_count")
      _ = try await sql.query("PRAGMA max_page_count = \(pages + 1)")
      let messages = (0..<500).map { SeenMessage(messageID: MessageID("m\($0)"), threadID: ThreadID("t")) }
      let error = await #expect(throws: StorageError.self) {
        try await worker.intake.record(IntakeRecord(messages, movingCursorTo: MailboxCursor("9"), at: .nine))
      }
      #expect(error?.isTemporary == true)
      #expect(try await worker.intake.position()?.cursor == nil)
      _ = try await sql.query("PRAGMA max_page_count = 100000")
      #expect(
        try await worker.intake.record(IntakeRecord(messages, movingCursorTo: MailboxCursor("9"), at: .nine)) == 500)
      #expect(try await sql.query("PRAGMA integrity_check")[0].text("integrity_check") == "ok")
      await store.close()
    }
  }
}
