import Drafting
import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

/// What the user asked and nobody answered is asked once more, in a draft.
struct FollowUpTests {
  private static let day: Double = 86_400
  private static let question = "Can you send me the plan of the garden?"

  private static func choose(_ fixture: WorkerFixture, _ change: (inout AgentSettings) -> Void) async throws {
    var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
    change(&settings)
    try await fixture.store.settings.save(settings)
  }

  /// Ada asks Ben, and the worker has seen it.
  private static func ask(
    _ fixture: WorkerFixture, days: Int? = 2, text: String = question
  ) async throws -> (id: MessageID, thread: ThreadID) {
    try await choose(fixture) { $0.followUpDays = days }
    _ = try await fixture.worker().check()
    let asked = try await fixture.deliver(
      from: "Ada <\(WorkerFixture.address)>", to: "Ben <ben@friends.example>", subject: "The garden", text: text,
      labels: ["SENT"])
    _ = try await fixture.worker().check()
    return asked
  }

  private static func sent(_ fixture: WorkerFixture, _ id: MessageID) async throws -> SimulatedGoogle.MessageSummary {
    let sent = try await fixture.google.messages(of: WorkerFixture.address, label: "SENT")
    return try #require(sent.first { $0.id == id.rawValue })
  }

  /// Somebody writes in the conversation.
  private static func write(_ fixture: WorkerFixture, after asked: MessageID, byBen: Bool) async throws {
    let id = try await sent(fixture, asked).header("Message-ID") ?? ""
    let ada = "Ada <\(WorkerFixture.address)>"
    try await fixture.deliver(
      from: byBen ? "Ben <ben@friends.example>" : ada, to: byBen ? ada : "Ben <ben@friends.example>",
      subject: "Re: The garden", text: "Here it is.",
      headers: ["In-Reply-To: \(id)", "References: \(id)"],
      labels: byBen ? ["INBOX", "UNREAD"] : ["SENT"])
  }

  /// Six days hold four working days at least.
  private static func wait(_ fixture: WorkerFixture, days: Double = 6) async throws {
    fixture.time.advance(by: days * day)
    _ = try await fixture.worker().check()
  }

