import Drafting
import FoundationEssentials
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing

@testable import Worker

/// What the user had remembered reaches a model, and is a source of what it writes.
struct MemoryTests {
  private static func remember(_ text: String, _ fixture: WorkerFixture) async throws {
    let fact = RememberedFact(id: FactID(text), text: text, rememberedAt: fixture.time.now)
    let keys = try fixture.configuration().keys
    #expect(try await fixture.store.memory.remember(SealedFact(fact, with: keys), of: WorkerFixture.ada))
  }

  @Test
  func `a fact counts from the next draft on, also when one is written again, and no longer once it is forgotten`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let heard = Mutex("")
      let writer: WorkerConfiguration.Writer = { _ in
        Quoting { prompt in heard.withLock { $0 = prompt.system } }
      }
      _ = try await fixture.worker(writer: writer).check()
      func draft(_ subject: String) async throws -> EmailDraft {
        let asked = try await fixture.deliver(subject: subject, text: "What does a visit cost?")
        _ = try await fixture.worker(writer: writer).check()
        return try await fixture.draft(answering: asked.id)
      }
      let before = try await draft("Visit")
      #expect(before.checks?.untraced == [.amount: 1])
      try await Self.remember("A visit costs 45 euros.", fixture)
      let after = try await draft("Another visit")
      #expect(after.checks?.untraced == [:] && after.checks?.traced == 1)
      #expect(heard.withLock { $0.hasSuffix("\n- A visit costs 45 euros.") })
      _ = try await fixture.store.decisions.requestRewrite(
        before.id, of: WorkerFixture.ada, instruction: "Shorter.", version: 1
      ).get()
      _ = try await fixture.worker(writer: writer).check()
      #expect(try await fixture.now(before).checks?.untraced == [:])
      try await fixture.store.memory.forget(FactID("A visit costs 45 euros."), of: WorkerFixture.ada)
      #expect(try await draft("A third visit").checks?.untraced == [.amount: 1])
      #expect(!heard.withLock { $0.contains("45 euros") })
    }
  }
}

/// Says what a visit costs, whatever it is asked.
private struct Quoting: DraftWriter {
  let heard: @Sendable (Prompt) -> Void

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    heard(prompt)
    return DraftText(body: "It costs 45 euros.\n", writer: "quoting")
  }
}
