import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing
import Vault

@testable import Worker

/// What a person sees of a message here, and a draft they ask for against the rules.
@Suite struct WantedMessageTests {
  @Test func `a message that was set aside is drafted when the user wants it`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let list = try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      _ = try await fixture.worker().check()
      #expect(try await fixture.code(list.id) == "mailing-list")
      try await fixture.store.ledger.draftAnyway(list.id, of: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: list.id).reason == "You asked for a draft.")
      #expect(try await fixture.entry(list.id) == .drafted(reason: "You asked for a draft."))
    }
  }

  @Test func `wanted or not, there must be a message, and somebody to answer`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let gone = try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      let own = try await fixture.deliver(from: WorkerFixture.address, to: WorkerFixture.address, labels: ["SENT"])
      _ = try await fixture.worker().check()
      try await fixture.google.change(gone.id.rawValue, of: WorkerFixture.address, .delete)
      for id in [gone.id, own.id] { try await fixture.store.ledger.draftAnyway(id, of: WorkerFixture.ada) }
      _ = try await fixture.worker().check()
      #expect(try await fixture.code(gone.id) == "deleted")
      #expect(try await fixture.code(own.id) == "nobody")
      #expect(try await fixture.drafts.isEmpty)
    }
  }

  @Test func `the ledger knows who wrote what, whatever became of it`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let (drafted, list) = (
        try await fixture.deliver(), try await fixture.deliver(subject: "News", headers: ["List-Id: <x.example>"])
      )
      _ = try await fixture.worker().check()
      for (id, subject) in [(drafted.id, "Lunch on Friday"), (list.id, "News")] {
        let entry = try #require(try await fixture.store.ledger.entry(for: id, of: WorkerFixture.ada))
        #expect(entry.sender == "Ben <ben@friends.example>" && entry.subject == subject)
        #expect(entry.receivedAt.map { fixture.time.now.timeIntervalSince($0) < 600 } == true)
      }
    }
  }

  @Test func `the conversation is kept with the draft, sealed, and forgotten a month after it was settled`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let keys = try fixture.ring.keys(forUser: WorkerFixture.ada.rawValue)
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      func conversation() async throws -> Conversation? {
        try await fixture.store.drafts.conversation(of: draft.id, user: WorkerFixture.ada, openedWith: keys)
      }
      let shown = try #require(try await conversation()?.messages.first)
      #expect(shown.text == "Are you free on Friday?" && shown.isAnswered && !shown.isOwn)
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      fixture.time.advance(by: 29 * 86_400)
      _ = try await fixture.worker().check()
      #expect(try await conversation() != nil)
      fixture.time.advance(by: 2 * 86_400)
      _ = try await fixture.worker().check()
      #expect(try await conversation() == nil)
    }
  }
}
