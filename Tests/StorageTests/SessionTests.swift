import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct SessionTests {
  static let idle = Duration.seconds(12 * 3600)
  static let lifetime = Duration.seconds(30 * 86_400)

  @Test(arguments: Engine.available) func `a token is its user's until it is closed`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.connectedUser("ann"), try await test.connectedUser("bob"))
      let sessions = test.store.sessions
      let first = try await sessions.open(for: ann, lifetime: Self.lifetime)
      let second = try await sessions.open(for: ann, lifetime: Self.lifetime)
      let bobs = try await sessions.open(for: bob, lifetime: Self.lifetime)
      let session = try #require(try await sessions.session(first, idle: Self.idle))
      #expect(session.userID == ann)
      #expect(session.createdAt == .nine)
      #expect(session.expiresAt == .nine(plus: 30 * 86_400))
      #expect(try await sessions.session(bobs, idle: Self.idle)?.userID == bob)
      try await sessions.close(first)
      #expect(try await sessions.session(first, idle: Self.idle) == nil)
      #expect(try await sessions.session(second, idle: Self.idle)?.userID == ann)
      try await sessions.close(first)
    }
  }

  @Test(arguments: Engine.available) func `signing out everywhere ends all of a user's sessions and nobody else's`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.connectedUser("ann"), try await test.connectedUser("bob"))
      let sessions = test.store.sessions
      let anns = [
        try await sessions.open(for: ann, lifetime: Self.lifetime),
        try await sessions.open(for: ann, lifetime: Self.lifetime),
      ]
      let bobs = try await sessions.open(for: bob, lifetime: Self.lifetime)
      try await sessions.closeAll(of: ann)
      for token in anns { #expect(try await sessions.session(token, idle: Self.idle) == nil) }
      #expect(try await sessions.session(bobs, idle: Self.idle) != nil)
    }
  }

  @Test(arguments: Engine.available) func `signing out everywhere is on record when anybody was signed in`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser("ann")
      func lines() async throws -> Int {
        try await test.store.audit.entries(of: ann, limit: 10).count {
          $0.action == AuditAction.signedOutEverywhere.rawValue
        }
      }
      try await test.store.sessions.closeAll(of: ann)
      #expect(try await lines() == 0)
      _ = try await test.store.sessions.open(for: ann, lifetime: Self.lifetime)
      try await test.store.sessions.closeAll(of: ann)
      #expect(try await lines() == 1)
    }
  }

  @Test(arguments: Engine.available) func `a session that is not used ends, one that is used goes on`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let token = try await test.store.sessions.open(for: ann, lifetime: Self.lifetime)
      let hours: [Double] = [11, 22, 33]
      for hour in hours {
        test.setClock(to: .nine(plus: hour * 3600))
        #expect(try await test.store.sessions.session(token, idle: Self.idle) != nil)
      }
      test.setClock(to: .nine(plus: 45 * 3600 - 1))
      let last = try await test.store.sessions.session(token, idle: Self.idle)
      #expect(last?.lastUsedAt == .nine(plus: 45 * 3600 - 1))
      test.setClock(to: .nine(plus: 57 * 3600 - 1))
      #expect(try await test.store.sessions.session(token, idle: Self.idle) == nil)
    }
  }

  @Test(arguments: Engine.available) func `however much it is used, a session ends with its lifetime`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let token = try await test.store.sessions.open(for: ann, lifetime: .seconds(7200))
      test.setClock(to: .nine(plus: 7199))
      #expect(try await test.store.sessions.session(token, idle: Self.idle) != nil)
      test.setClock(to: .nine(plus: 7200))
      #expect(try await test.store.sessions.session(token, idle: Self.idle) == nil)
    }
  }

  @Test(arguments: Engine.available) func `using a session is written down once a minute, not at every page`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let token = try await test.store.sessions.open(for: ann, lifetime: Self.lifetime)
      for (seconds, written) in [(59.0, 0.0), (60, 60), (119, 60), (120, 120)] {
        test.setClock(to: .nine(plus: seconds))
        _ = try await test.store.sessions.session(token, idle: Self.idle)
        let row = try await test.sql("SELECT last_used_at FROM web_sessions")[0]
        #expect(try row.date("last_used_at") == .nine(plus: written))
      }
    }
  }

  @Test(arguments: Engine.available) func `the table holds nothing that signs anybody in`(_ engine: Engine) async throws
  {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let sessions = test.store.sessions
      let token = try await sessions.open(for: ann, lifetime: Self.lifetime)
      let row = try await test.sql("SELECT * FROM web_sessions")[0]
      let hash = try row.text("id_hash")
      #expect(!hash.contains(token.reveal()))
      for guess in [hash, "", token.reveal() + "A", String(token.reveal().dropLast())] {
        #expect(try await sessions.session(Secret(guess), idle: Self.idle) == nil)
      }
      #expect(try await sessions.session(token, idle: Self.idle)?.tokenHash == hash)
    }
  }

  @Test(arguments: Engine.available) func `clearing away takes what is over and leaves what is not`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.connectedUser()
      let sessions = test.store.sessions
      _ = try await sessions.open(for: ann, lifetime: .seconds(60))
      _ = try await sessions.open(for: ann, lifetime: Self.lifetime)
      test.setClock(to: .nine(plus: 3600))
      let young = try await sessions.open(for: ann, lifetime: Self.lifetime)
      #expect(try await sessions.removeExpired(idle: Self.idle) == 1)
      test.setClock(to: .nine(plus: 12 * 3600))
      #expect(try await sessions.removeExpired(idle: Self.idle) == 1)
      #expect(try await sessions.removeExpired(idle: Self.idle) == 0)
      #expect(try await sessions.session(young, idle: Self.idle) != nil)
    }
  }

  @Test(arguments: Engine.available) func `nobody gets no session, and a user's sessions go with the user`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      await #expect(throws: StorageError.unknownUser) {
        try await test.store.sessions.open(for: UserID("nobody"), lifetime: Self.lifetime)
      }
      let ann = try await test.connectedUser()
      let token = try await test.store.sessions.open(for: ann, lifetime: Self.lifetime)
      let other = try await Store.open(test.location, migrating: false)
      try await other.connection.write(durable: false) { session in
        _ = try session.query("DELETE FROM users WHERE id = 'ann'")
      }
      await other.close()
      #expect(try await test.store.sessions.session(token, idle: Self.idle) == nil)
    }
  }
}
