import Database
import Foundation
import Secretary
import StoreRequests
import Testing
import Vault

@testable import Storage

@Suite struct UsersTests {
  @Test(arguments: Engine.available) func `a user is found by id and by address in any case`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.store.users.add("Ann@Example.com")
      let bob = try await test.store.users.add("bob@example.com", id: UserID("bob"))
      #expect(UUID(uuidString: ann.rawValue) != nil)
      #expect(ann.rawValue == ann.rawValue.lowercased())
      #expect(try await test.store.users.find("ann@example.COM")?.id == ann)
      #expect(try await test.store.users.find(ann.rawValue)?.address == "Ann@Example.com")
      #expect(try await test.store.users.find("bob")?.createdAt == .nine)
      #expect(try await test.store.users.find("carol") == nil)
      #expect(try await test.store.users.list().map(\.id) == [ann, bob])
    }
  }

  @Test(arguments: Engine.available) func `an address or an id belongs to one user`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      try await test.store.users.add("ann@example.com", id: UserID("ann"))
      await #expect(throws: StorageError.userExists) { try await test.store.users.add("ANN@example.com") }
      await #expect(throws: StorageError.userExists) {
        try await test.store.users.add("other@example.com", id: UserID("ann"))
      }
      #expect(try await test.store.users.list().count == 1)
    }
  }

  @Test(arguments: ["", "ann", "@example.com", "ann@", "ann smith@example.com", "ann@example.com\n", "a\u{1b}[2J@x.y"])
  func `what is not an address is refused with a sentence`(_ address: String) async throws {
    try await Engine.sqlite.withStore { test in
      let error = await #expect(throws: StorageError.self) { try await test.store.users.add(address) }
      #expect(error.map { "\($0)" }?.hasSuffix("is not an email address.") == true)
      #expect(error.map { "\($0)" }?.contains("\u{1b}") == false)
    }
  }

  @Test(arguments: Engine.available) func `an id, an address and an account of Google's have each their longest`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let users = test.store.users
      try await users.add("ann@example.com", id: UserID(String(repeating: "a", count: 128)))
      for id in ["", String(repeating: "a", count: 129), "a b"] {
        await #expect(throws: StorageError.self) { try await users.add("x@example.com", id: UserID(id)) }
      }
      let host = "@example.com"
      try await users.add(String(repeating: "b", count: 128 - host.count) + host)
      await #expect(throws: StorageError.self) {
        try await users.add(String(repeating: "c", count: 129 - host.count) + host)
      }
      let longest = String(repeating: "1", count: 255)
      #expect(try await users.signIn(subject: longest, address: "dan@example.com").googleSubject == longest)
      for subject in ["", longest + "1"] {
        await #expect(throws: StorageError.badUser(problem: "Google named no account.")) {
          try await users.signIn(subject: subject, address: "eve@example.com")
        }
      }
      await #expect(throws: StorageError.badUser(problem: "`a nn` is not an email address.")) {
        try await users.add("a\u{7F} \u{1B}nn")
      }
      let shown = String(repeating: "x", count: 128)
      await #expect(throws: StorageError.badUser(problem: "`\(shown)` is not an email address.")) {
        try await users.add(shown + "y")
      }
    }
  }

  @Test(arguments: Engine.available) func `resealing says whether anything was written`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let rotated = try test.ring.rotated().keys(forUser: ann.rawValue)
      let old = try #require(try await test.store.credentials.credential(of: ann))
      #expect(try await test.store.credentials.reseal(ann, with: rotated))
      // One of the two is enough.
      for (column, sealed) in [("access_token", old.sealedAccess), ("refresh_token", old.sealedRefresh)] {
        _ = try await test.sql("UPDATE gmail_credentials SET \(column) = $1", [SQLValue(sealed)])
        #expect(try await test.store.credentials.reseal(ann, with: rotated))
      }
      #expect(try await !test.store.credentials.reseal(ann, with: rotated))
      #expect(try await !test.store.credentials.reseal(UserID("nobody"), with: rotated))
    }
  }

  @Test(arguments: Engine.available) func `an id finds its own user, whoever has it for an address`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      try await test.store.users.add("bob@example.com", id: UserID("bob"))
      // As a row of before such ids were refused.
      let named = UserID("bob@example.com")
      _ = try await test.sql(
        "INSERT INTO users VALUES ('bob@example.com', 'ann@example.com', NULL, '2026-11-03T09:00:00.000Z')")
      #expect(try await test.store.users.find("bob@example.com")?.id == named)
      #expect(try await test.store.users.find("Bob@example.com")?.id == UserID("bob"))
    }
  }

  @Test(arguments: Engine.available)
  func `nobody gets an id that looks like another's address, nor an address that is another's id`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let users = test.store.users
      for id in ["bob@example.com", "Bob@Example.com", "@", "ann@example.com."] {
        let error = await #expect(throws: StorageError.self) { try await users.add("ann@example.com", id: UserID(id)) }
        #expect(error.map { "\($0)" }?.contains("looks like an address") == true)
      }
      try await users.add("ann@example.com", id: UserID("Ann@example.com"))
      // As a row of before such ids were refused.
      _ = try await test.sql(
        "INSERT INTO users VALUES ('bob@example.com', 'eve@example.com', NULL, '2026-11-03T09:00:00.000Z')")
      await #expect(throws: StorageError.userExists) { try await users.add("BOB@example.com") }
      await #expect(throws: StorageError.userExists) {
        try await users.signIn(subject: "1", address: "bob@example.com")
      }
      let ann = try await users.signIn(subject: "2", address: "ann@example.com")
      #expect(ann.id == UserID("Ann@example.com"))
      await #expect(throws: StorageError.userExists) {
        try await users.signIn(subject: "2", address: "bob@example.com")
      }
      #expect(try await users.signIn(subject: "3", address: "eve@example.com").id == UserID("bob@example.com"))
    }
  }

  @Test(arguments: Engine.available) func `only of somebody who is here a worker gets the rows`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      #expect(try await test.store.worker(of: ann, lease: nil).account.rows().settings?.isSwitchedOn == true)
      await #expect(throws: StorageError.unknownUser) {
        try await test.store.worker(of: UserID("nobody"), lease: nil).account.rows()
      }
    }
  }

  @Test(arguments: Engine.available) func `tokens come back to their user and lie sealed in the table`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      #expect(credential.address == "ann@gmail.com")
      #expect(credential.scopes == ["gmail.modify"])
      #expect(credential.isConnected)
      #expect(try credential.open(with: test.keys(ann)) == TestStore.tokens)
      for sealed in [credential.sealedAccess, credential.sealedRefresh] {
        #expect(sealed.hasPrefix("v1."))
        #expect(!sealed.contains("//refresh") && !sealed.contains("ya29.access"))
      }
      #expect(throws: StorageError.secret(.notAuthentic)) { try credential.open(with: test.keys(UserID("bob"))) }
    }
  }

  @Test func `no token is readable in the files of a store`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser()
      for file in [test.location.path, test.location.path + "-wal"] {
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.range(of: Data("1//refresh".utf8)) == nil)
        #expect(bytes.range(of: Data("ya29.access".utf8)) == nil)
      }
    }
  }

  @Test(arguments: Engine.available) func `connecting and disconnecting count the version, saving tokens does not`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let first = try #require(try await test.store.credentials.credential(of: ann))
      let worker = try await test.worker(of: ann)
      let renewed = MailboxTokens(access: Secret("new"), refresh: Secret("newer"), expiry: .nine(plus: 7200))
      #expect(
        try await worker.account.saveTokens(SealedTokens(renewed, with: test.keys(ann)), ofConnection: first.version))
      let second = try #require(try await test.store.credentials.credential(of: ann))
      #expect(second.version == first.version)
      #expect(try second.open(with: test.keys(ann)) == renewed)
      try await test.store.credentials.wipe(ann, because: "Google withdrew access.")
      let third = try #require(try await test.store.credentials.credential(of: ann))
      #expect(third.version > second.version)
      #expect(!third.isConnected)
      #expect(third.disconnectedReason == "Google withdrew access.")
      _ = try await test.store.credentials.connect(
        ann, address: "ann@gmail.com", tokens: renewed, sealedWith: test.keys(ann), scopes: [])
      let fourth = try #require(try await test.store.credentials.credential(of: ann))
      #expect(fourth.version > third.version)
      #expect(fourth.isConnected)
      #expect(fourth.disconnectedReason == nil)
    }
  }

  @Test(arguments: Engine.available) func `an earlier consent can neither overwrite nor disconnect a later one`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let earlier = try #require(try await test.store.credentials.credential(of: ann))
      let worker = try await test.worker(of: ann)
      let later = MailboxTokens(access: Secret("a2"), refresh: Secret("r2"), expiry: .nine(plus: 60))
      try await test.store.credentials.connect(
        ann, address: "ann@gmail.com", tokens: later, sealedWith: test.keys(ann), scopes: [])
      #expect(
        try await !worker.account.saveTokens(
          SealedTokens(TestStore.tokens, with: test.keys(ann)), ofConnection: earlier.version))
      #expect(try await !worker.account.disconnect(connection: earlier.version, because: "withdrawn"))
      let now = try #require(try await test.store.credentials.credential(of: ann))
      #expect(now.isConnected)
      #expect(try now.open(with: test.keys(ann)) == later)
      #expect(try await worker.account.disconnect(connection: now.version, because: "withdrawn"))
      #expect(try await test.store.credentials.credential(of: ann)?.disconnectedReason == "withdrawn")
    }
  }

  @Test(arguments: Engine.available) func `connecting another mailbox forgets the cursor, the same one keeps it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("500"), at: .nine))
      for (address, cursor) in [("Ann@gmail.com", MailboxCursor("500")), ("ann.other@gmail.com", nil)] {
        try await test.store.credentials.connect(
          ann, address: address, tokens: TestStore.tokens, sealedWith: test.keys(ann), scopes: [])
        #expect(try await worker.intake.position()?.cursor == cursor)
      }
      // A check that is still busy with the earlier mailbox must not bring its cursor back.
      await #expect(throws: StorageError.leaseLost) {
        try await worker.intake.record(IntakeRecord([], movingCursorTo: MailboxCursor("501"), at: .nine))
      }
    }
  }

  @Test(arguments: Engine.available) func `secrets sealed with an old key open after a rotation and ask to be resealed`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      let rotated = try test.ring.rotated().keys(forUser: ann.rawValue)
      #expect(try credential.open(with: rotated) == TestStore.tokens)
      #expect(credential.needsResealing(with: rotated))
      #expect(try !credential.needsResealing(with: test.keys(ann)))
    }
  }

  // MARK: Signing in

  @Test(arguments: Engine.available) func `whoever signs in is known by the account's subject, not by its address`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let users = test.store.users
      let ann = try await users.signIn(subject: "1001", address: "ann@example.com")
      #expect(ann.googleSubject == "1001")
      #expect(ann.address == "ann@example.com")
      #expect(ann.createdAt == .nine)
      #expect(UUID(uuidString: ann.id.rawValue) != nil)
      #expect(try await users.signIn(subject: "1001", address: "ann@example.com") == ann)
      let renamed = try await users.signIn(subject: "1001", address: "ann.smith@example.com")
      #expect(renamed.id == ann.id)
      #expect(try await users.find(ann.id.rawValue)?.address == "ann.smith@example.com")
      // Somebody new has the old address now, and enters an account of their own.
      let other = try await users.signIn(subject: "1002", address: "ann@example.com")
      #expect(other.id != ann.id)
      #expect(try await users.list().count == 2)
    }
  }

  @Test(arguments: Engine.available)
  func `a user whom the operator added is bound at the first sign-in, and then for good`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let users = test.store.users
      let id = try await users.add("Ann@Example.com", id: UserID("ann"))
      #expect(try await users.find("ann")?.googleSubject == nil)
      let ann = try await users.signIn(subject: "1001", address: "ann@example.com")
      #expect(ann.id == id)
      #expect(try await users.find("ann")?.googleSubject == "1001")
      await #expect(throws: StorageError.userExists) {
        try await users.signIn(subject: "1002", address: "ANN@example.com")
      }
      // An address that changed into somebody else's is not taken over either.
      _ = try await users.signIn(subject: "1003", address: "eve@example.com")
      await #expect(throws: StorageError.userExists) {
        try await users.signIn(subject: "1003", address: "ann@example.com")
      }
      #expect(try await users.find("ann@example.com")?.googleSubject == "1001")
      #expect(try await users.find("eve@example.com")?.googleSubject == "1003")
    }
  }

  @Test(arguments: [("", "ann@example.com"), ("1001", "ann"), (String(repeating: "1", count: 256), "ann@example.com")])
  func `what names no account signs nobody in`(_ subject: String, _ address: String) async throws {
    try await Engine.sqlite.withStore { test in
      await #expect(throws: StorageError.self) { try await test.store.users.signIn(subject: subject, address: address) }
      let users = try await test.store.users.list()
      #expect(users.isEmpty)
    }
  }

  // MARK: Disconnecting for good

  @Test(arguments: Engine.available) func `wiping leaves no token to anybody, also to a worker that is busy`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let credentials = test.store.credentials
      let worker = try await test.worker(of: ann)
      let before = try #require(try await credentials.credential(of: ann))
      #expect(before.hasRefreshToken)
      try await credentials.wipe(ann, because: "You disconnected it.")
      let wiped = try #require(try await credentials.credential(of: ann))
      #expect(!wiped.hasRefreshToken)
      #expect(!wiped.isConnected)
      #expect(wiped.scopes.isEmpty)
      #expect(wiped.disconnectedReason == "You disconnected it.")
      #expect(wiped.version > before.version)
      #expect(throws: StorageError.secret(.malformedSealedText)) { try wiped.open(with: test.keys(ann)) }
      #expect(try await test.store.settings.wanted().isEmpty)
      #expect(
        try await !worker.account.saveTokens(
          SealedTokens(TestStore.tokens, with: test.keys(ann)), ofConnection: before.version))
      #expect(try await !credentials.reseal(ann, with: test.ring.rotated().keys(forUser: ann.rawValue)))
      let row = try await test.sql("SELECT access_token || refresh_token AS tokens FROM gmail_credentials")[0]
      #expect(try row.text("tokens").isEmpty)
      try await credentials.connect(
        ann, address: "ann@gmail.com", tokens: TestStore.tokens, sealedWith: test.keys(ann), scopes: ["s"])
      #expect(try await credentials.credential(of: ann)?.hasRefreshToken == true)
      await #expect(throws: StorageError.unknownUser) {
        try await credentials.wipe(UserID("nobody"), because: "")
      }
    }
  }
}
