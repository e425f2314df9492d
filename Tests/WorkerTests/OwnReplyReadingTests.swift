import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing

@testable import Worker

/// How the user answered somebody before is shown to a model, and costs nothing where none writes.
struct OwnReplyReadingTests {
  /// Ada has answered Ben five times, and sent him other mail.
  private static func write(to address: String = "Ben <ben@friends.example>", _ fixture: WorkerFixture) async throws {
    for number in 1...5 {
      try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: address, subject: "Re: Matter \(number)",
        text: "Hi Ben, answer \(number).\n\nOn Monday Ben <ben@friends.example> wrote:\n> Question \(number)?",
        headers: ["In-Reply-To: <\(number)@friends.example>"], labels: ["SENT"])
    }
    try await fixture.deliver(
      from: "Ada <\(WorkerFixture.address)>", to: address, subject: "Fwd: News", text: "See below, FORWARD.",
      headers: ["In-Reply-To: <9@friends.example>"], labels: ["SENT"])
    // The search of a mailbox lags behind.
    fixture.time.advance(by: 3_600)
  }

  /// What the writer of a draft was asked, and what Gmail was asked meanwhile.
  private static func prompt(_ fixture: WorkerFixture) async throws -> (prompt: Prompt, calls: [String]) {
    let heard = Mutex<Prompt?>(nil)
    await fixture.google.clearLog()
    _ = try await fixture.worker(writer: { _ in Listening { prompt in heard.withLock { $0 = prompt } } }).check()
    let prompt = heard.withLock { $0 }
    return (try #require(prompt), await fixture.calls)
  }

  @Test func `the last three answers to the sender are given to a model, newest first, without what they quote`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(fixture)
      try await fixture.deliver()
      let (prompt, calls) = try await Self.prompt(fixture)
      let shown = prompt.user.components(separatedBy: "<own-reply>\n").dropFirst().map { $0.prefix(17) }
      #expect(shown == ["Hi Ben, answer 5.", "Hi Ben, answer 4.", "Hi Ben, answer 3."])
      #expect(!prompt.user.contains("Question 5") && !prompt.user.contains("FORWARD"))
      #expect(calls.count { $0 == "messages.list" } == 1)
    }
  }

  @Test func `of the conversation in hand nothing is shown twice, and mail to others not at all`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(to: "cleo@friends.example", fixture)
      let first = try await fixture.deliver(headers: ["References: <a@friends.example>"])
      let own = try await fixture.google.messages(of: WorkerFixture.address, label: "INBOX")
        .first { $0.id == first.id.rawValue }?.header("Message-ID")
      try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday",
        text: "Which place?", headers: ["In-Reply-To: \(own ?? "")", "References: \(own ?? "")"], labels: ["SENT"])
      try await fixture.deliver(
        subject: "Re: Lunch on Friday", text: "The usual?", headers: ["References: \(own ?? "")"])
      fixture.time.advance(by: 3_600)
      let (prompt, _) = try await Self.prompt(fixture)
      #expect(prompt.user.contains("Which place?") && !prompt.user.contains("own-reply"))
    }
  }

  @Test func `without a model, and for mail that gets no draft, nothing is looked up`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(fixture)
      try await fixture.deliver()
      try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      await fixture.google.clearLog()
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.count == 1)
      try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      _ = try await fixture.worker(writer: { _ in Listening { _ in } }).check()
      #expect(await !fixture.calls.contains("messages.list"))
    }
  }

  @Test func `a draft does not fail for want of examples`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(fixture)
      _ = try await fixture.worker().check()
      for (number, kind) in [Fault.Kind.backendError, .retryAfter(seconds: 600)].enumerated() {
        let asked = try await fixture.deliver(subject: "Another matter \(number)")
        await fixture.google.add(Fault(kind, method: "GET", path: "*/messages", times: nil))
        let (prompt, _) = try await Self.prompt(fixture)
        #expect(!prompt.user.contains("own-reply"))
        #expect(try await fixture.draft(answering: asked.id).body == "Yes, gladly.\n")
        await fixture.google.clearFaults()
        fixture.time.advance(by: 3_600)
      }
    }
  }

  @Test func `without access no model is asked`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(fixture)
      _ = try await fixture.worker().check()
      try await fixture.deliver(subject: "Another matter")
      let refusal = #"{"error":{"code":403,"message":"","errors":[{"reason":"insufficientPermissions"}]}}"#
      await fixture.google.add(
        Fault(
          .custom(status: 403, contentType: "application/json", body: refusal), method: "GET", path: "*/messages",
          times: nil))
      let heard = Mutex(0)
      let worker = try fixture.worker(writer: { _ in Listening { _ in heard.withLock { $0 += 1 } } })
      guard case .failed(.ended(let end)) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(end.status == .needsUser && heard.withLock { $0 } == 0)
    }
  }

  @Test func `a draft that is written again has the same examples, and an explanation shows them`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await Self.write(fixture)
      let draft = try await fixture.draft()
      try await fixture.store.decisions.requestRewrite(
        draft.id, of: WorkerFixture.ada, instruction: "Shorter.", version: draft.version
      ).get()
      let (prompt, _) = try await Self.prompt(fixture)
      #expect(prompt.isRewriting && prompt.user.contains("<own-reply>\nHi Ben, answer 5."))
      let inspection = try MailboxInspection(
        fixture.configuration { _ in Listening { _ in } }, clock: HastyClock(time: fixture.time),
        now: { fixture.time.now })
      let asked = try await fixture.deliver(subject: "Dinner")
      let text = try await inspection.explain(asked.id.rawValue).text
      #expect(text.contains("<own-reply>\nHi Ben, answer 5.") && text.contains("It is no source of facts"))
    }
  }
}
