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
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.worker().check()
      #expect(try await house.placed.isEmpty)
      #expect(try await house.now(draft).placement == .removed)
      await house.google.clearLog()
      _ = try await house.worker().check()
      #expect(await house.calls == ["history.list"])
    }
  }

  @Test func `what the user wrote in it stays`() async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.editInGmail(draft, text: "My own words.")
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.worker().check()
      #expect(try await house.placed.count == 1)
      let row = try await house.now(draft)
      #expect(row.placement == .kept && row.notice?.contains("still there") == true)
    }
  }

  @Test func `what stayed in Gmail and is wanted after all does not hang on its way, but is the user's to send there`()
    async throws
  {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.editInGmail(draft, text: "My own words.")
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.worker().check()
      try await house.store.decisions.restore(draft.id, of: Household.ada).get()
      #expect(try await house.now(draft).placement.name == .placed)
      try await house.approve(draft)
      _ = try await house.worker().check()
      let row = try await house.now(draft)
      #expect(
        row.status == .proposed && row.isEditedInMailbox && row.notice?.contains("You changed this draft") == true)
      #expect(try await house.sent.isEmpty)
      #expect(try await house.placed.count == 1)
    }
  }

  @Test(arguments: [true, false])
  func `sent mail is never deleted`(orphan: Bool) async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.google.sendFromWeb(
        draft: draft.place?.draftID.rawValue ?? "", of: Household.address, orphan: orphan)
      _ = try await house.worker().check()
      #expect(try await house.sent == [draft.id.rawValue])
      #expect(try await house.now(draft).placement == .kept)
    }
  }

  @Test(arguments: [Fault.Moment.before, .after])
  func `dismissed while its placing was in doubt, it is looked for and removed`(moment: Fault.Moment) async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      await house.google.add(Fault(.reset, moment, method: "POST", path: "*/drafts"))
      let draft = try await house.draft()
      #expect(draft.placement == .placing)
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      _ = try await house.worker().check()
      #expect(try await house.placed.isEmpty)
      #expect(try await house.now(draft).placement == .removed)
    }
  }

  @Test(arguments: [Fault.Kind.reset, .backendError, .unavailable, .concurrent], [Fault.Moment.before, .after])
  func `a deletion whose answer got lost is looked at again`(kind: Fault.Kind, moment: Fault.Moment) async throws {
    try await Household.with(mode: .gmail) { house in
      _ = try await house.worker().check()
      let draft = try await house.draft()
      try await house.store.decisions.dismiss(draft.id, of: Household.ada).get()
      await house.google.add(Fault(kind, moment, method: "DELETE"))
      for _ in 0..<3 {
        _ = try await house.worker().check()
        house.time.advance(by: 120)
      }
      #expect(try await house.placed.isEmpty)
      #expect(try await house.now(draft).placement == .removed)
    }
  }
}
