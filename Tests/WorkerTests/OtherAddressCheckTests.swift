import Drafting
import Gmail
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// Mail to an address that nobody told us of.
@Suite struct OtherAddressCheckTests {
  private static let old = EmailAddress(address: "ada@old.example")

  private static func take(_ house: Household) async throws {
    try await house.store.settings.takeAddress(old, of: Household.ada)
  }

  @Test func `mail to it is set aside and proposes it; once it is taken, the same worker drafts the next`() async throws
  {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      for _ in 1...3 {
        let message = try await house.deliver(to: "Ada <ada+news@old.example>")
        _ = await worker.check()
        #expect(try await house.code(message.id) == "not-addressed")
      }
      let proposals = try await house.store.settings.addressProposals(of: Household.ada)
      #expect(proposals.map(\.address) == [Self.old])
      #expect(proposals.map(\.messages) == [3] && proposals.allSatisfy(\.isWorthAsking))
      try await Self.take(house)
      let next = try await house.deliver(to: "Ada <Ada@old.example>, cleo@friends.example")
      _ = await worker.check()
      let draft = try await house.draft(answering: next.id)
      #expect(draft.recipients.to.map(\.address) == ["ben@friends.example"])
      #expect(draft.recipients.cc.map(\.address) == ["cleo@friends.example"])
      #expect(draft.recipients.from.address == Household.address)
      #expect(try await house.store.settings.addressProposals(of: Household.ada).isEmpty)
    }
  }

  @Test func `a message that fails and is read again is counted once`() async throws {
    try await Household.with { house in
      let worker = try house.worker(writer: { _ in BrokenWriter() })
      _ = await worker.check()
      try await house.deliver(to: "ada@old.example", stamps: ["X-Forwarded-To: ada@old.example"])
      for _ in 1...3 {
        _ = await worker.check()
        house.time.advance(by: 86_400)
      }
      let proposals = try await house.store.settings.addressProposals(of: Household.ada)
      #expect(proposals.map(\.messages) == [1] && proposals.map(\.isStamped) == [true])
    }
  }

  @Test func `mail from it is the user's own`() async throws {
    try await Household.with { house in
      let worker = try house.worker()
      _ = await worker.check()
      try await house.deliver(to: "ada@old.example", stamps: ["Delivered-To: ada@old.example"])
      _ = await worker.check()
      try await Self.take(house)
      let own = try await house.deliver(from: "Ada <ada@old.example>")
      _ = await worker.check()
      #expect(try await house.code(own.id) == "own-mail")
    }
  }

  @Test func `explaining a message knows it, too, and counts nothing`() async throws {
    try await Household.with { house in
      _ = try await house.worker().check()
      let message = try await house.deliver(to: "ada@old.example")
      let inspection = MailboxInspection(
        try house.configuration(), now: { [time = house.time] in time.now })
      #expect(try await inspection.explain(message.id).draft == nil)
      #expect(try await house.store.settings.addressProposals(of: Household.ada).isEmpty)
      var settings = try #require(try await house.store.settings.settings(of: Household.ada))
      settings.otherAddresses = [Self.old]
      try await house.store.settings.save(settings)
      #expect(try await inspection.explain(message.id).draft != nil)
    }
  }
}

private struct BrokenWriter: DraftWriter {
  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText { throw .model(.refused("no")) }
}
