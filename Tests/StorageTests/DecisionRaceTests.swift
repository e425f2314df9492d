import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Several who decide about one draft at the same time, each through a connection of its own, as several processes would.
@Suite struct DecisionRaceTests {
  @Test(arguments: Engine.available) func `of many edits of one version at once, from several processes, one is kept`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let outcomes = try await Self.atOnce(8, at: test.location) { number, store in
        try await store.decisions.edit(draft.id, of: ann, body: "text \(number)", version: 1).get().body
      }
      let kept = outcomes.compactMap { try? $0.get() }
      #expect(kept.count == 1)
      #expect(outcomes.count { Self.failure($0) == .changedMeanwhile } == 7)
      let now = try #require(try await test.store.drafts.draft(draft.id, of: ann))
      #expect([now.body] == kept)
      #expect(now.version == 2)
    }
  }

  @Test(arguments: Engine.available) func `of an approval and an edit at once, one wins and the other is told`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for round in 0..<10 {
        let draft = try await test.proposed("d\(round)", of: ann)
        let outcomes = try await Self.atOnce(2, at: test.location) { number, store in
          number == 0
            ? try await store.decisions.approve(draft.id, of: ann, version: 1).get().body
            : try await store.decisions.edit(draft.id, of: ann, body: "changed", version: 1).get().body
        }
        let now = try #require(try await test.store.drafts.draft(draft.id, of: ann))
        let kept = outcomes.compactMap { try? $0.get() }
        #expect(kept == [now.body])
        let refusal = outcomes.compactMap(Self.failure)
        #expect(
          refusal == (now.status == .approved ? [.notPossible] : [.changedMeanwhile]))
        #expect(now.status == (now.body == "changed" ? .proposed : .approved))
      }
    }
  }

  @Test(arguments: Engine.available) func `a hundred clicks on send, from several processes, approve once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let outcomes = try await Self.atOnce(100, at: test.location) { _, store in
        try await store.decisions.approve(draft.id, of: ann, version: 1).get()
      }
      let approved = try outcomes.map { try $0.get() }
      #expect(Set(approved.map(\.updatedAt)) == [.nine])
      #expect(approved.allSatisfy { $0.status == .approved && $0.version == 1 })
    }
  }

  private static func atOnce<Value: Sendable>(
    _ count: Int, at location: StoreLocation, _ body: @escaping @Sendable (Int, Store) async throws -> Value
  ) async throws -> [Result<Value, any Error>] {
    try await withThrowingTaskGroup(of: Result<Value, any Error>.self) { group in
      for number in 0..<count {
        group.addTask {
          // With everything else running at once, the hundredth in turn waits longer than a program would.
          let store = try await Store.open(location, migrating: false, patience: .seconds(300), now: { .nine })
          let result: Result<Value, any Error>
          do { result = .success(try await body(number, store)) } catch { result = .failure(error) }
          await store.close()
          return result
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  private static func failure(_ result: Result<some Any, any Error>) -> DecisionRefusal? {
    if case .failure(let error) = result { error as? DecisionRefusal } else { nil }
  }
}
