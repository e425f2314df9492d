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

  private static func take(_ fixture: WorkerFixture) async throws {
    try await fixture.store.settings.takeAddress(old, of: WorkerFixture.ada)
  }

  @Test func `mail to it is set aside and proposes it; once it is taken, the same worker drafts the next`() async throws
  {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      for _ in 1...3 {
        let message = try await fixture.deliver(to: "Ada <ada+news@old.example>")
        _ = await worker.check()
        #expect(try await fixture.code(message.id) == "not-addressed")
      }
      let proposals = try await fixture.store.settings.addressProposals(of: WorkerFixture.ada)
      #expect(proposals.map(\.address) == [Self.old])
      #expect(proposals.map(\.messages) == [3] && proposals.allSatisfy(\.isWorthAsking))
      try await Self.take(fixture)
      let next = try await fixture.deliver(to: "Ada <Ada@old.example>, cleo@friends.example")
      _ = await worker.check()
      let draft = try await fixture.draft(answering: next.id)
      #expect(draft.recipients.to.map(\.address) == ["ben@friends.example"])
      #expect(draft.recipients.cc.map(\.address) == ["cleo@friends.example"])
      #expect(draft.recipients.from.address == WorkerFixture.address)
      #expect(try await fixture.store.settings.addressProposals(of: WorkerFixture.ada).isEmpty)
    }
  }

  @Test func `a message that fails and is read again is counted once`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker(writer: { _ in BrokenWriter() })
      _ = await worker.check()
      try await fixture.deliver(to: "ada@old.example", stamps: ["X-Forwarded-To: ada@old.example"])
      for _ in 1...3 {
        _ = await worker.check()
        fixture.time.advance(by: 86_400)
      }
      let proposals = try await fixture.store.settings.addressProposals(of: WorkerFixture.ada)
      #expect(proposals.map(\.messages) == [1] && proposals.map(\.isStamped) == [true])
    }
  }

  @Test func `mail from it is the user's own`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      try await fixture.deliver(to: "ada@old.example", stamps: ["Delivered-To: ada@old.example"])
      _ = await worker.check()
      try await Self.take(fixture)
      let own = try await fixture.deliver(from: "Ada <ada@old.example>")
      _ = await worker.check()
      #expect(try await fixture.code(own.id) == "own-mail")
    }
  }

  @Test func `explaining a message knows it, too, and counts nothing`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver(to: "ada@old.example")
      let inspection = MailboxInspection(
        try fixture.configuration(), now: { [time = fixture.time] in time.now })
      #expect(try await inspection.explain(message.id.rawValue).draft == nil)
      #expect(try await fixture.store.settings.addressProposals(of: WorkerFixture.ada).isEmpty)
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.otherAddresses = [Self.old]
      try await fixture.store.settings.save(settings)
      #expect(try await inspection.explain(message.id.rawValue).draft != nil)
    }
  }
}

private struct BrokenWriter: DraftWriter {
  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText { throw .model(.refused("no")) }
}
