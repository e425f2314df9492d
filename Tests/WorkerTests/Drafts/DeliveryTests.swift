import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Testing

@testable import Worker

/// What a person approved is sent once, whatever happens on the way, or they are told that nobody knows.
@Suite struct DeliveryTests {
  private static let kinds: [Fault.Kind] = [
    .quota, .retryAfter(seconds: 120), .concurrent, .sendingLimit, .unauthorized, .backendError, .badGateway,
    .unavailable, .reset, .cutOff, .preconditionFailed, .notFound,
  ]
  private static let paths = ["*/drafts", "*/drafts/send", "*/drafts/*", "*/threads/*", "*/messages/*"]

  /// A refusal in so many words comes from a server that has not acted.
  private static func mayFollow(_ kind: Fault.Kind) -> Bool {
    ["backend-error", "bad-gateway", "unavailable", "reset", "cut-off"].contains(kind.name)
  }

  /// Checks until nothing waits, each time as a new process.
  private func calm(_ fixture: WorkerFixture, checks: Int = 12) async throws {
    for _ in 0..<checks {
      let (_, next) = try await fixture.worker().check()
      fixture.time.advance(by: max(1, next.timeIntervalSince(fixture.time.now)))
      let waiting = try await fixture.drafts.filter { [.approved, .sending].contains($0.status) }
      if waiting.isEmpty { return }
    }
  }

