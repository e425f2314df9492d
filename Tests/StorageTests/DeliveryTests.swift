import Database
import FoundationEssentials
import Secretary
import Testing

@testable import Storage

/// What a worker may write of a draft on its way out, and when it may not.
@Suite struct DeliveryTests {
  private static let gmail = GmailDraftID("r-1")

  /// An approved draft that is in Gmail.
  private func approved(
    _ test: TestStore, _ user: UserID, _ mailbox: MailboxStore, id: String = "d1"
  ) async throws -> DraftID {
    let draft = TestStore.draft(user, answering: MessageID("m-\(id)"), id: id)
    _ = try await mailbox.propose(draft, placing: true)
    #expect(try await mailbox.markPlacing(draft.id))
    try await mailbox.markPlaced(draft.id, gmailDraftID: Self.gmail, messageID: MessageID("w-\(id)"), version: 1)
    try await test.store.decisions.approve(draft.id, of: user, version: 1).get()
    return draft.id
  }

  @Test(arguments: Engine.available) func `one draft is being sent at a time, and its beginning is written down`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      let (one, two) = (try await approved(test, ann, mailbox), try await approved(test, ann, mailbox, id: "d2"))
      #expect(try await mailbox.deliveriesDue(at: .nine) == [one, two])
      #expect(try await mailbox.markSending(one, version: 1, at: .nine(plus: 1)))
      #expect(try await !mailbox.markSending(two, version: 1, at: .nine))
      #expect(try await mailbox.draftsSending().map(\.sendingSince) == [.nine(plus: 1)])
      await #expect(throws: DecisionRefusal.notPossible) {
        try await test.store.decisions.takeBack(one, of: ann).get()
      }
      try await mailbox.markSent(one, as: MessageID("s1"))
      let row = try #require(try await test.store.drafts.draft(one, of: ann))
      #expect(row.status == .sent && row.sentMessageID == MessageID("s1"))
      #expect(try await mailbox.markSending(two, version: 1, at: .nine))
    }
  }

  @Test(arguments: Engine.available) func `what is not exactly what was approved is not sent`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      let id = try await approved(test, ann, mailbox)
      func maySend(version: Int) async throws -> Bool { try await mailbox.markSending(id, version: version, at: .nine) }
      #expect(try await !maySend(version: 2))
      try await test.store.decisions.takeBack(id, of: ann).get()
      #expect(try await !maySend(version: 1))
      try await test.store.decisions.edit(id, of: ann, body: "Another text.", version: 1).get()
      try await test.store.decisions.approve(id, of: ann, version: 2).get()
      try await test.store.settings.setEnabled(false, for: ann)
      #expect(try await !maySend(version: 2))
      try await test.store.settings.setEnabled(true, for: ann)
      let strange = test.store.mailbox(of: ann, lease: LeaseToken("another"))
      await #expect(throws: StorageError.leaseLost) { try await strange.markSending(id, version: 2, at: .nine) }
      #expect(try await maySend(version: 2))
    }
  }

  @Test(arguments: Engine.available) func `a draft that the worker died of twice lets the others go first`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      let id = try await approved(test, ann, mailbox)
      try await mailbox.beginAttempt(id, retryAt: .nine(plus: 300))
      #expect(try await mailbox.deliveriesDue(at: .nine) == [id])
      try await mailbox.beginAttempt(id, retryAt: .nine(plus: 300))
      #expect(try await mailbox.deliveriesDue(at: .nine(plus: 299)).isEmpty)
      #expect(try await mailbox.nextErrand(placements: false) == .nine(plus: 300))
      #expect(try await mailbox.deliveriesDue(at: .nine(plus: 300)) == [id])
      #expect(try await mailbox.markSending(id, version: 1, at: .nine))
      try await mailbox.markNotSent(id, retryAt: nil)
      #expect(try await mailbox.deliveriesDue(at: .nine) == [id])
    }
  }

  @Test(arguments: Engine.available) func `what came to nothing goes back to where the person can act`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      let id = try await approved(test, ann, mailbox)
      func row() async throws -> EmailDraft { try #require(try await test.store.drafts.draft(id, of: ann)) }
      #expect(try await mailbox.markSending(id, version: 1, at: .nine))
      try await mailbox.handBack(id, notice: "Gmail refuses it.")
      #expect(try await row().status == .proposed)
      #expect(try await row().notice == "Gmail refuses it.")
      try await test.store.decisions.approve(id, of: ann, version: 1).get()
      #expect(try await row().notice == nil)
      #expect(try await mailbox.markSending(id, version: 1, at: .nine))
      try await mailbox.markUndecided(id, notice: "Look.")
      #expect(try await row().status == .undecided)
      #expect(try await mailbox.deliveriesDue(at: .distantFuture).isEmpty)
      #expect(try await mailbox.draftsSending().isEmpty)
      // What is decided is not taken back by a worker that comes late.
      try await test.store.decisions.settle(id, of: ann, as: .dismissed).get()
      try await mailbox.markSent(id, as: MessageID("s"))
      #expect(try await row().status == .dismissed)
    }
  }

  @Test(arguments: Engine.available) func `a trace in Gmail's history marks the drafts that it may concern`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      let id = try await approved(test, ann, mailbox)
      func looks(_ traces: DraftTraces, cursor: String) async throws -> [DraftID] {
        try await mailbox.record([], movingCursorTo: MailboxCursor(cursor), at: .nine, traces: traces)
        let found = try await mailbox.draftsToLookAt(at: .nine).map(\.draft)
        for draft in found {
          try await mailbox.note(.asShown, of: draft, newest: nil, showing: nil, sealedWith: test.keys(ann))
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
      try await mailbox.note(.edited(MessageID("m9"), notice: "Yours."), on: draft)
      #expect(try await test.store.drafts.draft(id, of: ann)?.isEditedInGmail == true)
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
      let mailbox = try await test.mailbox(of: ann)
      let id = try await approved(test, ann, mailbox)
      try await test.store.decisions.takeBack(id, of: ann).get()
      let read = try #require(try await test.store.drafts.draft(id, of: ann))
      try await test.store.decisions.edit(id, of: ann, body: "Another text.", version: 1).get()
      try await mailbox.note(.untouched(MessageID("w2"), isCurrent: true), on: read)
      try await test.store.decisions.approve(id, of: ann, version: 2).get()
      let record = try #require(try await mailbox.approvedDraft(id))
      #expect(record.placedVersion == 1 && record.witness == MessageID("w2"))
    }
  }

  @Test(arguments: Engine.available) func `what a person waits for is known without asking Gmail`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let mailbox = try await test.mailbox(of: ann)
      #expect(try await !mailbox.hasErrands(at: .nine))
      #expect(try await !mailbox.hasOpenDrafts())
      let draft = TestStore.draft(ann)
      _ = try await mailbox.propose(draft, placing: true)
      #expect(try await mailbox.hasOpenDrafts())
      #expect(try await !mailbox.hasErrands(at: .nine))
      #expect(try await mailbox.nextErrand(placements: false) == nil)
      #expect(try await mailbox.nextErrand(placements: true) == .nine)
      try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "Shorter.", version: 1).get()
      #expect(try await mailbox.hasErrands(at: .nine))
      let text = DraftText(body: "Yes.\n", writer: "model")
      #expect(try await !mailbox.rewrite(draft.id, as: text, version: 2))
      #expect(try await mailbox.rewrite(draft.id, as: text, version: 1))
      #expect(try await !mailbox.hasErrands(at: .nine))
      #expect(try await mailbox.markPlacing(draft.id))
      try await test.store.decisions.dismiss(draft.id, of: ann).get()
      #expect(try await mailbox.hasErrands(at: .nine))
      try await mailbox.markRemoved(draft.id)
      #expect(try await !mailbox.hasErrands(at: .nine))
    }
  }
}
