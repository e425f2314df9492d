import FoundationEssentials
import ManualTime
import Secretary
import Storage
import StoreRequests
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

  /// Mail of a stranger is drafted at the standard step; each is in a conversation of its own.
  private static func ask(
    _ fixture: WorkerFixture, _ number: Int, from sender: String = "Ben <ben@friends.example>"
  ) async throws -> MessageID {
    let id = try await fixture.deliver(from: sender, subject: "Offer \(number)", text: "Shall I send you our list?").id
    _ = try await fixture.worker().check()
    return id
  }

  @Test(arguments: [DraftMode.review, .gmail])
  func `dismissing drafts to somebody ends them, here and in Gmail, and putting one back counts`(
    mode: DraftMode
  ) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      try await Self.choose(.likely, fixture)
      _ = try await fixture.worker().check()
      let first = try await Self.ask(fixture, 1)
      for number in 2...3 {
        let other = try await Self.ask(fixture, number, from: "Eve <eve@elsewhere.example>")
        #expect(try await fixture.draft(answering: other).status == .proposed)
      }
      let draft = try await fixture.draft(answering: first)
      if mode == .gmail {
        try await fixture.deleteInGmail(draft)
        _ = try await fixture.worker().check()
      } else {
        for _ in 0..<2 { _ = try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada) }
      }
      #expect(try await Self.known("ben@friends.example", fixture)?.dismissed == 1)
      let second = try await Self.ask(fixture, 4)
      guard case .setAside(let reason) = try await fixture.entry(second) else {
        Issue.record("It was drafted.")
        return
      }
      #expect(reason.code == "unlikely" && reason.words.contains("You have dismissed a draft to this sender."))
      for _ in 0..<2 { _ = try await fixture.store.decisions.restore(draft.id, of: WorkerFixture.ada) }
      #expect(try await Self.known("ben@friends.example", fixture)?.dismissed == 0)
    }
  }

  @Test func `a draft that was asked for brings later ones of that sender back`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.choose(.likely, fixture)
      _ = try await fixture.worker().check()
      var last: MessageID?
      for number in 1...6 { last = try await Self.ask(fixture, number) }
      let unlikely = try #require(last)
      #expect(try await fixture.code(unlikely) == "unlikely")
      for _ in 0..<2 { try await fixture.store.ledger.draftAnyway(unlikely, of: WorkerFixture.ada) }
      #expect(try await Self.known("ben@friends.example", fixture)?.wanted == 1)
      let next = try await Self.ask(fixture, 7)
      #expect(try await fixture.draft(answering: next).reason.contains("You have asked for a draft to this sender."))
    }
  }

  @Test func `what the user wants for a sender counts before the score, until they take it back`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.choose(.usual, fixture)
      _ = try await fixture.worker().check()
      let (people, ben) = (fixture.store.correspondents, EmailAddress(address: "Ben@friends.example"))
      #expect(try await fixture.code(Self.ask(fixture, 1)) == "unlikely")
      try await people.choose(.always, for: ben, of: WorkerFixture.ada)
      let always = try await fixture.draft(answering: Self.ask(fixture, 2))
      #expect(always.reason == "You want drafts for this sender's mail.")
      let list = try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      let automatic = try await fixture.deliver(headers: ["Auto-Submitted: auto-replied"])
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: list.id).status == .proposed)
      #expect(try await fixture.code(automatic.id) == "auto-reply")
      try await people.choose(.never, for: ben, of: WorkerFixture.ada)
      #expect(try await fixture.code(Self.ask(fixture, 3)) == "never")
      try await people.choose(nil, for: ben, of: WorkerFixture.ada)
      #expect(try await fixture.code(Self.ask(fixture, 4)) == "unlikely")
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
