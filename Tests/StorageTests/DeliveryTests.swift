import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// What a worker may write of a draft on its way out, and when it may not.
@Suite struct DeliveryTests {
  private static let gmail = MailboxDraftID("r-1")

  /// An approved draft that is in Gmail.
  private func approved(
    _ test: TestStore, _ user: UserID, _ worker: any WorkerStore, id: String = "d1"
  ) async throws -> DraftID {
    let draft = TestStore.draft(user, answering: MessageID("m-\(id)"), id: id)
    _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
    #expect(try await worker.placement.markPlacing(draft.id))
    try await worker.placement.markPlaced(
      draft.id, at: MailboxPlacement(Self.gmail, holding: MessageID("w-\(id)"), version: 1))
    try await test.store.decisions.approve(draft.id, of: user, version: 1).get()
    return draft.id
  }

  @Test(arguments: Engine.available) func `one draft is being sent at a time, and its beginning is written down`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let (one, two) = (try await approved(test, ann, worker), try await approved(test, ann, worker, id: "d2"))
      #expect(try await worker.delivery.due(at: .nine) == [one, two])
      #expect(try await worker.delivery.markSending(one, version: 1, at: .nine(plus: 1)))
      #expect(try await !worker.delivery.markSending(two, version: 1, at: .nine))
      #expect(try await worker.delivery.sending().map(\.sendingSince) == [.nine(plus: 1)])
      await #expect(throws: DecisionRefusal.notPossible) {
        try await test.store.decisions.takeBack(one, of: ann).get()
      }
      try await worker.delivery.markSent(one, as: MessageID("s1"))
      let row = try #require(try await test.store.drafts.draft(one, of: ann))
      #expect(row.status == .sent && row.sentMessageID == MessageID("s1"))
      #expect(try await worker.delivery.markSending(two, version: 1, at: .nine))
    }
  }

  @Test(arguments: Engine.available) func `what is not exactly what was approved is not sent`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let id = try await approved(test, ann, worker)
      func maySend(version: Int) async throws -> Bool {
        try await worker.delivery.markSending(id, version: version, at: .nine)
      }
      #expect(try await !maySend(version: 2))
      try await test.store.decisions.takeBack(id, of: ann).get()
      #expect(try await !maySend(version: 1))
      try await test.store.decisions.edit(id, of: ann, body: "Another text.", version: 1).get()
      try await test.store.decisions.approve(id, of: ann, version: 2).get()
      try await test.store.settings.setEnabled(false, for: ann)
      #expect(try await !maySend(version: 2))
      try await test.store.settings.setEnabled(true, for: ann)
      let strange = test.store.worker(of: ann, lease: LeaseToken("another"))
      await #expect(throws: StorageError.leaseLost) {
        try await strange.delivery.markSending(id, version: 2, at: .nine)
      }
      #expect(try await maySend(version: 2))
    }
  }

  @Test(arguments: Engine.available) func `a draft that the worker died of twice lets the others go first`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let id = try await approved(test, ann, worker)
      try await worker.drafts.beginAttempt(id, retryAt: .nine(plus: 300))
      #expect(try await worker.delivery.due(at: .nine) == [id])
      try await worker.drafts.beginAttempt(id, retryAt: .nine(plus: 300))
      #expect(try await worker.delivery.due(at: .nine(plus: 299)).isEmpty)
      #expect(try await worker.drafts.nextTaskDue(placements: false) == .nine(plus: 300))
      #expect(try await worker.delivery.due(at: .nine(plus: 300)) == [id])
      #expect(try await worker.delivery.markSending(id, version: 1, at: .nine))
      try await worker.delivery.markNotSent(id, retryAt: nil)
      #expect(try await worker.delivery.due(at: .nine) == [id])
    }
  }

  @Test(arguments: Engine.available) func `what came to nothing goes back to where the person can act`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let id = try await approved(test, ann, worker)
      func row() async throws -> EmailDraft { try #require(try await test.store.drafts.draft(id, of: ann)) }
      #expect(try await worker.delivery.markSending(id, version: 1, at: .nine))
      try await worker.delivery.handBack(id, notice: "Gmail refuses it.")
      #expect(try await row().status == .proposed)
      #expect(try await row().notice == "Gmail refuses it.")
      try await test.store.decisions.approve(id, of: ann, version: 1).get()
      #expect(try await row().notice == nil)
      #expect(try await worker.delivery.markSending(id, version: 1, at: .nine))
      try await worker.delivery.markUndecided(id, notice: "Look.")
      #expect(try await row().status == .undecided)
      #expect(try await worker.delivery.due(at: .distantFuture).isEmpty)
      #expect(try await worker.delivery.sending().isEmpty)
      // What is decided is not taken back by a worker that comes late.
      try await test.store.decisions.settle(id, of: ann, as: .dismissed).get()
      try await worker.delivery.markSent(id, as: MessageID("s"))
      #expect(try await row().status == .dismissed)
    }
  }

  @Test(arguments: Engine.available) func `a trace in Gmail's history marks the drafts that it may concern`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let id = try await approved(test, ann, worker)
      func looks(_ traces: DraftTraces, cursor: String) async throws -> [DraftID] {
        try await worker.intake.record(
          IntakeRecord([], movingCursorTo: MailboxCursor(cursor), at: .nine, traces: traces))
        let found = try await worker.watch.due(at: .nine).map(\.draft)
        for draft in found {
          try await worker.watch.note(.asShown, of: draft.id, newest: nil, showing: nil)
        }
        return found.map(\.id)
      }
      func trace(_ message: String, isArrival: Bool, thread: String = "t-m-d1") -> DraftTraces {
        .known([.init(threadID: ThreadID(thread), messageID: MessageID(message), isArrival: isArrival)])
      }
      #expect(try await looks(trace("w-d1", isArrival: true), cursor: "1").isEmpty)
      #expect(try await looks(trace("other", isArrival: false), cursor: "2") == [id])
      #expect(try await looks(trace("other", isArrival: true, thread: "t2"), cursor: "3").isEmpty)
      #expect(try await looks(trace("w-d1", isArrival: false), cursor: "4") == [id])
      #expect(try await looks(trace("other", isArrival: true), cursor: "5") == [id])
      #expect(try await looks(.lost, cursor: "6") == [id])
      let draft = try #require(try await test.store.drafts.draft(id, of: ann))
      try await worker.watch.note(.edited(MessageID("m9"), notice: "Yours."), on: draft.id, version: draft.version)
      #expect(try await test.store.drafts.draft(id, of: ann)?.isEditedInMailbox == true)
      // What the user sends or deletes there is noticed as well.
      #expect(try await looks(.lost, cursor: "7") == [id])
      try await test.store.decisions.dismiss(id, of: ann).get()
      #expect(try await looks(.lost, cursor: "8").isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `a text that was read before it was changed is not taken for the new one`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      let id = try await approved(test, ann, worker)
      try await test.store.decisions.takeBack(id, of: ann).get()
      let read = try #require(try await test.store.drafts.draft(id, of: ann))
      try await test.store.decisions.edit(id, of: ann, body: "Another text.", version: 1).get()
      try await worker.watch.note(.unchanged(MessageID("w2"), isCurrent: true), on: read.id, version: read.version)
      try await test.store.decisions.approve(id, of: ann, version: 2).get()
      let record = try #require(try await worker.delivery.approved(id))
      #expect(record.draft.place == MailboxPlacement(Self.gmail, holding: MessageID("w2"), version: 1))
    }
  }

  @Test(arguments: Engine.available) func `what a person waits for is known without asking Gmail`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      #expect(try await !worker.drafts.hasDueTasks(at: .nine))
      #expect(try await !worker.drafts.hasTasks())
      let draft = TestStore.draft(ann)
      _ = try await worker.drafts.propose(DraftProposal(draft, placing: true))
      #expect(try await worker.drafts.hasTasks())
      #expect(try await !worker.drafts.hasDueTasks(at: .nine))
      #expect(try await worker.drafts.nextTaskDue(placements: false) == nil)
      #expect(try await worker.drafts.nextTaskDue(placements: true) == .nine)
      try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "Shorter.", version: 1).get()
      #expect(try await worker.drafts.hasDueTasks(at: .nine))
      let text = DraftText(body: "Yes.\n", writer: "model")
      #expect(try await !worker.rewriting.rewrite(draft.id, as: text, version: 2))
      #expect(try await worker.rewriting.rewrite(draft.id, as: text, version: 1))
      #expect(try await !worker.drafts.hasDueTasks(at: .nine))
      #expect(try await worker.placement.markPlacing(draft.id))
      try await test.store.decisions.dismiss(draft.id, of: ann).get()
      #expect(try await worker.drafts.hasDueTasks(at: .nine))
      try await worker.placement.markRemoved(draft.id)
      #expect(try await !worker.drafts.hasDueTasks(at: .nine))
    }
  }
}
