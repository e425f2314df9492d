import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct OtherAddressTests {
  private static let old = EmailAddress(address: "ann@old.example")

  /// Messages that are read for the first time, each showing that address.
  private static func see(
    _ address: String, isStamped: Bool = false, in messages: [String], _ worker: any WorkerStore
  ) async throws {
    for id in messages {
      let seen = SeenMessage(messageID: MessageID(id), threadID: ThreadID("t"))
      try await worker.intake.record(IntakeRecord([seen], movingCursorTo: MailboxCursor("1"), at: .nine))
      try await worker.ledger.describe(
        MessageDescription(
          MessageID(id), sender: "Bob", subject: "Hello", receivedAt: .nine,
          showing: AddressSighting(address: EmailAddress(address: address), isStamped: isStamped)))
    }
  }

  @Test(arguments: Engine.available)
  func `the list is saved, counts a version, and is refused when it holds no addresses`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      var settings = try #require(try await test.store.settings.settings(of: ann))
      #expect(settings.otherAddresses == [])
      let revision = try await test.store.settings.wantedRevision()
      settings.otherAddresses = [Self.old, EmailAddress(address: "ann@straße.example")]
      try await test.store.settings.save(settings)
      settings.version += 1
      #expect(try await test.store.settings.settings(of: ann) == settings)
      _ = try await test.sql(
        "UPDATE agent_settings SET other_addresses = $2 WHERE user_id = $1", [SQLValue(ann), .list([])])
      #expect(try await test.store.settings.settings(of: ann)?.version == settings.version + 1)
      #expect(try await test.store.settings.wantedRevision() > revision + 1)
      for bad in [[EmailAddress(address: "")], Array(repeating: Self.old, count: 51)] {
        settings.otherAddresses = bad
        await #expect(throws: StorageError.self) { try await test.store.settings.save(settings) }
      }
    }
  }

  @Test(arguments: ["[\"\"]", "[\"ann\"]", "{}", "[1]", "[\"ann@old.example\\nBcc: eve@x.example\"]"])
  func `a list another program wrote badly is named, not guessed`(_ text: String) async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      // As by a program of before the schema refused what is no list of texts.
      _ = try await test.sql("DROP TRIGGER agent_settings_other_addresses_readable_when_changed")
      _ = try await test.sql("UPDATE agent_settings SET other_addresses = $1", [SQLValue(text)])
      let error = await #expect(throws: StorageError.self) { try await test.store.settings.settings(of: ann) }
      #expect(error.map { "\($0)" }?.contains("other_addresses") == true)
    }
  }

  @Test(arguments: Engine.available) func `what was seen is counted once for each message, the most certain first`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let worker = try await test.worker(of: ann)
      try await Self.see("ann@old.example", isStamped: true, in: ["m1", "m1", "m2"], worker)
      test.setClock(to: .nine(plus: 60))
      try await Self.see("team@old.example", in: ["m3"], worker)
      try await Self.see("ann@old.example", in: ["m4"], worker)
      let settings = test.store.settings
      #expect(
        try await settings.addressProposals(of: ann) == [
          AddressProposal(address: Self.old, isStamped: true, messages: 3, lastSeen: .nine(plus: 60)),
          AddressProposal(
            address: EmailAddress(address: "team@old.example"), isStamped: false, messages: 1,
            lastSeen: .nine(plus: 60)),
        ])
      #expect(try await settings.addressProposals(of: bob).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `a worker that lost its lease counts nothing`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      try await Self.see("ann@old.example", in: ["m1"], try await test.worker(of: ann))
      let before = try await test.store.settings.addressProposals(of: ann)
      await #expect(throws: StorageError.leaseLost) {
        try await Self.see("ann@old.example", in: ["m2"], test.store.worker(of: ann, lease: nil))
      }
      #expect(try await test.store.settings.addressProposals(of: ann) == before)
    }
  }

  @Test(arguments: Engine.available) func `of many the newest are kept, those with a server's word before the others`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await Self.see("ann@old.example", isStamped: true, in: ["m"], worker)
      for number in 1...30 {
        test.setClock(to: .nine(plus: Double(number)))
        try await Self.see("a\(number)@crowd.example", in: ["m\(number)"], worker)
      }
      let kept = try await test.store.settings.addressProposals(of: ann).map(\.address.address)
      #expect(kept == ["ann@old.example"] + (12...30).reversed().map { "a\($0)@crowd.example" })
    }
  }

  @Test(arguments: Engine.available) func `what the person takes is theirs, once, and a new version of the settings`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      try await Self.see("ann@old.example", in: ["m1"], try await test.worker(of: ann))
      let settings = test.store.settings
      await #expect(throws: StorageError.unknownAddress) { try await settings.takeAddress(Self.old, of: bob) }
      #expect(try await settings.settings(of: bob)?.otherAddresses == [])
      for _ in 1...2 { try await settings.takeAddress(EmailAddress(address: "Ann@OLD.example"), of: ann) }
      let now = try #require(try await settings.settings(of: ann))
      #expect(now.otherAddresses == [Self.old] && now.version == 2)
      #expect(try await settings.addressProposals(of: ann).isEmpty)
      #expect(now.isSwitchedOn)
    }
  }

  @Test(arguments: Engine.available) func `a full list takes no more, and the proposal stays`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let settings = test.store.settings
      var row = try #require(try await settings.settings(of: ann))
      row.otherAddresses = (1...AgentSettings.mostOtherAddresses).map { EmailAddress(address: "a\($0)@x.example") }
      try await settings.save(row)
      try await Self.see("ann@old.example", in: ["m1"], try await test.worker(of: ann))
      await #expect(throws: StorageError.tooManyAddresses) { try await settings.takeAddress(Self.old, of: ann) }
      #expect(try await settings.settings(of: ann)?.otherAddresses == row.otherAddresses)
      #expect(try await settings.addressProposals(of: ann).map(\.address) == [Self.old])
    }
  }

  @Test(arguments: Engine.available) func `what the person refuses does not come back`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let worker = try await test.worker(of: ann)
      try await Self.see("ann@old.example", in: ["m1"], worker)
      let settings = test.store.settings
      await #expect(throws: StorageError.unknownAddress) { try await settings.refuseAddress(Self.old, of: bob) }
      #expect(try await settings.addressProposals(of: ann).count == 1)
      for _ in 1...2 { try await settings.refuseAddress(Self.old, of: ann) }
      try await Self.see("ann@old.example", isStamped: true, in: ["m2", "m3", "m4"], worker)
      #expect(try await settings.addressProposals(of: ann).isEmpty)
      await #expect(throws: StorageError.unknownAddress) { try await settings.takeAddress(Self.old, of: ann) }
      #expect(try await settings.settings(of: ann)?.otherAddresses == [])
    }
  }

  /// With people, settings and mail in it.
  @Test func `a store from before has no other addresses, and keeps all it has`() async throws {
    try await withScratchFolder { folder in
      let location = try StoreLocation("sqlite:\(folder)/test.db")
      let older = try await SQLConnection.open(SQLiteFile(path: location.path, creating: true))
      try await older.migrate(Array(SQLiteSchema.migrations.prefix(3)))
      for statement in [
        "INSERT INTO users (id, email_address, created_at) VALUES ('ann', 'ann@example.com', '2026-01-01T00:00:00.000Z')",
        "INSERT INTO agent_settings (user_id, signature, undo_seconds, version) VALUES ('ann', 'Ann', 20, 7)",
        """
        INSERT INTO mailbox_messages (user_id, gmail_message_id, gmail_thread_id, seen_at, updated_at)
        VALUES ('ann', 'm1', 't', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')
        """,
      ] { _ = try await older.query(statement) }
      await older.close()
      let store = try await Store.open(location, migrating: true, now: { .nine })
      let ann = UserID("ann")
      let settings = try #require(try await store.settings.settings(of: ann))
      #expect(settings == AgentSettings(userID: ann, signature: "Ann", undoSeconds: 20, version: settings.version))
      #expect(settings.version == 7)
      let answer = try await store.leases.acquire([ann], holder: TestStore.supervisor, until: .nine(plus: 60))
      let worker = store.worker(of: ann, lease: answer.granted[ann])
      try await Self.see("ann@old.example", in: ["m1"], worker)
      try await store.settings.takeAddress(Self.old, of: ann)
      #expect(try await store.settings.settings(of: ann)?.otherAddresses == [Self.old])
      #expect(try await store.settings.settings(of: ann)?.version == 8)
      await store.close()
    }
  }
}
