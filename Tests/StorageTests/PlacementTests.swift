import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// How a draft comes into the mailbox: marked before, known after, and never twice.
@Suite struct PlacementTests {
  @Test(arguments: Engine.available) func `placing leaves a mark before Gmail is called and ends it after`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      var draft = TestStore.draft(ann)
      _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
      draft.placement = .wanted
      #expect(try await worker.placement.due(at: .nine) == [DraftRecord(draft: draft)])
      #expect(try await worker.placement.markPlacing(draft.id))
      draft.placement = .placing
      #expect(try await worker.placement.due(at: .nine) == [DraftRecord(draft: draft)])
      #expect(try await worker.placement.markPlacing(draft.id))
      try await worker.placement.markPlaced(draft.id, at: MailboxPlacement(MailboxDraftID("r-1"), version: 1))
      #expect(try await worker.placement.due(at: .nine).isEmpty)
      #expect(try await !worker.placement.markPlacing(draft.id))
      draft.placement = .placed(MailboxPlacement(MailboxDraftID("r-1"), version: 1))
      #expect(try await test.store.drafts.draft(draft.id, of: ann) == draft)
      #expect(try await test.store.drafts.draft(answering: draft.messageID, of: ann) == draft)
    }
  }

  @Test(arguments: Engine.available)
  func `nothing is placed for a user who reviews here, or switched off, or dismissed it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let reviewer = try await test.activeUser("reviewer", draftMode: .review)
      let reviewing = try await test.worker(of: reviewer)
      _ = try await reviewing.drafts.propose(DraftProposal(TestStore.draft(reviewer, id: "d1"), placing: true))
      #expect(try await reviewing.placement.due(at: .nine).isEmpty)

      let ann = try await test.activeUser("ann")
      let worker = try await test.worker(of: ann)
      let draft = TestStore.draft(ann, id: "d2")
      _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
      try await test.store.settings.setEnabled(false, for: ann)
      #expect(try await !worker.placement.markPlacing(draft.id))
      try await test.store.settings.setEnabled(true, for: ann)
      try await test.store.decisions.dismiss(draft.id, of: ann).get()
      #expect(try await !worker.placement.markPlacing(draft.id))
      #expect(try await worker.placement.due(at: .nine).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `a draft whose thread is gone is given up once and stays for review`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      var draft = TestStore.draft(ann)
      _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
      #expect(try await worker.placement.markPlacing(draft.id))
      try await worker.placement.abandon(draft.id, because: "The conversation is gone.")
      draft.placement = .abandoned(problem: "The conversation is gone.")
      #expect(try await worker.placement.due(at: .nine).isEmpty)
      #expect(try await test.store.drafts.page(of: ann, statuses: [.proposed], limit: 100).items == [draft])
      await #expect(throws: StorageError.unknownDraft) {
        try await worker.placement.markPlaced(DraftID("no"), at: MailboxPlacement(MailboxDraftID("r"), version: 1))
      }
    }
  }

  @Test(arguments: Engine.available) func `a row that says placed but not where is told as damaged`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      for (placement, problem) in [
        ("placed", "it is said to be in Gmail, but not as which draft there"),
        ("abandoned", "it could not be put into Gmail, but nothing says why"),
      ] {
        _ = try await test.sql("UPDATE email_drafts SET placement = $1", [SQLValue(placement)])
        await #expect(throws: StorageError.damagedDraft(draft.id, problem: problem)) {
          try await test.store.drafts.draft(draft.id, of: ann)
        }
      }
      _ = try await test.sql("UPDATE email_drafts SET gmail_draft_id = 'r-1', placement = 'placed'")
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.place == MailboxPlacement(MailboxDraftID("r-1")))
    }
  }

  @Test(arguments: Engine.available) func `a draft that was sent before its place was known is placed nowhere`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for (id, isPlaced) in [("d1", true), ("d2", false)] {
        let draft = try await test.proposed(id, of: ann, placing: true)
        let worker = try await test.worker(of: ann)
        #expect(try await worker.placement.markPlacing(draft.id))
        let place = MailboxPlacement(MailboxDraftID("r-1"), version: 1)
        if isPlaced { try await worker.placement.markPlaced(draft.id, at: place) }
        try await worker.delivery.markSentByUser(draft.id, as: MessageID("s"), notice: nil)
        let expected = isPlaced ? PlacementState.placed(place) : .none
        #expect(try await test.store.drafts.draft(draft.id, of: ann)?.placement == expected)
      }
    }
  }

  @Test(arguments: Engine.available) func `a draft sent from Gmail counts as sent, unless somebody decided otherwise`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      for (id, isDismissed, expected) in [("d1", false, DraftStatus.sent), ("d2", true, .dismissed)] {
        let draft = TestStore.draft(ann, answering: MessageID("m-\(id)"), id: id)
        _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
        #expect(try await worker.placement.markPlacing(draft.id))
        if isDismissed { try await test.store.decisions.dismiss(draft.id, of: ann).get() }
        let strange = test.store.worker(of: ann, lease: LeaseToken("another"))
        await #expect(throws: StorageError.leaseLost) {
          try await strange.delivery.markSentByUser(draft.id, as: MessageID("m-sent"), notice: nil)
        }
        try await worker.delivery.markSentByUser(draft.id, as: MessageID("m-sent"), notice: nil)
        #expect(try await test.store.drafts.draft(draft.id, of: ann)?.status == expected)
        #expect(try await worker.placement.due(at: .nine).isEmpty)
      }
    }
  }

  @Test(arguments: Engine.available) func `somebody else's draft does not exist`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let draft = TestStore.draft(ann)
      _ = try await test.worker(of: ann).drafts.propose(DraftProposal(draft, placing: true))
      #expect(try await test.store.drafts.draft(draft.id, of: bob) == nil)
      await #expect(throws: StorageError.unknownDraft) {
        try await test.store.decisions.approve(draft.id, of: bob, version: 1).get()
      }
      let worker = try await test.worker(of: bob)
      #expect(try await !worker.placement.markPlacing(draft.id))
      await #expect(throws: StorageError.unknownDraft) {
        try await worker.placement.markPlaced(draft.id, at: MailboxPlacement(MailboxDraftID("r"), version: 1))
      }
      #expect(try await test.store.drafts.counts() == [.proposed: 1])
      #expect(try await test.store.drafts.counts(of: bob).isEmpty)
    }
  }
}
