import Drafting
import FoundationEssentials
import Gmail
import GmailSimulator
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

/// Written again as the person asked, or not at all and with the reason.
@Suite struct RewriteTests {
  @Test func `the person's words and the earlier text go to the writer, and its answer is the next version`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Say yes.", version: 1
      )
      .get()
      let prompts = Mutex<[Prompt]>([])
      let worker = try fixture.worker(writer: { _ in Listening { prompt in prompts.withLock { $0.append(prompt) } } })
      let outcome = await worker.check().outcome
      guard case .completed(_, "1 written again", nil) = outcome else { return #expect(Bool(false), "\(outcome)") }
      let prompt = try #require(prompts.withLock { $0 }.first)
      #expect(prompt.isRewriting && prompt.system.contains("Say yes.") && prompt.user.contains("get back to you"))
      #expect(prompt.user.contains("Are you free on Friday?"))
      let row = try await fixture.now(draft)
      #expect(row.body == "Yes, gladly.\n" && row.version == 2 && row.writer == "listening")
      #expect(row.rewriteInstruction == nil && row.notice == nil && row.status == .proposed)
    }
  }

  @Test func `a text that the person changed meanwhile is theirs`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Say yes.", version: 1
      )
      .get()
      let store = fixture.store
      _ = try await fixture.worker(writer: { _ in
        Interrupting {
          try await store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Mine.", version: 1).get()
        }
      }).check()
      let row = try await fixture.now(draft)
      #expect(row.body == EmailDraft.body(typed: "Mine.") && row.version == 2)
    }
  }

  @Test func `a writer that cannot says so, and the text stays`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Say yes.", version: 1
      )
      .get()
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.body == draft.body && row.version == 1 && row.rewriteInstruction == nil)
      #expect(row.notice?.hasPrefix("It was not written again. Without a language model") == true)
      try await fixture.approve(draft)
    }
  }

  @Test func `a model that is down keeps nobody from approving`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Say yes.", version: 1
      )
      .get()
      _ = try await fixture.worker(writer: { _ in Interrupting { throw WorkerFixture.NoDraft() } }).check()
      let row = try await fixture.now(draft)
      #expect(row.notice?.contains("language model gave no answer") == true && row.rewriteInstruction == nil)
      try await fixture.approve(draft)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent.count == 1)
    }
  }

  @Test func `written again in Gmail mode, the new text is what is sent`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Say yes.", version: 1
      )
      .get()
      _ = try await fixture.worker(writer: { _ in Listening { _ in } }).check()
      try await fixture.approve(draft)
      _ = try await fixture.worker().check()
      let sent = try #require(try await fixture.google.messages(of: WorkerFixture.address, label: "SENT").first)
      #expect(String(decoding: sent.raw, as: UTF8.self).contains("Yes, gladly."))
    }
  }
}
