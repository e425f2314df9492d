import Drafting
import FoundationEssentials
import Secretary
import Storage
import Testing

@testable import Worker

/// What is found in a text goes into its row, whenever it is written.
@Suite struct FoundFactsTests {
  @Test func `a draft's row says how much of it has a source, and again when it was written again`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver(text: "Could you come at 10:30?")
      _ = try await fixture.worker(writer: { _ in Saying("Hi Ben,\n\n10:30 it is, for 99 euros.\n") }).check()
      let draft = try #require(try await fixture.drafts.first)
      #expect(draft.checks?.untraced == [.amount: 1])
      #expect(draft.checks?.traced == 2, "the time and the name")
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Ask 120 euros.", version: 1
      ).get()
      _ = try await fixture.worker(writer: { _ in Saying("Hi Ben,\n\n10:30 it is, for 120 euros.\n") }).check()
      let row = try await fixture.now(draft)
      #expect(row.body.contains("120") && row.checks?.untraced == [:] && row.checks?.traced == 3)
    }
  }
}
