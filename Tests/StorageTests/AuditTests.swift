import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

@Suite struct AuditTests {
  @Test(arguments: Engine.available) func `what was done is told newest first, of one user or of all`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.store.users.add("ann@example.com", id: UserID("ann"))
      let bob = try await test.store.users.add("bob@example.com", id: UserID("bob"))
      let audit = test.store.audit
      try await audit.record(.signedIn, by: "ann", about: ann)
      try await audit.record(.signedIn, by: "bob", about: bob)
      test.setClock(to: .nine(plus: 5))
      try await audit.record(.disconnected, by: AuditEntry.anOperator, about: ann, detail: "asked by telephone")
      try await audit.record(.askedForCheck, by: "bob")
      let all = try await audit.entries(limit: 10)
      #expect(all.map(\.action) == ["asked for a check", "disconnected", "signed in", "signed in"])
      #expect(all[0].user == nil && all[0].address == nil && all[0].actorAddress == "bob@example.com")
      #expect(all.suffix(2).map(\.actor) == ["bob", "ann"])
      #expect(
        try await audit.entries(of: ann, limit: 1) == [
          AuditEntry(
            at: .nine(plus: 5), actor: "operator", action: "disconnected", user: ann, address: "ann@example.com",
            detail: "asked by telephone")
        ])
      #expect(try await audit.entries(of: bob, limit: 10).map(\.actor) == ["bob"])
      #expect(try await audit.entries(limit: 0).isEmpty)
    }
  }

  @Test func `a line whose time cannot be read hides no other`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.store.users.add("ann@example.com", id: UserID("ann"))
      try await test.store.audit.record(.signedIn, by: "ann", about: ann)
      _ = try await test.sql(
        "INSERT INTO audit_log (user_id, at, actor, action, detail) VALUES ('ann', 'yesterday', 'ann', 'signed out', '')"
      )
      let lines = try await test.store.audit.entries(of: ann, limit: 10)
      #expect(lines.map(\.action).sorted() == ["signed in", "signed out"])
      #expect(lines.first { $0.action == "signed out" }?.at == nil)
    }
  }

  @Test(arguments: Engine.available) func `switching is on record once, with who did it`(_ engine: Engine) async throws
  {
    try await engine.withStore { test in
      let ann = try await test.connectedUser("ann")
      for _ in 0..<2 { try await test.store.settings.setEnabled(true, for: ann) }
      for _ in 0..<2 { try await test.store.settings.setEnabled(false, for: ann, by: AuditEntry.anOperator) }
      let lines = try await test.store.audit.entries(of: ann, limit: 10)
      #expect(lines.map(\.action) == ["switched off", "switched on", "connected"])
      #expect(lines.map(\.actor) == ["operator", "ann", "ann"])
    }
  }

  @Test(arguments: Engine.available) func `the secretary's own disconnection is on record, with why`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      for _ in 0..<2 {
        try await worker.account.disconnect(connection: credential.version, because: "Access was withdrawn.")
      }
      #expect(
        try await test.store.audit.entries(of: ann, limit: 1) == [
          AuditEntry(
            at: .nine, actor: "secretary", action: "disconnected", user: ann, address: "ann@example.com",
            detail: "Access was withdrawn.")
        ])
    }
  }

  @Test(arguments: Engine.available) func `what a person does about their account is on record with it, once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let store = test.store
      let seen = try await store.audit.entries(of: ann, limit: 100).count
      var settings = try #require(try await store.settings.settings(of: ann))
      settings.instructions = "Be brief."
      for _ in 0..<2 { try await store.settings.save(settings) }
      settings.signature = "Ann"
      try await store.settings.save(settings, by: AuditEntry.anOperator)
      let token = try await store.sessions.open(for: ann, lifetime: .seconds(60))
      for _ in 0..<2 { try await store.sessions.close(token) }
      _ = try await store.sessions.open(for: ann, lifetime: .seconds(60))
      for _ in 0..<2 { try await store.sessions.closeAll(of: ann) }
      try await store.settings.requestCheck(of: ann)
      try await store.settings.requestCheck(of: ann, by: AuditEntry.anOperator)
      try await store.credentials.wipe(ann, because: "You disconnected it.", detail: "Google could not be told")
      let lines = try await store.audit.entries(of: ann, limit: 100).dropLast(seen).reversed()
      #expect(
        lines.map(\.action) == [
          "changed settings", "changed settings", "signed in", "signed out", "signed in", "signed out everywhere",
          "asked for a check",
          "disconnected",
        ])
      #expect(lines.map(\.actor) == ["ann", "operator", "ann", "ann", "ann", "ann", "operator", "ann"])
      #expect(lines.last?.detail == "Google could not be told")
    }
  }

  @Test(arguments: Engine.available) func `a moment bounds what is told, and counts itself`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.connectedUser("ann")
      for second in 1..<5 {
        test.setClock(to: .nine(plus: Double(second)))
        try await test.store.audit.record(.signedIn, by: "ann", about: ann, detail: "\(second)")
      }
      for user in [nil, ann] {
        let late = try await test.store.audit.entries(of: user, since: .nine(plus: 3), limit: 10)
        #expect(late.map(\.detail) == ["4", "3"])
      }
    }
  }

  /// A log grows for years; one look must cost its own lines only.
  @Test(arguments: [true, false]) func `the log is read by an index, without sorting`(_ ofOne: Bool) async throws {
    try await Engine.sqlite.withStore { test in
      let plan = try await test.plan(AuditLog.query(ofOne: ofOne))
      let index = ofOne ? "audit_log_by_user (user_id=? AND at>?)" : "audit_log_by_time (at>?)"
      #expect(plan.contains("SEARCH audit_log USING INDEX \(index)"), "\(plan)")
      #expect(!plan.contains { $0.contains("TEMP B-TREE") || $0.contains("SCAN") }, "\(plan)")
    }
  }

  @Test func `each word of the log stands for one action`() {
    #expect(Set(AuditAction.allCases.map(\.rawValue)).count == AuditAction.allCases.count)
    // What older rows say must keep its meaning.
    #expect(AuditAction(rawValue: "took an address for theirs") == .tookAddress)
    #expect(AuditAction(rawValue: "settled a draft as \(DraftStatus.sent.rawValue)") == .settledAsSent)
  }
}

extension AuditLog {
  /// A line without an act.
  func record(_ action: AuditAction, by actor: String, about user: UserID? = nil, detail: String = "") async throws {
    let now = connection.now()
    try await connection.write(durable: false) { session in
      try Self.add(action, by: actor, about: user, detail: detail, at: now, session)
    }
  }
}
