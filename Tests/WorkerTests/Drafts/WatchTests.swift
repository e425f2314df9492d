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
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      let id = try await house.google.sendFromWeb(
        draft: draft.place?.draftID.rawValue ?? "", of: Household.address, orphan: orphan)
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(row.status == .sent && row.sentMessageID?.rawValue == id && row.notice == "You sent it from Gmail.")
    }
  }

  @Test func `a draft deleted in Gmail is dismissed`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.deleteInGmail(draft)
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(row.status == .dismissed && row.placement == .removed && row.notice == "You deleted the draft in Gmail.")
    }
  }

  @Test func `a draft changed in Gmail is the user's from then on`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.editInGmail(draft, text: "My own words.")
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(row.isEditedInMailbox && row.status == .proposed)
      await #expect(throws: DecisionRefusal.editedInMailbox) { try await house.approve(draft) }
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.worker().check()
      #expect(try await house.placed.count == 1)
      #expect(try await house.now(draft).placement == .kept)
    }
  }

  @Test func `a draft that was only saved again is still ours, and looked at once`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.editInGmail(draft, text: nil)
      await house.google.clearLog()
      _ = try await house.worker().check()
      _ = try await house.worker().check()
      #expect(try await !house.now(draft).isEditedInMailbox)
      #expect(await house.calls.count { $0 == "drafts.get" } == 1)
    }
  }

  @Test func `our own writing and mail in other conversations are no reason to look`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.deliver(from: "News <news@list.example>", subject: "News", headers: ["List-Id: <l.list.example>"])
      await house.google.clearLog()
      _ = try await house.worker().check()
      #expect(await !house.calls.contains("drafts.get"))
      #expect(await !house.calls.contains("threads.get"))
      #expect(try await house.now(draft).status == .proposed)
    }
  }

  @Test func `when Gmail has forgotten the history, every draft is looked at`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let (kept, deleted) = (try await house.draft(subject: "One"), try await house.draft(subject: "Two"))
      try await house.deleteInGmail(deleted)
      try await house.google.expireHistory()
      _ = try await house.worker().check()
      #expect(try await house.now(kept).status == .proposed)
      #expect(try await house.now(deleted).status == .dismissed)
    }
  }

  @Test func `an answer written from scratch in place of our draft counts as the answer`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.deleteInGmail(draft)
      let parent = try await house.google.messages(of: Household.address).first?.header("Message-ID") ?? ""
      try await house.deliver(
        from: "Ada <\(Household.address)>", to: "ben@friends.example", subject: "Re: Lunch on Friday",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"], labels: ["SENT"])
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(row.status == .sent && row.notice == "You answered from Gmail.")
    }
  }

  @Test(arguments: [Fault.Kind.backendError, .unavailable, .notFound])
  func `a look that fails is made up for`(kind: Fault.Kind) async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.editInGmail(draft, text: "My own words.")
      await house.google.add(Fault(kind, path: "*/threads/*", times: 2))
      await house.google.add(Fault(kind, method: "GET", path: "*/messages/*", times: 2))
      for _ in 0..<3 {
        _ = try await house.worker().check()
        house.time.advance(by: 60)
      }
      #expect(try await house.now(draft).isEditedInMailbox)
      #expect(try await house.placed.count == 1)
    }
  }
}
