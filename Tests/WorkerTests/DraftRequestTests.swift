import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// Asking for a draft in Gmail itself, by a label.
struct DraftRequestTests {
  private static let name = "Secretary/Draft"

  private static func label(_ fixture: WorkerFixture) async throws -> String {
    try #require(try await fixture.google.labels(of: WorkerFixture.address)[name])
  }

  private static func ask(for message: MessageID, _ fixture: WorkerFixture) async throws {
    try await fixture.google.change(
      message.rawValue, of: WorkerFixture.address, .relabel(add: [label(fixture)], remove: []))
  }

  private static func labels(of message: MessageID, _ fixture: WorkerFixture) async throws -> [String] {
    try await fixture.google.messages(of: WorkerFixture.address).first { $0.id == message.rawValue }?.labels ?? []
  }

  private static func check(_ fixture: WorkerFixture) async throws { _ = try await fixture.worker().check() }

  @Test func `the first check makes the label, and later lives find it under any case`() async throws {
    try await WorkerFixture.with { fixture in
      for _ in 0..<3 { try await Self.check(fixture) }
      #expect(try await fixture.google.labels(of: WorkerFixture.address).keys.sorted() == [Self.name])
    }
  }

  @Test(arguments: [DraftMode.review, .gmail])
  func `a message with the label gets a draft, however old it is and whatever was made of it, and loses the label`(
    mode: DraftMode
  ) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      let old = try await fixture.deliver(subject: "From before the start")
      fixture.time.advance(by: 86_400)
      try await Self.check(fixture)
      let list = try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      try await Self.check(fixture)
      #expect(try await fixture.code(list.id) == "mailing-list")
      for message in [old.id, list.id] { try await Self.ask(for: message, fixture) }
      try await Self.check(fixture)
      for message in [old.id, list.id] {
        let draft = try await fixture.draft(answering: message)
        #expect(draft.status == .proposed && draft.reason == "You asked for a draft.")
        #expect(try await Self.labels(of: message, fixture).isEmpty == false)
        #expect(try await !Self.labels(of: message, fixture).contains(Self.label(fixture)))
      }
      #expect(
        try await fixture.store.audit.entries(of: WorkerFixture.ada, limit: 9).count {
          $0.action == "wanted a message answered"
        } == 2)
      // What we did ourselves asks for nothing.
      try await Self.check(fixture)
      #expect(try await fixture.drafts.count == 2)
    }
  }

  @Test func `where nobody could be answered, the ledger says so and the label is taken off`() async throws {
    try await WorkerFixture.with { fixture in
      let own = try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: WorkerFixture.address, subject: "Note", labels: ["INBOX", "SENT"])
      try await Self.check(fixture)
      try await Self.ask(for: own.id, fixture)
      try await Self.check(fixture)
      #expect(try await fixture.code(own.id) == "nobody")
      #expect(try await !Self.labels(of: own.id, fixture).contains(Self.label(fixture)))
    }
  }

  @Test func `a dismissed draft that is asked for in Gmail waits again`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.check(fixture)
      let draft = try await fixture.draft()
      _ = try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada)
      try await Self.check(fixture)
      try await Self.ask(for: draft.messageID, fixture)
      try await Self.check(fixture)
      #expect(try await fixture.now(draft).status == .proposed)
      #expect(try await !Self.labels(of: draft.messageID, fixture).contains(Self.label(fixture)))
    }
  }

  @Test func `a label that a filter puts on arriving mail asks, too`() async throws {
    try await WorkerFixture.with { fixture in
      try await Self.check(fixture)
      let label = try await Self.label(fixture)
      let message = try await fixture.deliver(
        headers: ["List-Id: <friends.lists.example>"], labels: ["INBOX", "UNREAD", label])
      try await Self.check(fixture)
      #expect(try await fixture.draft(answering: message.id).status == .proposed)
    }
  }

  @Test func `what was asked while Gmail forgot its history is found by the label`() async throws {
    try await WorkerFixture.with { fixture in
      let old = try await fixture.deliver()
      fixture.time.advance(by: 40 * 86_400)
      try await Self.check(fixture)
      try await Self.ask(for: old.id, fixture)
      try await fixture.google.expireHistory(of: WorkerFixture.address)
      try await Self.check(fixture)
      #expect(try await fixture.draft(answering: old.id).status == .proposed)
    }
  }

  @Test func `a label that could not be taken off is taken off later, and nothing is drafted twice`() async throws {
    try await WorkerFixture.with { fixture in
      let old = try await fixture.deliver()
      fixture.time.advance(by: 86_400)
      try await Self.check(fixture)
      try await Self.ask(for: old.id, fixture)
      await fixture.google.add(Fault(.unavailable, method: "POST", path: "*/modify", times: 2))
      try await Self.check(fixture)
      #expect(try await Self.labels(of: old.id, fixture).contains(Self.label(fixture)))
      try await Self.check(fixture)
      #expect(try await !Self.labels(of: old.id, fixture).contains(Self.label(fixture)))
      #expect(try await fixture.drafts.count == 1)
    }
  }

  @Test func `a mailbox that will not have the label is served without it`() async throws {
    try await WorkerFixture.with { fixture in
      await fixture.google.add(Fault(.preconditionFailed, path: "*/labels", times: 9))
      try await Self.check(fixture)
      let message = try await fixture.deliver()
      try await Self.check(fixture)
      #expect(try await fixture.draft(answering: message.id).status == .proposed)
    }
  }
}