  @Test(arguments: [DraftMode.review, .gmail])
  func `a question without an answer gets one reminder, which is sent once and in its conversation`(_ mode: DraftMode)
    async throws
  {
    try await WorkerFixture.with(mode: mode) { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.wait(fixture, days: 0.9)
      #expect(try await fixture.drafts.isEmpty)
      try await Self.wait(fixture)
      let draft = try await fixture.draft(answering: asked.id)
      #expect(draft.kind == .followUp && draft.status == .proposed && draft.writer == "reminder")
      #expect(draft.recipients.to.map(\.address) == ["ben@friends.example"])
      #expect(draft.body.hasPrefix("Hello Ben,\n\nA short reminder of my question"))
      #expect(draft.reason == "You asked something, and nobody answered for 2 working days.")
      #expect(try await fixture.placed.count == (mode == .gmail ? 1 : 0))
      try await fixture.approve(draft)
      for _ in 1...3 {
        fixture.time.advance(by: 60)
        _ = try await fixture.worker().check()
      }
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.now(draft).status == .sent)
      let mail = try #require(
        try await fixture.google.messages(of: WorkerFixture.address, label: "SENT").first {
          $0.header("X-Secretary-Draft") != nil
        })
      let question = try #require(
        try await fixture.google.messages(of: WorkerFixture.address, label: "SENT").first { $0.id == asked.id.rawValue }
      )
      #expect(mail.threadID == asked.thread.rawValue)
      #expect(mail.header("In-Reply-To") == question.header("Message-ID"))
      try await Self.wait(fixture, days: 20)
      #expect(try await fixture.drafts.count == 1, "neither the question nor its reminder gets another")
    }
  }

  @Test(arguments: [true, false])
  func `an answer before its time leaves no reminder`(byBen: Bool) async throws {
    try await WorkerFixture.with { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.write(fixture, after: asked.id, byBen: byBen)
      try await Self.wait(fixture)
      #expect(try await !fixture.drafts.contains { $0.messageID == asked.id })
    }
  }

  @Test(arguments: [true, false], [DraftMode.review, .gmail])
  func `a reminder is withdrawn when either side writes`(byBen: Bool, _ mode: DraftMode) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.wait(fixture)
      let draft = try await fixture.draft(answering: asked.id)
      try await Self.choose(fixture) { $0.draftKinds = [] }
      try await Self.write(fixture, after: asked.id, byBen: byBen)
      _ = try await fixture.worker().check()
      let after = try await fixture.now(draft)
      #expect(after.status == .retired && after.retirement == .answered)
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.isEmpty)
    }
  }

  /// Ben writes anew, in another conversation.
  private static func writeAnew(
    _ fixture: WorkerFixture, subject: String = "the garden", from: String = "Ben <ben@friends.example>",
    headers: [String] = []
  ) async throws {
    try await fixture.deliver(
      from: from, to: "Ada <\(WorkerFixture.address)>", subject: subject, text: "Here it is.", headers: headers)
  }

  @Test func `an answer in another conversation leaves no reminder, and takes back one that waits`() async throws {
    for isEarly in [true, false] {
      try await WorkerFixture.with { fixture in
        let asked = try await Self.ask(fixture)
        if isEarly { try await Self.writeAnew(fixture) }
        try await Self.wait(fixture)
        guard !isEarly else {
          #expect(try await !fixture.drafts.contains { $0.messageID == asked.id })
          return
        }
        let draft = try await fixture.draft(answering: asked.id)
        try await Self.writeAnew(fixture, subject: "Re: The garden")
        _ = try await fixture.worker().check()
        let after = try await fixture.now(draft)
        #expect(after.status == .retired && after.retirement == .answered)
      }
    }
  }

  @Test(arguments: [
    ("The gate", "Ben <ben@friends.example>", ""), ("The garden", "Cleo <cleo@friends.example>", ""),
    ("The garden", "Ben <ben@friends.example>", "Auto-Submitted: auto-replied"),
  ])
  func `other mail, of others, or of programs, is no answer`(subject: String, from: String, header: String) async throws
  {
    try await WorkerFixture.with { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.writeAnew(fixture, subject: subject, from: from, headers: header.isEmpty ? [] : [header])
      try await Self.wait(fixture)
      let draft = try await fixture.draft(answering: asked.id)
      try await Self.writeAnew(fixture, subject: subject, from: from, headers: header.isEmpty ? [] : [header])
      _ = try await fixture.worker().check()
      #expect(try await fixture.now(draft).status == .proposed)
    }
  }

  @Test func `a reminder that the person changed stays, is marked once, and can be sent all the same`() async throws {
    try await WorkerFixture.with { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.wait(fixture)
      let draft = try await fixture.draft(answering: asked.id)
      try await fixture.approve(draft)
      try await Self.writeAnew(fixture)
      // What is approved goes out first, so it is the next mail that may not.
      _ = try await fixture.store.decisions.takeBack(draft.id, of: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      let marked = try await fixture.now(draft)
      #expect(marked.status == .proposed && marked.threadNews == .answered)
      try await fixture.approve(marked)
      for _ in 1...3 {
        fixture.time.advance(by: 60)
        _ = try await fixture.worker().check()
      }
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `an answer after approval stops the sending`() async throws {
    try await WorkerFixture.with { fixture in
      let asked = try await Self.ask(fixture)
      try await Self.wait(fixture)
      let draft = try await fixture.draft(answering: asked.id)
      try await fixture.approve(draft)
      try await Self.write(fixture, after: asked.id, byBen: true)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent.isEmpty)
      #expect(try await fixture.now(draft).status == .proposed)
    }
  }

  @Test func `switched off, or with nothing asked, there is none`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await Self.ask(fixture, days: nil)
      _ = try await Self.ask(fixture, text: "Here is the plan of the garden.")
      try await Self.wait(fixture)
      #expect(try await fixture.drafts.isEmpty)
    }
  }

  @Test func `a model writes it, and is asked again later when it is away`() async throws {
    try await WorkerFixture.with { fixture in
      let asked = try await Self.ask(fixture)
      fixture.time.advance(by: 6 * Self.day)
      for _ in 1...8 {
        _ = try await fixture.worker(writer: { _ in Away() }).check()
        fixture.time.advance(by: 1_000)
      }
      #expect(try await fixture.drafts.isEmpty)
      let heard = Mutex<Prompt?>(nil)
      _ = try await fixture.worker(writer: { _ in Listening { prompt in heard.withLock { $0 = prompt } } }).check()
      let prompt = try #require(heard.withLock { $0 })
      #expect(prompt.kind == .followUp && prompt.system.contains("friendly reminder"))
      #expect(prompt.user.contains(Self.question))
      #expect(try await fixture.draft(answering: asked.id).body == "Yes, gladly.\n")
    }
  }

  @Test func `what a model cannot write is tried a few times, and then left`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await Self.ask(fixture)
      let tries = Mutex(0)
      for _ in 1...12 {
        fixture.time.advance(by: 6 * Self.day)
        _ = try await fixture.worker(writer: { _ in Unusable { tries.withLock { $0 += 1 } } }).check()
      }
      #expect(tries.withLock { $0 } == FollowUp.mostAttempts)
      #expect(try await fixture.drafts.isEmpty)
    }
  }

  @Test func `a kind of answer that is switched off is set aside with the reason, and can be asked for`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.choose(fixture) { $0.draftKinds = [.reply] }
      let meeting = try await fixture.deliver(text: "When are you free next week?").id
      let other = try await fixture.deliver(from: "Cleo <cleo@friends.example>", text: Self.question).id
      _ = try await fixture.worker().check()
      #expect(try await fixture.code(meeting) == "kind-off")
      #expect(try await fixture.draft(answering: other).kind == .reply)
      try await fixture.store.ledger.draftAnyway(meeting, of: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: meeting).kind == .scheduling)
      try await Self.choose(fixture) { $0.draftKinds = [.scheduling] }
      let third = try await fixture.deliver(from: "Dora <dora@friends.example>", text: Self.question).id
      _ = try await fixture.worker().check()
      #expect(try await fixture.code(third) == "kind-off")
    }
  }
}

private struct Away: DraftWriter {
  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText { throw .model(.temporary("It is away.")) }
}

private struct Unusable: DraftWriter {
  let tried: @Sendable () -> Void

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    tried()
    throw .unusable("it is no letter")
  }
}
