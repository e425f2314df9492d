import FoundationEssentials
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// Whom the user answers is learned as mail passes, and decides once they choose that it shall.
struct JudgingTests {
  private static func choose(_ strictness: Strictness, _ fixture: WorkerFixture) async throws {
    var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
    settings.strictness = strictness
    try await fixture.store.settings.save(settings)
  }

  private static func known(_ address: String, _ fixture: WorkerFixture) async throws -> Correspondent? {
    let store = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
    return try await store.correspondents.correspondent(EmailAddress(address: address))
  }

  /// Ada writes to somebody herself.
  private static func write(to address: String, _ fixture: WorkerFixture) async throws {
    try await fixture.deliver(from: "Ada <\(WorkerFixture.address)>", to: address, subject: "Hello", labels: ["SENT"])
  }

  @Test
  func `mail of somebody who is never answered gets no draft any more, with the reason, and can be drafted anyway`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      try await Self.choose(.likely, fixture)
      _ = try await fixture.worker().check()
      var last: MessageID?
      for number in 1...8 {
        last = try await fixture.deliver(subject: "Offer \(number)", text: "Shall I send you our list?").id
        _ = try await fixture.worker().check()
      }
      let message = try #require(last)
      guard case .setAside(let reason) = try await fixture.entry(message) else {
        Issue.record("It was drafted.")
        return
      }
      #expect(reason.code == "unlikely")
      #expect(reason.words.contains("You have answered none of this sender's 7 mails."))
      try await fixture.store.ledger.draftAnyway(message, of: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: message).status == .proposed)
    }
  }

  @Test func `the same mail is drafted for whoever wants everybody's`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      for number in 1...8 { try await fixture.deliver(subject: "Offer \(number)", text: "Shall I send you our list?") }
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.count == 8)
    }
  }

  @Test func `answers of the user's own are learned, each once, and their text is kept nowhere`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      _ = try await fixture.worker().check()
      #expect(try await Self.known("ben@friends.example", fixture)?.isWaiting == true)
      try await Self.write(to: "Ben <BEN@friends.example>", fixture)
      for _ in 0..<3 { _ = try await fixture.worker().check() }
      let ben = try #require(try await Self.known("ben@friends.example", fixture))
      #expect((ben.received, ben.answered, ben.written) == (1, 1, 1))
      #expect(!ben.isWaiting)
    }
  }

  @Test func `somebody who is answered gets drafts under the strictest choice`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.choose(.usual, fixture)
      _ = try await fixture.worker().check()
      let stranger = try await fixture.deliver()
      _ = try await fixture.worker().check()
      #expect(try await fixture.code(stranger.id) == "unlikely")
      for number in 1...6 {
        try await Self.write(to: "ben@friends.example", fixture)
        try await fixture.deliver(subject: "Another \(number)")
        _ = try await fixture.worker().check()
      }
      try await Self.write(to: "ben@friends.example", fixture)
      _ = try await fixture.worker().check()
      let friend = try await fixture.deliver(subject: "Dinner")
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: friend.id).reason.contains("You have answered"))
    }
  }

  @Test func `mail that is tried again is judged by what came before it, and counted once`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      _ = try await fixture.worker(writer: { _ in Interrupting(act: { throw CancellationError() }) }).check()
      #expect(try await Self.known("ben@friends.example", fixture) == nil)
      fixture.time.advance(by: 3_600)
      for _ in 0..<2 { _ = try await fixture.worker().check() }
      #expect(try await fixture.draft(answering: message.id).status == .proposed)
      #expect(try await Self.known("ben@friends.example", fixture)?.received == 1)
    }
  }

  @Test func `lists and automatic mail teach nothing about people`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      try await fixture.deliver(headers: ["Auto-Submitted: auto-replied"])
      _ = try await fixture.worker().check()
      #expect(try await Self.known("ben@friends.example", fixture) == nil)
    }
  }
}
