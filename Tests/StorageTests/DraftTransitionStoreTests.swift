import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Every verb that moves drafts, on a draft in every state: the table `DraftTransition` and the statements say the same.
@Suite struct DraftTransitionStoreTests {
  @Test(arguments: Engine.available, DraftEvent.allCases) func `what the store does is what the table says`(
    _ engine: Engine, _ event: DraftEvent
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser(draftMode: .review)
      let worker = try await test.worker(of: ann)
      for status in DraftStatus.allCases {
        for isTouched in [false, true] {
          let name = "\(status.rawValue)-\(isTouched)"
          let draft = TestStore.draft(ann, answering: MessageID("m-\(name)"), thread: ThreadID("t-\(name)"), id: name)
          _ = try await worker.drafts.propose(DraftProposal(draft, placing: false))
          try await put(draft.id, in: status, isTouched, ready: event, test)
          let row = try #require(try await test.store.drafts.draft(draft.id, of: ann))
          try? await happen(event, to: row, test, worker)
          let after = try #require(try await test.store.drafts.draft(draft.id, of: ann))
          let next = DraftTransition.next(event, from: status, isTouched: isTouched)
          #expect(after.status == next ?? status, "\(event) on \(name)")
          #expect((after.status == .retired) == (after.retirement != nil))
          if let next, next == .retired { #expect(after.retirement == event.retirement) }
          if next != nil { #expect(after.isTouched == (isTouched || event.touches), "\(event) on \(name)") }
          // One row is being sent at a time; out of the way of the next.
          try await put(draft.id, in: .sent, isTouched, ready: event, test)
        }
      }
    }
  }

  /// Puts a row into a state, with everything else as the event wants it.
  private func put(
    _ id: DraftID, in status: DraftStatus, _ isTouched: Bool, ready event: DraftEvent, _ test: TestStore
  ) async throws {
    let returns = event == .conversationBack
    try await test.store.drafts.connection.write(durable: false) { session in
      _ = try session.query(
        """
        UPDATE email_drafts SET status = $2, touched = $3, retirement = $4, thread_news = $5, rewrite_instruction = $6,
          placement = $7, gmail_draft_id = $8
        WHERE id = $1
        """,
        [
          SQLValue(id), SQLValue(status), SQLValue(isTouched),
          SQLValue(status == .retired ? returns ? "conversation-gone" : "unused" : nil as String?),
          SQLValue(returns && status != .retired ? "gone" : nil as String?),
          SQLValue(event == .rewrite ? "shorter" : nil as String?),
          SQLValue(event == .beginSending ? "placed" : "none"),
          SQLValue(event == .beginSending ? "r-1" : nil),
        ])
    }
  }

  private func happen(
    _ event: DraftEvent, to draft: EmailDraft, _ test: TestStore, _ worker: any WorkerStore
  ) async throws {
    let (decisions, id, ann) = (test.store.decisions, draft.id, draft.userID)
    func note(_ state: ThreadState) async throws {
      try await worker.watch.note(state, of: draft.id, newest: nil, showing: nil)
    }
    switch event {
    case .approve: try await decisions.approve(id, of: ann, version: 1).get()
    case .edit: try await decisions.edit(id, of: ann, body: "Other words.", version: 1).get()
    case .askForRewrite: try await decisions.requestRewrite(id, of: ann, instruction: "shorter", version: 1).get()
    case .takeBack: try await decisions.takeBack(id, of: ann).get()
    case .dismiss: try await decisions.dismiss(id, of: ann).get()
    case .restore: try await decisions.restore(id, of: ann).get()
    case .settleAsSent: try await decisions.settle(id, of: ann, as: .sent).get()
    case .settleAsUnsent: try await decisions.settle(id, of: ann, as: .proposed).get()
    case .settleAsDismissed: try await decisions.settle(id, of: ann, as: .dismissed).get()
    case .beginSending: _ = try await worker.delivery.markSending(id, version: 1, at: .nine)
    case .confirmSent: try await worker.delivery.markSent(id, as: MessageID("s"))
    case .confirmUnsent: try await worker.delivery.markNotSent(id, retryAt: nil)
    case .handBack: try await worker.delivery.handBack(id, notice: "Why.")
    case .loseTrack: try await worker.delivery.markUndecided(id, notice: "Why.")
    case .rewrite: _ = try await worker.rewriting.rewrite(id, as: DraftText(body: "New.", writer: "model"), version: 1)
    case .sentInMailbox: try await worker.delivery.markSentByUser(id, as: MessageID("s"), notice: nil)
    case .editedInMailbox:
      try await worker.watch.note(.edited(MessageID("m9"), notice: "Yours."), on: draft.id, version: draft.version)
    case .deletedInMailbox:
      try await worker.watch.note(
        draft.status == .approved ? .unplaced(notice: "") : .dismissed(notice: ""), on: draft.id, version: draft.version
      )
    case .answered: try await note(.answered)
    case .newerMail: try await note(.newerMail)
    case .conversationGone: try await note(.gone)
    case .conversationBack: try await note(.back)
    case .unused: try await worker.drafts.retireUnused(at: .nine(plus: EmailDraft.shelfLife + 60))
    case .superseded:
      let newer = TestStore.draft(
        ann, answering: MessageID("newer-\(id)"), thread: draft.threadID, id: "newer-\(id)")
      if try await worker.drafts.propose(DraftProposal(newer, placing: false)) == .saved {
        try await decisions.dismiss(newer.id, of: ann).get()
      }
    }
  }
}
