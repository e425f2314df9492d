import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// What the user does in Gmail to a draft of ours shows here, and costs a look only when something happened.
@Suite struct WatchTests {
  @Test(arguments: [true, false])
  func `a draft sent from Gmail's page is sent`(orphan: Bool) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      let id = try await fixture.google.sendFromWeb(
        draft: draft.place?.draftID.rawValue ?? "", of: WorkerFixture.address, orphan: orphan)
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.status == .sent && row.sentMessageID?.rawValue == id && row.notice == "You sent it from Gmail.")
    }
  }

  @Test func `a draft deleted in Gmail is dismissed`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.deleteInGmail(draft)
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.status == .dismissed && row.placement == .removed && row.notice == "You deleted the draft in Gmail.")
    }
  }

  @Test func `a draft changed in Gmail is the user's from then on`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: "My own words.")
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.isEditedInMailbox && row.status == .proposed)
      await #expect(throws: DecisionRefusal.editedInMailbox) { try await fixture.approve(draft) }
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.count == 1)
      #expect(try await fixture.now(draft).placement == .kept)
    }
  }

  @Test func `a draft that was only saved again is still ours, and looked at once`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: nil)
      await fixture.google.clearLog()
      _ = try await fixture.worker().check()
      _ = try await fixture.worker().check()
      #expect(try await !fixture.now(draft).isEditedInMailbox)
      #expect(await fixture.calls.count { $0 == "drafts.get" } == 1)
    }
  }

  @Test func `our own writing and mail in other conversations are no reason to look`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.deliver(
        from: "News <news@list.example>", subject: "News", headers: ["List-Id: <l.list.example>"])
      await fixture.google.clearLog()
      _ = try await fixture.worker().check()
      #expect(await !fixture.calls.contains("drafts.get"))
      #expect(await !fixture.calls.contains("threads.get"))
      #expect(try await fixture.now(draft).status == .proposed)
    }
  }

  @Test func `when Gmail has forgotten the history, every draft is looked at`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let (kept, deleted) = (try await fixture.draft(subject: "One"), try await fixture.draft(subject: "Two"))
      try await fixture.deleteInGmail(deleted)
      try await fixture.google.expireHistory()
      _ = try await fixture.worker().check()
      #expect(try await fixture.now(kept).status == .proposed)
      #expect(try await fixture.now(deleted).status == .dismissed)
    }
  }

  @Test func `an answer written from scratch in place of our draft counts as the answer`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.deleteInGmail(draft)
      let parent = try await fixture.google.messages(of: WorkerFixture.address).first?.header("Message-ID") ?? ""
      try await fixture.deliver(
        from: "Ada <\(WorkerFixture.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"], labels: ["SENT"])
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(row.status == .sent && row.notice == "You answered from Gmail.")
    }
  }

  @Test(arguments: [Fault.Kind.backendError, .unavailable, .notFound])
  func `a look that fails is made up for`(kind: Fault.Kind) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: "My own words.")
      await fixture.google.add(Fault(kind, path: "*/threads/*", times: 2))
      await fixture.google.add(Fault(kind, method: "GET", path: "*/messages/*", times: 2))
      for _ in 0..<3 {
        _ = try await fixture.worker().check()
        fixture.time.advance(by: 60)
      }
      #expect(try await fixture.now(draft).isEditedInMailbox)
      #expect(try await fixture.placed.count == 1)
    }
  }
}
