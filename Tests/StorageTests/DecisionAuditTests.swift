import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Who decided what, beside the decision.
@Suite struct DecisionAuditTests {
  private typealias Verb = @Sendable (DraftDecisions, DraftID, UserID) async throws -> DecisionAnswer

  /// A verb, the state it is tried in, and what the log says then.
  private static let verbs: [(DraftStatus, AuditAction, Verb)] = [
    (.proposed, .edited, { try await $0.edit($1, of: $2, body: "Other words.", version: 1) }),
    (.proposed, .approved, { try await $0.approve($1, of: $2, version: 1) }),
    (.proposed, .askedForRewrite, { try await $0.requestRewrite($1, of: $2, instruction: "Shorter.", version: 1) }),
    (.proposed, .dismissed, { try await $0.dismiss($1, of: $2) }),
    (.approved, .tookBack, { try await $0.takeBack($1, of: $2) }),
    (.dismissed, .restored, { try await $0.restore($1, of: $2) }),
    (.undecided, .settledAsSent, { try await $0.settle($1, of: $2, as: .sent) }),
    (.undecided, .settledAsProposed, { try await $0.settle($1, of: $2, as: .proposed) }),
    (.undecided, .settledAsDismissed, { try await $0.settle($1, of: $2, as: .dismissed) }),
  ]

  @Test(arguments: Engine.available) func `each decision is on record once, however often it is asked for`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for (status, action, verb) in Self.verbs {
        let draft = try await test.proposed("d-\(action)", of: ann)
        try await test.put(draft.id, in: status)
        for _ in 0..<2 { try await verb(test.store.decisions, draft.id, ann).get() }
        let lines = try await test.store.audit.entries(of: ann, limit: 100).filter { $0.detail == draft.id.rawValue }
        #expect(lines.map(\.action) == [action.rawValue])
        #expect(lines.first?.actor == ann.rawValue)
      }
    }
  }

  @Test(arguments: Engine.available) func `what changes nothing is not on record`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for (_, action, verb) in Self.verbs {
        let draft = try await test.proposed("d-\(action)", of: ann)
        try await test.put(draft.id, in: .sending)
        _ = try await verb(test.store.decisions, draft.id, ann)
        try await test.put(draft.id, in: .sent)
      }
      #expect(try await test.store.audit.entries(of: ann, limit: 100).allSatisfy { $0.detail.isEmpty })
    }
  }

  @Test(arguments: Engine.available) func `nothing is decided that cannot be recorded`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      _ = try await test.sql("ALTER TABLE audit_log RENAME TO elsewhere")
      for (status, action, verb) in Self.verbs {
        let draft = try await test.proposed("d-\(action)", of: ann)
        try await test.put(draft.id, in: status)
        let before = try await test.store.drafts.draft(draft.id, of: ann)
        await #expect(throws: StorageError.self) { try await verb(test.store.decisions, draft.id, ann) }
        #expect(try await test.store.drafts.draft(draft.id, of: ann) == before)
      }
    }
  }
}
