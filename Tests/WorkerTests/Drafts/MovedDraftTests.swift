import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Testing

@testable import Worker

/// Gmail's page takes a draft out of its conversation when the user changes its subject. Its row follows it there.
@Suite struct MovedDraftTests {
  private func check(_ fixture: WorkerFixture) async throws { _ = try await fixture.worker().check() }

  /// What a user does at last with a draft.
  enum Ending: CaseIterable {
    /// The page leaves the draft behind, holding the sent mail.
    case sentLeavingDraft
    case sent
    case discarded
  }

  private func end(_ draft: EmailDraft, _ fixture: WorkerFixture, _ ending: Ending) async throws {
    let id = try await fixture.now(draft).place?.draftID.rawValue ?? ""
    switch ending {
    case .sentLeavingDraft: _ = try await fixture.google.sendFromWeb(draft: id, of: WorkerFixture.address, orphan: true)
    case .sent: _ = try await fixture.google.sendFromWeb(draft: id, of: WorkerFixture.address, orphan: false)
    case .discarded: try await fixture.google.discardFromWeb(draft: id, of: WorkerFixture.address)
    }
  }

  @Test(arguments: [0, 1, 3], Ending.allCases)
  func `a draft with another subject is finished in Gmail, however often it was seen there`(
    looks: Int, ending: Ending
  ) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      let more = try await fixture.deliver()  // another conversation
      try await fixture.changeSubjectInGmail(draft, to: "Dinner instead")
      let moved = try #require(try await fixture.placed.first { $0.header("Subject") == "Dinner instead" })
      #expect(moved.threadID != draft.threadID.rawValue)
      for look in 0..<looks {
        try await check(fixture)
        let row = try await fixture.now(draft)
        #expect(row.isEditedInMailbox && row.status == .proposed && row.place?.draftID.rawValue == moved.draftID)
        // Once in the conversation it is in now, then on into a third.
        if look == 0 { try await fixture.editInGmail(draft, text: "My own words.") }
        if look == 1 { try await fixture.changeSubjectInGmail(draft, to: "Supper") }
      }
      try await end(draft, fixture, ending)
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == (ending == .discarded ? .dismissed : .sent))
      if ending != .discarded { #expect(row.notice == "You sent it from Gmail.") }
      for _ in 0..<3 { try await check(fixture) }
      #expect(await fixture.sends == 0)
      #expect(try await fixture.sent == (ending == .discarded ? [] : [draft.id.rawValue]))
      #expect(try await fixture.draft(answering: more.id).status == .proposed)
    }
  }

  @Test func `one that is approved here meanwhile is not sent, and waits to be sent there`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.changeSubjectInGmail(draft, to: "Dinner instead")
      try await fixture.approve(draft)
      for _ in 0..<3 { try await check(fixture) }
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.notice == "You changed this draft in Gmail. Send it there.")
      #expect(await fixture.sends == 0)
      #expect(try await fixture.placed.count == 1)
      await #expect(throws: DecisionRefusal.editedInMailbox) { try await fixture.approve(draft) }
      try await end(draft, fixture, .sent)
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .sent)
      #expect(await fixture.sends == 0)
    }
  }

  /// Hours may pass until the next look, and the row may change meanwhile.
  @Test(arguments: [false, true]) func `one whose placing got lost is found where it went, and not placed again`(
    isDecidedOnMeanwhile: Bool
  ) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      await fixture.google.add(Fault(.reset, .after, method: "POST", path: "*/drafts"))
      let draft = try await fixture.draft()
      #expect(draft.placement == .placing)
      let placed = try #require(try await fixture.placed.first)
      try await fixture.changeSubjectInGmail(placed, to: "Dinner instead")
      fixture.time.advance(by: 60)
      if isDecidedOnMeanwhile {
        fixture.time.advance(by: 3_600)
        _ = try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada)
        _ = try await fixture.store.decisions.restore(draft.id, of: WorkerFixture.ada)
        fixture.time.advance(by: 30)
      }
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(row.placement.name == .placed && row.isEditedInMailbox && row.place?.draftID.rawValue == placed.draftID)
      #expect(try await fixture.placed.count == 1)
    }
  }

  @Test func `one that Gmail denies for a moment is the user's all the same`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.changeSubjectInGmail(draft, to: "Dinner instead")
      await fixture.google.add(Fault(.notFound, method: "GET", path: "*/drafts/*"))
      try await check(fixture)
      let row = try await fixture.now(draft)
      #expect(row.status == .proposed && row.isEditedInMailbox)
      #expect(try await fixture.placed.count == 1)
    }
  }

  /// Gmail said that it was gone when it was to be deleted, and was wrong.
  @Test(arguments: DraftMode.allCases) func `one that was taken for deleted is found when it is wanted again`(
    modeThen: DraftMode
  ) async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      _ = try await fixture.store.decisions.dismiss(draft.id, of: WorkerFixture.ada)
      await fixture.google.add(Fault(.notFound, method: "GET", path: "*/drafts/*", skip: 1))
      try await check(fixture)
      #expect(try await fixture.now(draft).placement == .removed)
      let left = try #require(try await fixture.placed.first)
      var settings = try #require(try await fixture.store.settings.settings(of: WorkerFixture.ada))
      settings.draftMode = modeThen
      try await fixture.store.settings.save(settings)
      _ = try await fixture.store.decisions.restore(draft.id, of: WorkerFixture.ada)
      try await check(fixture)
      if modeThen == .gmail { #expect(try await fixture.now(draft).place?.draftID.rawValue == left.draftID) }
      #expect(try await fixture.placed.map(\.id) == [left.id])
      try await fixture.approve(try await fixture.now(draft))
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .sent)
      #expect(try await fixture.sent == [draft.id.rawValue])
      #expect(try await fixture.placed.isEmpty)
    }
  }

  @Test func `a send in doubt is settled by the mail that the user sent under another subject`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.approve(draft)
      await fixture.google.add(Fault(.reset, .before, method: "POST", path: "*/drafts/send", times: 2))
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .sending)
      let asked = await fixture.sends
      try await fixture.changeSubjectInGmail(draft, to: "Dinner instead")
      try await end(draft, fixture, .sent)
      for _ in 0..<3 {
        fixture.time.advance(by: 60)
        try await check(fixture)
      }
      #expect(try await fixture.now(draft).status == .sent)
      #expect(await fixture.sends == asked)
      #expect(try await fixture.sent == [draft.id.rawValue])
    }
  }

  @Test func `what waited behind it is due when it is thrown away in its new place`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      try await check(fixture)
      let draft = try await fixture.draft()
      try await fixture.changeSubjectInGmail(draft, to: "Dinner instead")
      let parent = try await fixture.google.messages(of: WorkerFixture.address).first?.header("Message-ID") ?? ""
      let more = try await fixture.deliver(
        subject: "Re: Lunch on Friday", text: "Or rather on Saturday?",
        headers: ["In-Reply-To: \(parent)", "References: \(parent)"])
      #expect(more.thread == draft.threadID)
      try await check(fixture)
      #expect(try await fixture.code(more.id) == "draft-waiting")
      try await end(draft, fixture, .discarded)
      try await check(fixture)
      #expect(try await fixture.now(draft).status == .dismissed)
      #expect(try await fixture.draft(answering: more.id).status == .proposed)
    }
  }
}
