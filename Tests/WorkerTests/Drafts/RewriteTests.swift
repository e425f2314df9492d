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
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.requestRewrite(draft.id, of: Household.ada, instruction: "Say yes.", version: 1)
        .get()
      let prompts = Mutex<[Prompt]>([])
      let worker = try house.worker(writer: { _ in Listening { prompt in prompts.withLock { $0.append(prompt) } } })
      let outcome = await worker.check().outcome
      guard case .completed(_, "1 written again", nil) = outcome else { return #expect(Bool(false), "\(outcome)") }
      let prompt = try #require(prompts.withLock { $0 }.first)
      #expect(prompt.isRewriting && prompt.system.contains("Say yes.") && prompt.user.contains("get back to you"))
      #expect(prompt.user.contains("Are you free on Friday?"))
      let row = try await house.now(draft)
      #expect(row.body == "Yes, gladly.\n" && row.version == 2 && row.writer == "listening")
      #expect(row.rewriteInstruction == nil && row.notice == nil && row.status == .proposed)
    }
  }

  @Test func `a text that the person changed meanwhile is theirs`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.requestRewrite(draft.id, of: Household.ada, instruction: "Say yes.", version: 1)
        .get()
      let store = house.store
      _ = try await house.worker(writer: { _ in
        Interrupting {
          try await store.decisions.edit(draft.id, of: Household.ada, body: "Mine.", version: 1).get()
        }
      }).check()
      let row = try await house.now(draft)
      #expect(row.body == EmailDraft.body(typed: "Mine.") && row.version == 2)
    }
  }

  @Test func `a writer that cannot says so, and the text stays`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.requestRewrite(draft.id, of: Household.ada, instruction: "Say yes.", version: 1)
        .get()
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(row.body == draft.body && row.version == 1 && row.rewriteInstruction == nil)
      #expect(row.notice?.hasPrefix("It was not written again. Without a language model") == true)
      try await house.approve(draft)
    }
  }

  @Test func `a model that is down keeps nobody from approving`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.requestRewrite(draft.id, of: Household.ada, instruction: "Say yes.", version: 1)
        .get()
      _ = try await house.worker(writer: { _ in Interrupting { throw Household.NoDraft() } }).check()
      let row = try await house.now(draft)
      #expect(row.notice?.contains("language model gave no answer") == true && row.rewriteInstruction == nil)
      try await house.approve(draft)
      _ = try await house.worker().check()
      #expect(try await house.sent.count == 1)
    }
  }

  @Test func `written again in Gmail mode, the new text is what is sent`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.requestRewrite(draft.id, of: Household.ada, instruction: "Say yes.", version: 1)
        .get()
      _ = try await house.worker(writer: { _ in Listening { _ in } }).check()
      try await house.approve(draft)
      _ = try await house.worker().check()
      let sent = try #require(try await house.google.messages(of: Household.address, label: "SENT").first)
      #expect(String(decoding: sent.raw, as: UTF8.self).contains("Yes, gladly."))
    }
  }
}

/// A writer that tells what it was asked.
private struct Listening: DraftWriter {
  let heard: @Sendable (Prompt) -> Void

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    heard(prompt)
    return DraftText(body: "Yes, gladly.\n", writer: "listening")
  }
}
