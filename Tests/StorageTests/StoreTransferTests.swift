import Database
import Secretary
import Synchronization
import Testing
import Vault

@testable import Storage

/// One store's rows in another, whichever engines they are of.
@Suite struct StoreTransferTests {
  /// Every engine into the next of the list, and the last into the first.
  static var ways: [(Engine, Engine)] {
    let engines = Engine.available.filter { $0 != .sqliteBehindTheDoor }
    return engines.indices.map { (engines[$0], engines[($0 + 1) % engines.count]) }
  }

  /// Something in every kind of column.
  private static func fill(_ test: TestStore) async throws {
    for name in ["ann", "bob"] {
      let user = try await test.activeUser(name)
      try await test.proposed("draft-\(name)", of: user, showing: ConversationStoreTests.conversation)
      var settings = try #require(try await test.store.settings.settings(of: user))
      settings.activeAgents.append("other, \"agent\" {NULL} \\")
      settings.businessHours = BusinessHours(spans: [.monday: [.init(start: 540, end: 720)]])
      (settings.timeZone, settings.signature) = ("Europe/Berlin", "Käse\n— \u{1F600}")
      try await test.store.settings.save(settings)
    }
    _ = try await test.sql(
      "UPDATE email_drafts SET score = 0.1234567890123456, usage = '{\"b\": [1.50, null, true], \"a\": \"ü\"}'")
    try await test.store.audit.record(.signedIn, by: "ann", about: UserID("ann"))
  }

  @Test(arguments: ways) func `everything comes over, and twice is once`(_ from: Engine, _ into: Engine) async throws {
    try await from.withStore { source in
      try await Self.fill(source)
      try await into.withStore { target in
        let said = Mutex<[StoreTransfer.Progress]>([])
        let transfer = StoreTransfer(from: source.store, to: target.store)
        let counts = try await transfer.run { step in said.withLock { $0.append(step) } }
        #expect(counts.map(\.table) == TransferredTable.all.map(\.name))
        #expect(counts.first { $0.table == "users" }?.rows == 2)
        #expect(said.withLock(\.self).contains(.compared(table: "email_drafts", rows: 2)))
        for user in [UserID("ann"), UserID("bob")] {
          #expect(try await target.store.settings.settings(of: user) == source.store.settings.settings(of: user))
          let id = DraftID("draft-\(user)")
          #expect(try await target.store.drafts.draft(id, of: user) == source.store.drafts.draft(id, of: user))
          #expect(
            try await target.store.drafts.conversation(of: id, user: user, openedWith: source.keys(user))
              == ConversationStoreTests.conversation)
        }
        #expect(try await transfer.run().map(\.rows) == counts.map(\.rows))
        // New rows are numbered after those that came.
        try await target.store.audit.record(.signedIn, by: "bob", about: UserID("bob"))
      }
    }
  }

  @Test(arguments: ways) func `what differs in the end is told by its table`(_ from: Engine, _ into: Engine)
    async throws
  {
    try await from.withStore { source in
      try await Self.fill(source)
      try await into.withStore { target in
        let transfer = StoreTransfer(from: source.store, to: target.store)
        _ = try await transfer.run()
        _ = try await target.sql("UPDATE email_drafts SET body = 'another' WHERE id = 'draft-ann'")
        await #expect(throws: StoreTransferError.differs(table: "email_drafts", rows: 2, copied: 2)) {
          try await transfer.run()
        }
        _ = try await target.sql("DELETE FROM email_drafts WHERE id = 'draft-ann'")
        #expect(try await transfer.run().first { $0.table == "email_drafts" }?.rows == 2)
        _ = try await target.store.users.add("eve@example.com", id: UserID("eve"))
        await #expect(throws: StoreTransferError.differs(table: "users", rows: 2, copied: 3)) {
          try await transfer.run()
        }
      }
    }
  }

  @Test(arguments: Engine.available.filter { $0 != .sqliteBehindTheDoor })
  func `every table comes along, or is left behind on purpose`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let tables = Set(try await test.store.connection.sql.columns().map { try $0.text("table_name") })
        .filter { !$0.hasPrefix("sqlite_") }
      #expect(tables == TransferredTable.leftBehind.union(TransferredTable.all.map(\.name)))
    }
  }
}
