import Drafting
import FoundationEssentials
import GmailSimulator
import MailFormat
import Secretary
import Storage
import Testing

@testable import Worker

/// A draft that leaves something open cannot go out as it is, from here or by mistake from the mailbox.
@Suite struct OpenGapTests {
  private static let open = Saying("Hi Ben,\n\nit is at [[time?]].\n")
  private static let line = "[Not ready to send:"

  @Test func `in the mailbox it stands below a line that says so, and is sent without it once filled in`() async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      _ = try await fixture.worker(writer: { _ in Self.open }).check()
      let draft = try #require(try await fixture.drafts.first)
      #expect(draft.body == "Hi Ben,\n\nit is at [[time?]].\n")
      #expect(try await fixture.text(of: fixture.placed).contains(Self.line))
      // Opening it on the mailbox's page changes nothing.
      try await fixture.editInGmail(draft, text: nil)
      _ = try await fixture.worker().check()
      #expect(try await !fixture.now(draft).isEditedInMailbox)
      await #expect(throws: DecisionRefusal.hasGaps) { try await fixture.approve(draft) }
      try await fixture.store.decisions.edit(
        draft.id, of: WorkerFixture.ada, body: "Hi Ben,\n\nit is at noon.\n", version: 1
      ).get()
      try await fixture.approve(draft)
      _ = try await fixture.worker().check()
      let sent = try await fixture.text(of: fixture.google.messages(of: WorkerFixture.address, label: "SENT"))
      #expect(sent.contains("it is at noon.") && !sent.contains(Self.line) && !sent.contains("[["))
    }
  }

  @Test func `a draft without gaps lies in the mailbox as it is`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      _ = try await fixture.worker(writer: { _ in Saying("Hi Ben,\n\nit is at noon.\n") }).check()
      #expect(try await !fixture.text(of: fixture.placed).contains(Self.line))
    }
  }
}

/// A writer that writes one text.
struct Saying: DraftWriter {
  let body: String

  init(_ body: String) { self.body = body }

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText { DraftText(body: body, writer: "saying") }
}

extension WorkerFixture {
  /// Everything in these messages as text.
  func text(of messages: [SimulatedGoogle.MessageSummary]) -> String {
    messages.map { String(decoding: $0.raw, as: UTF8.self) }.joined(separator: "\n")
  }
}
