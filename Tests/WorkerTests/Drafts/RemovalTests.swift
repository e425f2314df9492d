import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// A dismissed draft leaves Gmail when it is ours and untouched; sent mail and the user's words never do.
@Suite struct RemovalTests {
  @Test func `a dismissed draft is taken out of Gmail`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.isEmpty)
      #expect(try await fixture.now(draft).placement == .removed)
      await fixture.google.clearLog()
      _ = try await fixture.worker().check()
      // Each check here is a process of its own, which looks for the label that asks for drafts once.
      #expect(await fixture.calls == ["labels.list", "history.list"])
    }
  }

  @Test func `what the user wrote in it stays`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: "My own words.")
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.count == 1)
      let row = try await fixture.now(draft)
      #expect(row.placement == .kept && row.notice?.contains("still there") == true)
    }
  }

  @Test func `what stayed in Gmail and is wanted after all does not hang on its way, but is the user's to send there`()
    async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.editInGmail(draft, text: "My own words.")
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      try await fixture.store.decisions.restore(draft.id, of: WorkerFixture.ada).get()
      #expect(try await fixture.now(draft).placement.name == .placed)
      try await fixture.approve(draft)
      _ = try await fixture.worker().check()
      let row = try await fixture.now(draft)
      #expect(
        row.status == .proposed && row.isEditedInMailbox && row.notice?.contains("You changed this draft") == true)
      #expect(try await fixture.sent.isEmpty)
      #expect(try await fixture.placed.count == 1)
    }
  }

  @Test(arguments: [true, false])
  func `sent mail is never deleted`(orphan: Bool) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.google.sendFromWeb(
        draft: draft.place?.draftID.rawValue ?? "", of: WorkerFixture.address, orphan: orphan)
      _ = try await fixture.worker().check()
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.now(draft).placement == .kept)
    }
  }

  @Test(arguments: [Fault.Moment.before, .after])
  func `dismissed while its placing was in doubt, it is looked for and removed`(moment: Fault.Moment) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      await fixture.google.add(Fault(.reset, moment, method: "POST", path: "*/drafts"))
      let draft = try await fixture.draft()
      #expect(draft.placement == .placing)
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      _ = try await fixture.worker().check()
      #expect(try await fixture.placed.isEmpty)
      #expect(try await fixture.now(draft).placement == .removed)
    }
  }

  @Test(arguments: [Fault.Kind.reset, .backendError, .unavailable, .concurrent], [Fault.Moment.before, .after])
  func `a deletion whose answer got lost is looked at again`(kind: Fault.Kind, moment: Fault.Moment) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      _ = try await fixture.worker().check()
      let draft = try await fixture.draft()
      try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada).get()
      await fixture.google.add(Fault(kind, moment, method: "DELETE"))
      for _ in 0..<3 {
        _ = try await fixture.worker().check()
        fixture.time.advance(by: 120)
      }
      #expect(try await fixture.placed.isEmpty)
      #expect(try await fixture.now(draft).placement == .removed)
    }
  }
}