  @Test(arguments: [DraftMode.review, .gmail])
  func `an approved draft is sent in its conversation, and the row says as which message`(mode: DraftMode) async throws
  {
    try await WorkerFixture.with(mode: mode) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      guard case .completed(_, let words, nil) = try await fixture.worker().check().outcome else {
        return #expect(Bool(false))
      }
      #expect(words.hasPrefix("1 sent"))
      let sent = try #require(try await fixture.google.messages(of: WorkerFixture.address, label: "SENT").first)
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(sent.threadID == draft.threadID.rawValue && sent.header("To") == "Ben <ben@friends.example>")
      let row = try await fixture.now(draft)
      #expect(row.status == .sent && row.sentMessageID?.rawValue == sent.id && row.notice == nil)
      #expect(try await fixture.placed.isEmpty)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent.count == 1)
      #expect(try await fixture.drafts.count == 1)
    }
  }

  @Test(arguments: kinds.indices, paths)
  func `a fault on any call sends every draft once`(kind: Int, path: String) async throws {
    try await WorkerFixture.with(mode: kind.isMultiple(of: 2) ? .gmail : .review) { fixture in
      _ = try await fixture.worker().check()
      var drafts: [EmailDraft] = []
      for subject in ["One", "Two", "Three"] { drafts.append(try await fixture.draft(subject: subject)) }
      for draft in drafts { try await fixture.approve(draft) }
      for moment in [Fault.Moment.before, .after] where moment == .before || Self.mayFollow(Self.kinds[kind]) {
        await fixture.google.add(Fault(Self.kinds[kind], moment, path: path, times: 2, skip: 1))
      }
      try await calm(fixture)
      await fixture.google.clearFaults()
      fixture.time.advance(by: 4_000)
      // A draft that seemed to be gone is asked about again.
      for draft in drafts where try await fixture.now(draft).status == .proposed { try await fixture.approve(draft) }
      try await calm(fixture)
      #expect(try await fixture.sent.sorted() == drafts.map(\.id.rawValue).sorted())
      #expect(Set(try await fixture.drafts.map(\.status)) == [.sent])
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test(arguments: [Fault.Moment.before, .after])
  func `a send whose answer got lost is settled by looking, and repeated only when nothing was sent`(
    moment: Fault.Moment
  ) async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      await fixture.google.add(Fault(.reset, moment, method: "POST", path: "*/drafts/send"))
      let (_, next) = try await fixture.worker().check()
      #expect(try await fixture.now(draft).status == .sending)
      #expect(next.timeIntervalSince(fixture.time.now) <= 5)
      let lost = fixture.time.now
      _ = try await fixture.worker().check()
      #expect(fixture.time.now.timeIntervalSince(lost) >= 4.9)
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.now(draft).status == .sent)
      #expect(await fixture.sends == (moment == .after ? 1 : 2))
    }
  }

  @Test func `a worker that died between its note and the request is made up for after five seconds`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      #expect(try await rows.delivery.markSending(draft.id, version: 1, at: fixture.time.now))
      let other = try await fixture.draft(subject: "Supper")  // this check settles and sends the first
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.now(other).status == .proposed)
    }
  }

  @Test func `a send that comes through after it was given up for lost is one mail, and not the user's`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      #expect(try await rows.delivery.markSending(draft.id, version: 1, at: fixture.time.now))
      try await rows.delivery.markNotSent(draft.id, retryAt: nil, isInDoubt: true)
      _ = try await fixture.google.sendFromWeb(
        draft: try await fixture.now(draft).place?.draftID.rawValue ?? "", of: WorkerFixture.address, orphan: false)
      try await calm(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .sent && row.notice == nil)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `without draft and sent mail it is left to the person, and never sent again by itself`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      let rows = fixture.store.worker(of: WorkerFixture.ada, lease: fixture.lease)
      #expect(try await rows.delivery.markSending(draft.id, version: 1, at: fixture.time.now))
      try await fixture.deleteInGmail(draft)
      try await calm(fixture, checks: 3)
      let row = try await fixture.now(draft)
      #expect(row.status == .undecided && row.notice?.contains("may have been sent") == true)
      #expect(try await fixture.sent.isEmpty)
      try await fixture.store.decisions.settle(draft.id, of: WorkerFixture.ada, as: .proposed).get()
      try await fixture.approve(draft)
      try await calm(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `a text that was changed here replaces the one in Gmail before it is sent`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Friday at noon.", version: 1).get()
      try await fixture.approve(draft)
      try await calm(fixture)
      let sent = try #require(try await fixture.google.messages(of: WorkerFixture.address, label: "SENT").first)
      #expect(String(decoding: sent.raw, as: UTF8.self).contains("Friday at noon."))
      #expect(try await fixture.sent.count == 1)
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test func `a worker that died after changing the draft in Gmail finds its own text there`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Friday at noon.", version: 1).get()
      try await fixture.editInGmail(draft, text: "Friday at\r\nnoon.")
      try await fixture.approve(draft)
      try await calm(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `what the user wrote in Gmail is neither overwritten nor sent`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.edit(draft.id, of: WorkerFixture.ada, body: "Friday at noon.", version: 1).get()
      try await fixture.approve(draft)
      try await fixture.editInGmail(draft, text: "My own words.")
      try await calm(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.isEditedInMailbox)
      #expect(row.notice == "You changed this draft in Gmail. Send it there.")
      #expect(try await fixture.sent.isEmpty)
      let raw = try #require(try await fixture.placed.first?.raw)
      #expect(String(decoding: raw, as: UTF8.self).contains("My own words."))
    }
  }

  @Test func `a draft that was only opened in Gmail is still ours to send`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: nil)
      try await fixture.approve(draft)
      try await calm(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test(arguments: [true, false])
  func `a draft that the user sent first is not sent again`(orphan: Bool) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      let id = try await fixture.google.sendFromWeb(
        draft: try await fixture.now(draft).place?.draftID.rawValue ?? "", of: WorkerFixture.address, orphan: orphan)
      try await calm(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .sent && row.sentMessageID?.rawValue == id && row.notice == "You sent it from Gmail.")
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `deleted in Gmail after it was approved, it waits for the person, and may be approved again`() async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      try await fixture.deleteInGmail(draft)
      try await calm(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.notice?.contains("deleted in Gmail") == true)
      #expect(try await fixture.sent.isEmpty)
      try await fixture.approve(draft)
      try await calm(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `an approval that is taken back in time sends nothing`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      try await fixture.store.decisions.takeBack(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent.isEmpty)
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test func `off means that nothing is sent, and a lost lease that nothing is written`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      let approved = try await fixture.now(draft)
      guard case .failed(.ended) = try await fixture.worker(lease: LeaseToken("somebody else's")).check().outcome else {
        return #expect(Bool(false))
      }
      try await fixture.store.settings.setEnabled(false, for: WorkerFixture.ada)
      guard case .failed(.ended) = try await fixture.worker().check().outcome else { return #expect(Bool(false)) }
      #expect(try await fixture.sent.isEmpty)
      #expect(try await fixture.placed.isEmpty)
      #expect(try await fixture.now(draft) == approved)
      try await fixture.store.settings.setEnabled(true, for: WorkerFixture.ada)
      try await calm(fixture)
      #expect(try await fixture.sent.count == 1)
    }
  }

  @Test func `Gmail's sending limit holds back what is to be sent, and nothing else`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let drafts = [try await fixture.draft(subject: "One"), try await fixture.draft(subject: "Two")]
      for draft in drafts { try await fixture.approve(draft) }
      let asked = try await fixture.deliver(subject: "Three")
      await fixture.google.add(Fault(.sendingLimit, method: "POST", path: "*/drafts/send"))
      await fixture.google.clearLog()
      _ = try await fixture.worker().check()
      #expect(try await fixture.draft(answering: asked.id).status == .proposed)
      for draft in drafts {
        let row = try await fixture.now(draft)
        #expect(row.status == .approved && row.notice?.contains("lets you send nothing more") == true)
      }
      fixture.time.advance(by: 3_000)
      _ = try await fixture.worker().check()
      #expect(await fixture.sends == 1)
      fixture.time.advance(by: 700)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent.count == 2)
    }
  }

  @Test func `what Gmail will not send comes back with its reason`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      await fixture.google.add(
        Fault(
          .custom(
            status: 400, contentType: "application/json",
            body: "{\"error\":{\"code\":400,\"errors\":[{\"reason\":\"invalidArgument\"}]}}"),
          path: "*/drafts/send"))
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed)
      #expect(row.notice == "It was not sent. Gmail refuses the request (invalidArgument).")
    }
  }

  @Test func `an answer to a message that is gone comes back with its reason`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      try await fixture.google.change(draft.messageID.rawValue, of: WorkerFixture.address, .delete)
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.threadNews == .gone)
      #expect(try await fixture.sent.isEmpty)
    }
  }

  @Test func `a check that is cancelled while it sends leaves it to the next to look`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      await fixture.google.add(Fault(.late(seconds: 30), .after, method: "POST", path: "*/drafts/send"))
      let worker = try fixture.worker()
      let check = Task { await worker.check().outcome }  // cancelled below, as a signal would
      try await eventually { try await !fixture.sent.isEmpty }
      check.cancel()
      _ = await check.value
      #expect(try await fixture.now(draft).status == .sending)
      try await calm(fixture)
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.now(draft).status == .sent)
    }
  }

  @Test func `outside business hours what a person waits for is done, and Gmail is asked nothing else`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let (approved, dismissed) = (try await fixture.draft(subject: "One"), try await fixture.draft(subject: "Two"))
      let asked = try await fixture.deliver(subject: "Three")
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.businessHoursOnly = true
      settings.businessHours = BusinessHours(spans: [:])
      try await fixture.store.settings.save(settings)
      try await fixture.approve(approved)
      try await fixture.store.decisions.dismiss(dismissed.id, of: WorkerFixture.ada).get()
      await fixture.google.clearLog()
      #expect(
        try await fixture.worker().check().outcome
          == .closed(minutesUntilOpen: nil, words: "1 sent, 1 removed from Gmail"))
      #expect(
        Set(await fixture.calls) == [
          "drafts.get", "threads.get", "settings.sendAs.list", "drafts.send", "drafts.delete",
        ])
      #expect(try await fixture.entry(asked.id) == nil)
      await fixture.google.clearLog()
      #expect(try await fixture.worker().check().outcome == .closed(minutesUntilOpen: nil))
      #expect(await fixture.calls.isEmpty)
    }
  }
}
