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
    try await Household.with { house in
      _ = try await house.worker().check()
      let list = try await house.deliver(headers: ["List-Id: <friends.lists.example>"])
      _ = try await house.worker().check()
      #expect(try await house.code(list.id) == "mailing-list")
      try await house.store.ledger.draftAnyway(list.id, of: Household.ada)
      _ = try await house.worker().check()
      #expect(try await house.draft(answering: list.id).reason == "You asked for a draft.")
      #expect(try await house.entry(list.id) == .drafted(reason: "You asked for a draft."))
    }
  }

  @Test func `wanted or not, there must be a message, and somebody to answer`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let gone = try await house.deliver(headers: ["List-Id: <friends.lists.example>"])
      let own = try await house.deliver(from: Household.address, to: Household.address, labels: ["SENT"])
      _ = try await house.worker().check()
      try await house.google.change(gone.id.rawValue, of: Household.address, .delete)
      for id in [gone.id, own.id] { try await house.store.ledger.draftAnyway(id, of: Household.ada) }
      _ = try await house.worker().check()
      #expect(try await house.code(gone.id) == "deleted")
      #expect(try await house.code(own.id) == "nobody")
      #expect(try await house.drafts.isEmpty)
    }
  }

  @Test func `the ledger knows who wrote what, whatever became of it`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let (drafted, list) = (
        try await house.deliver(), try await house.deliver(subject: "News", headers: ["List-Id: <x.example>"])
      )
      _ = try await house.worker().check()
      for (id, subject) in [(drafted.id, "Lunch on Friday"), (list.id, "News")] {
        let entry = try #require(try await house.store.ledger.entry(for: id, of: Household.ada))
        #expect(entry.sender == "Ben <ben@friends.example>" && entry.subject == subject)
        #expect(entry.receivedAt.map { house.time.now.timeIntervalSince($0) < 600 } == true)
      }
    }
  }

  @Test func `the conversation is kept with the draft, sealed, and forgotten a month after it was settled`()
    async throws
  {
    try await Household.with { house in
      let keys = try house.ring.keys(forUser: Household.ada.rawValue)
      _ = try await house.worker().check()
      let draft = try await house.draft()
      func conversation() async throws -> Conversation? {
        try await house.store.drafts.conversation(of: draft.id, user: Household.ada, openedWith: keys)
      }
      let shown = try #require(try await conversation()?.messages.first)
      #expect(shown.text == "Are you free on Friday?" && shown.isAnswered && !shown.isOwn)
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      house.time.advance(by: 29 * 86_400)
      _ = try await house.worker().check()
      #expect(try await conversation() != nil)
      house.time.advance(by: 2 * 86_400)
      _ = try await house.worker().check()
      #expect(try await conversation() == nil)
    }
  }
}
