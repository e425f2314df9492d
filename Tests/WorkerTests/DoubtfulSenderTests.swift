import Drafting
import FoundationEssentials
import Secretary
import Storage
import Testing

@testable import Worker

/// Nothing that could do harm is proposed as an answer to somebody who may not be who they seem to be.
@Suite struct DoubtfulSenderTests {
  private static let failed = ["Authentication-Results: mx.google.com; dmarc=fail"]
  private static let elsewhere = ["Reply-To: Ben <ben@other.example>"]
  private static let accepting = Saying("Hi Ben,\n\nI accept your offer.\n")
  private static let harmless = Saying("Hi Ben,\n\nthank you for asking.\n")

  private static func code(
    _ writer: Saying, stamps: [String] = [], headers: [String] = [], isKnown: Bool = false, isWanted: Bool = false,
    _ fixture: WorkerFixture
  ) async throws -> String? {
    _ = try await fixture.worker().check()
    if isKnown {
      let person = headers == elsewhere ? "ben@other.example" : "ben@friends.example"
      let asked = try await fixture.deliver(from: "Ben <\(person)>", subject: "Before")
      _ = try await fixture.worker(writer: { _ in harmless }).check()
      let draft = try await fixture.draft(answering: asked.id)
      try await fixture.approve(draft)
      _ = try await fixture.worker().check()
      _ = try await fixture.worker().check()
    }
    let asked = try await fixture.deliver(stamps: stamps, headers: headers)
    _ = try await fixture.worker(writer: { _ in writer }).check()
    if isWanted {
      try await fixture.store.ledger.draftAnyway(asked.id, of: WorkerFixture.ada)
      _ = try await fixture.worker(writer: { _ in writer }).check()
    }
    return try await fixture.code(asked.id)
  }

  @Test func `a promise to somebody doubtful is not proposed, and the ledger says why`() async throws {
    for (stamps, headers) in [(Self.failed, []), ([], Self.elsewhere)] {
      try await WorkerFixture.with { fixture in
        let code = try await Self.code(Self.accepting, stamps: stamps, headers: headers, fixture)
        let drafts = try await fixture.drafts
        #expect(code == "doubtful-sender" && drafts.isEmpty)
      }
    }
  }

  @Test func `what tells and promises nothing is drafted all the same`() async throws {
    try await WorkerFixture.with { fixture in
      let code = try await Self.code(Self.harmless, stamps: Self.failed, fixture)
      let drafts = try await fixture.drafts
      #expect(code == nil && drafts.count == 1)
    }
  }

  @Test func `a promise to somebody whom nothing speaks against is drafted`() async throws {
    try await WorkerFixture.with { fixture in
      let code = try await Self.code(Self.accepting, fixture)
      let drafts = try await fixture.drafts
      #expect(code == nil && drafts.count == 1)
    }
  }

  @Test func `it is drafted when the person asks for it`() async throws {
    try await WorkerFixture.with { fixture in
      let code = try await Self.code(Self.accepting, stamps: Self.failed, isWanted: true, fixture)
      let drafts = try await fixture.drafts
      #expect(code == nil && drafts.count == 1)
    }
  }

  @Test func `having answered before vouches for another Reply-To, and not for a name that may be borrowed`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let code = try await Self.code(Self.accepting, headers: Self.elsewhere, isKnown: true, fixture)
      #expect(code == nil)
    }
    try await WorkerFixture.with { fixture in
      let code = try await Self.code(Self.accepting, stamps: Self.failed, isKnown: true, fixture)
      #expect(code == "doubtful-sender")
    }
  }
}
