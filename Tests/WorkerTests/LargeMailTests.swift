import Drafting
import Secretary
import Storage
import StoreRequests
import Testing
import Vault

@testable import Worker

/// Whatever a stranger puts into a mail, what is kept of it stays small.
@Suite struct LargeMailTests {
  /// One character of almost a megabyte.
  private static let tower = "e" + String(repeating: "\u{301}", count: 450_000)

  struct Mail: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var from = "Ben <ben@friends.example>"
    var to = WorkerFixture.address
    var subject = "Lunch"
    var text = "Are you free on Friday?"
    var headers: [String] = []
  }

  @Test(arguments: [
    Mail(testDescription: "the sender's name", from: "\(tower) <ben@friends.example>"),
    Mail(testDescription: "the subject", subject: tower),
    Mail(testDescription: "the text", text: "Are you free on Friday? \(tower)"),
    Mail(
      testDescription: "what it refers to",
      headers: ["References: <\(tower)@x>", "In-Reply-To: <\(tower)>", "Message-ID: <\(tower)@friends.example>"]),
    Mail(
      testDescription: "a hundred thousand references",
      headers: ["References: " + (0..<100_000).map { "<r\($0)@x.example>" }.joined(separator: " ")]),
    Mail(
      testDescription: "ten thousand recipients",
      to: ([WorkerFixture.address] + (0..<10_000).map { "p\($0)@crowd.example" }).joined(separator: ", ")),
  ])
  func `a letter that holds a megabyte leaves small rows behind`(_ mail: Mail) async throws {
    try await WorkerFixture.with { fixture in
      let keys = try fixture.ring.keys(forUser: WorkerFixture.ada.rawValue)
      _ = try await fixture.worker().check()
      let id = try await fixture.deliver(
        from: mail.from, to: mail.to, subject: mail.subject, text: mail.text, headers: mail.headers
      ).id
      _ = try await fixture.worker().check()
      let entry = try #require(try await fixture.store.ledger.entry(for: id, of: WorkerFixture.ada))
      #expect((entry.sender ?? "").utf8.count + (entry.subject ?? "").utf8.count <= 2 * LedgerLine.longest)
      let draft = try await fixture.draft(answering: id)
      #expect(draft.fits && draft.size < 10_000)
      let kept = try await fixture.store.drafts.conversation(of: draft.id, user: WorkerFixture.ada, openedWith: keys)
      let message = try #require(kept?.messages.first)
      #expect(message.text.utf8.count < 100_000 && message.subject.utf8.count < 1_000)
      #expect(message.to.count <= 50)
    }
  }

  @Test func `a letter of two megabytes that begins with a question is answered`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let text = "Are you free on Friday?\n\n" + String(repeating: "This is what I did in the summer.\n", count: 60_000)
      let id = try await fixture.deliver(text: text).id
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: id).fits)
    }
  }

  @Test func `a reply that is too large for a row is refused in words`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let id = try await fixture.deliver().id
      _ = try await fixture.worker(writer: { _ in Wordy() }).check()
      guard case .failed(let problem, _, _) = try await fixture.entry(id) else {
        Issue.record("\(String(describing: try await fixture.entry(id)))")
        return
      }
      #expect(problem == StorageError.draftTooLarge.description)
      #expect(try await fixture.drafts.isEmpty)
    }
  }

  private struct Wordy: DraftWriter {
    func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
      DraftText(body: LargeMailTests.tower, writer: "wordy")
    }
  }
}
