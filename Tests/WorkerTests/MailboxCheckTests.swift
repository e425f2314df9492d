import Drafting
import FoundationEssentials
import Gmail
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Worker

@Suite struct MailboxCheckTests {
  @Test func `the first check drafts nothing old, the next what came after it`() async throws {
    try await WorkerFixture.with { fixture in
      let old = try await fixture.deliver()
      let worker = try fixture.worker()
      #expect(await worker.check().outcome == .completed(nextRetry: nil, words: "nothing new", problem: nil))
      let new = try await fixture.deliver(from: "Cleo <cleo@friends.example>", subject: "Supper")
      _ = await worker.check()
      #expect(try await fixture.entry(old.id) == nil)
      #expect(
        try await fixture.entry(new.id) == .drafted(reason: "It was written to you, and you have not answered it."))
      let draft = try #require(try await fixture.drafts.first)
      #expect(draft.messageID == new.id && draft.subject == "Re: Supper" && draft.writer == "holding-reply")
      #expect(draft.recipients.to == [EmailAddress(name: "Cleo", address: "cleo@friends.example")])
      #expect(draft.recipients.from.address == WorkerFixture.address)
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test func `with our clock a day ahead the watch begins by the mailbox's`() async throws {
    try await WorkerFixture.with { fixture in
      // What answers for Gmail here dates its answers by this machine's clock.
      fixture.time.advance(by: Date().timeIntervalSince(fixture.time.now) + 86_400)
      _ = try await fixture.worker().check()
      let position = try #require(
        try await fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease).intake.position())
      #expect(position.watchedSince < Date())
      #expect(position.watchedSince > Date().addingTimeInterval(-3_600))
    }
  }

  @Test func `a first check may begin earlier, and no earlier than asked`() async throws {
    try await WorkerFixture.with { fixture in
      let older = try await fixture.deliver(subject: "Older")
      let since = fixture.time.now.addingTimeInterval(30)
      let newer = try await fixture.deliver(subject: "Newer")
      _ = try await fixture.worker(since: since).check()
      #expect(try await fixture.drafts.map(\.messageID) == [newer.id])
      #expect(try await [nil, "before-start"].contains(fixture.code(older.id)))
    }
  }

  @Test func `in gmail mode the draft stands in the conversation, as a reply and marked as ours`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let asked = try await fixture.deliver()
      _ = await worker.check()
      let row = try #require(try await fixture.drafts.first)
      let placed = try await fixture.placed
      #expect(placed.count == 1)
      #expect(placed.first?.threadID == asked.thread.rawValue)
      #expect(placed.first?.draftID == row.place?.draftID.rawValue)
      #expect(placed.first?.header("X-Secretary-Draft") == row.id.rawValue)
      #expect(placed.first?.header("In-Reply-To")?.hasSuffix("@friends.example>") == true)
      #expect(placed.first?.header("Subject") == "Re: Lunch on Friday")
    }
  }

  @Test func `drafts are passed over without being fetched, lists and own mail without their conversation`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let own = try await fixture.deliver(from: WorkerFixture.address, to: "ben@friends.example", labels: ["SENT"])
      let draft = try await fixture.deliver(from: WorkerFixture.address, to: "ben@friends.example", labels: ["DRAFT"])
      let list = try await fixture.deliver(headers: ["List-Id: <friends.lists.example>"])
      await fixture.google.clearLog()
      _ = await worker.check()
      #expect(try await fixture.code(own.id) == "own-mail")
      #expect(try await fixture.entry(draft.id) == nil)
      #expect(try await fixture.code(list.id) == "mailing-list")
      let calls = await fixture.google.log.entries.compactMap(\.call)
      #expect(calls.count { $0 == "messages.get" } == 2)
      #expect(!calls.contains("threads.get"))
      await fixture.google.clearLog()
      _ = await worker.check()
      #expect(!(await fixture.google.log.entries.compactMap(\.call)).contains("messages.get"), "each once")
    }
  }

  @Test func `mail rescued from spam is answered, and what arrived as spam is recorded as such`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let message = try await fixture.deliver(labels: ["SPAM", "UNREAD"])
      _ = await worker.check()
      #expect(try await fixture.code(message.id) == "spam")
      try await fixture.google.rescue(message.id.rawValue, of: WorkerFixture.address)
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [message.id])
    }
  }

  @Test func `a message deleted before it could be read is set aside`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let message = try await fixture.deliver()
      await fixture.google.add(Fault(.notFound, path: "*/messages/\(message.id)"))
      _ = await worker.check()
      #expect(try await fixture.code(message.id) == "deleted")
    }
  }

  @Test func `a conversation the user answered gets no draft`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let asked = try await fixture.deliver(headers: ["X-Mark: 1"])
      let parent = try await fixture.google.messages(of: WorkerFixture.address).last?.header("Message-ID") ?? ""
      try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"], labels: ["SENT"])
      _ = await worker.check()
      #expect(try await fixture.code(asked.id) == "answered")
    }
  }

  @Test func `a conversation has one draft, which answers its newest message`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      try await fixture.deliver()
      _ = await worker.check()
      let parent = try await fixture.google.messages(of: WorkerFixture.address).last?.header("Message-ID") ?? ""
      let more = try await fixture.deliver(
        subject: "Re: Lunch on Friday", headers: ["In-Reply-To: \(parent)", "References: \(parent)"])
      _ = await worker.check()
      #expect(try await fixture.draft(answering: more.id).status == .proposed)
      #expect(try await fixture.drafts.map(\.retirement) == [nil, .superseded])
    }
  }

  @Test func `a draft that is superseded at a second attempt leaves Gmail in that check`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      _ = try await fixture.worker().check()
      let parent = try await fixture.google.messages(of: WorkerFixture.address).first { !$0.labels.contains("DRAFT") }
      let id = try #require(parent?.header("Message-ID"))
      let more = try await fixture.deliver(
        subject: "Re: Lunch on Friday", headers: ["In-Reply-To: \(id)", "References: \(id)"])
      _ = try await fixture.worker(writer: { _ in Interrupting(act: { throw CancellationError() }) }).check()
      #expect(try await fixture.drafts.map(\.retirement) == [nil])
      fixture.time.advance(by: 3_600)
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: more.id).status == .proposed)
      #expect(try await fixture.drafts.map(\.retirement) == [nil, .superseded])
      #expect(try await fixture.placed.filter(\.isDraft).count == 1)
    }
  }

  @Test func `history that Gmail no longer keeps is made up for without loss or repetition`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      let worker = try fixture.worker()
      let old = try await fixture.deliver(subject: "From before the start")
      fixture.time.advance(by: 3_600)
      _ = await worker.check()
      let first = try await fixture.deliver(subject: "One")
      _ = await worker.check()
      let second = try await fixture.deliver(subject: "Two")
      try await fixture.google.expireHistory()
      let third = try await fixture.deliver(subject: "Three")
      _ = await worker.check()
      _ = await worker.check()
      for id in [first.id, second.id, third.id] {
        let entry = try await fixture.entry(id)
        #expect(entry?.name == .drafted, "\(String(describing: entry))")
      }
      #expect(Set(try await fixture.drafts.map(\.messageID)) == [first.id, second.id, third.id])
      #expect(try await fixture.placed.count == 3)
      #expect(try await [nil, "before-start"].contains(fixture.code(old.id)))
    }
  }

  @Test func `mail a filter archived just before its history was lost is found before the search finds it`()
    async throws
  {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      let archived = try await fixture.deliver(subject: "Archived", labels: ["UNREAD"])
      try await fixture.google.expireHistory()
      _ = await worker.check()
      #expect(try await fixture.drafts.map(\.messageID) == [archived.id])
    }
  }

  @Test func `switched off while a draft is written, nothing is written, and nothing is lost`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      let store = fixture.store
      let worker = try fixture.worker(writer: { _ in
        Interrupting { try await store.settings.setEnabled(false, for: WorkerFixture.ada) }
      })
      guard case .failed(.ended(let end)) = await worker.check().outcome else { return #expect(Bool(false)) }
      #expect(end.status == .finished)
      #expect(try await fixture.drafts.isEmpty)
      try await store.settings.setEnabled(true, for: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.map(\.messageID) == [message.id])
    }
  }

  @Test func `outside business hours Gmail is not asked anything`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      try await fixture.deliver()
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.businessHoursOnly = true
      settings.businessHours = BusinessHours(spans: [:])
      try await fixture.store.settings.save(settings)
      await fixture.google.clearLog()
      #expect(try await fixture.worker().check().outcome == .closed(minutesUntilOpen: nil))
      #expect(await fixture.google.log.entries.isEmpty)
      settings.timeZone = "Atlantis/Poseidonis"
      try await fixture.store.settings.save(settings)
      guard case .failed(.ended(let end)) = try await fixture.worker().check().outcome else {
        return #expect(Bool(false))
      }
      #expect(end.status == .configuration && end.words.contains("time zone"))
    }
  }

  @Test func `a check somebody asked for is no longer asked for afterwards`() async throws {
    try await WorkerFixture.with { fixture in
      try await fixture.store.settings.requestCheck(of: WorkerFixture.ada)
      _ = try await fixture.worker().check()
      #expect(try await fixture.store.settings.wanted().first?.checkRequestedAt == nil)
    }
  }

  @Test func `the status says what was done and when the next check is`() async throws {
    try await WorkerFixture.with { fixture in
      let worker = try fixture.worker()
      _ = await worker.check()
      try await fixture.deliver()
      let next = await worker.check().next
      let line = try #require(try await fixture.store.status.workers().first)
      #expect(line.activity == .waiting)
      #expect(line.problem == nil && line.draftsWritten == 1 && line.checks == 2)
      #expect(abs(next.timeIntervalSince(fixture.time.now) - 300) < 1)
      #expect(line.lastQuotaUnits == 2 + 20 + 40 + 1)
    }
  }
}

/// A writer that lets something happen while it writes.
struct Interrupting: DraftWriter {
  let act: @Sendable () async throws -> Void

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    do { try await act() } catch { throw .model(.temporary("the test's own act failed")) }
    return DraftText(body: "Gladly.", writer: "interrupted")
  }
}

/// A writer that tells what it was asked.
struct Listening: DraftWriter {
  let heard: @Sendable (Prompt) -> Void

  func write(_ prompt: Prompt) async throws(DraftingError) -> DraftText {
    heard(prompt)
    return DraftText(body: "Yes, gladly.\n", writer: "listening")
  }
}
