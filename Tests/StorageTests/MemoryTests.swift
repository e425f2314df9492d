import Database
import Foundation
import Secretary
import StoreRequests
import Testing
import Vault

@testable import Storage

/// What a user had remembered.
@Suite struct MemoryTests {
  static func fact(_ id: String, _ text: String = "A visit costs 45 euros", at moment: Date = .nine)
    -> RememberedFact
  {
    RememberedFact(id: FactID(id), text: text, rememberedAt: moment)
  }

  @Test(arguments: Engine.available) func `facts come back newest first, sealed, to whom they belong`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let (memory, keys) = (test.store.memory, try test.keys(ann))
      let (first, second) = (Self.fact("f1"), Self.fact("f2", "Closed in August", at: .nine.addingTimeInterval(60)))
      for fact in [first, second] { #expect(try await memory.remember(SealedFact(fact, with: keys), of: ann)) }
      #expect(try await memory.facts(of: ann).open(with: keys) == [second, first])
      #expect(try await test.worker(of: ann).memory.facts().open(with: keys) == [second, first])
      #expect(try await memory.facts(of: bob).isEmpty)
      #expect(try await memory.facts(of: ann).open(with: test.keys(bob)).isEmpty)
      let sealed = try await test.sql("SELECT fact FROM remembered_facts WHERE id = 'f2'")[0].text("fact")
      #expect(!sealed.contains("in August"))
    }
  }

  @Test(arguments: Engine.available) func `a fact is changed and forgotten by its user, and each is on record`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let (memory, keys) = (test.store.memory, try test.keys(ann))
      #expect(try await memory.remember(SealedFact(Self.fact("f1"), with: keys), of: ann))
      let changed = Self.fact("f1", "A visit costs 50 euros", at: .nine.addingTimeInterval(60))
      #expect(try await !memory.change(SealedFact(changed, with: test.keys(bob)), of: bob))
      try await memory.forget(FactID("f1"), of: bob)
      #expect(try await memory.change(SealedFact(changed, with: keys), of: ann))
      #expect(try await memory.facts(of: ann).open(with: keys) == [changed])
      for _ in 1...2 { try await memory.forget(FactID("f1"), of: ann) }
      #expect(try await memory.facts(of: ann).isEmpty)
      #expect(try await !memory.change(SealedFact(changed, with: keys), of: ann))
      #expect(
        try await test.store.audit.entries(of: ann, limit: 3).map(\.action) == [
          "had a remembered fact forgotten", "changed a remembered fact", "had a fact remembered",
        ])
    }
  }

  @Test(arguments: Engine.available) func `there is room for fifty`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      for number in 1...50 {
        #expect(
          try await test.store.memory.remember(SealedFact(Self.fact("f\(number)"), with: test.keys(ann)), of: ann))
      }
      #expect(try await !test.store.memory.remember(SealedFact(Self.fact("f51"), with: test.keys(ann)), of: ann))
      #expect(try await test.store.memory.remember(SealedFact(Self.fact("b1"), with: test.keys(bob)), of: bob))
      #expect(try await test.store.memory.facts(of: ann).count == 50)
    }
  }

  @Test(arguments: Engine.available) func `after resealing the newest key alone opens every fact`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for number in 1...3 {
        _ = try await test.store.memory.remember(SealedFact(Self.fact("f\(number)"), with: test.keys(ann)), of: ann)
      }
      _ = try await test.sql("UPDATE remembered_facts SET fact = 'rubbish' WHERE id = 'f2'")
      let rotated = try test.ring.rotated()
      let keys = try rotated.keys(forUser: ann.rawValue)
      let outcome = try await test.store.memory.reseal(of: ann, with: keys)
      #expect(outcome.sealed == 2 && outcome.unopened == 1)
      let newest = try #require(rotated.text.split(separator: "\n").first { !$0.hasPrefix("#") })
      let alone = try KeyRing(text: String(newest)).keys(forUser: ann.rawValue)
      #expect(try await test.store.memory.facts(of: ann).open(with: alone).map(\.id.rawValue) == ["f1", "f3"])
      #expect(try await test.store.memory.reseal(of: ann, with: keys).sealed == 0)
    }
  }
}
