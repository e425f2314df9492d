import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Dismissing, taking back, settling: what ends a draft's way, or turns it around.
@Suite struct DraftEndingTests {
  @Test(arguments: Engine.available) func `dismissing ends what is waiting, wakes the worker, and twice is once`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for status in [DraftStatus.proposed, .approved, .undecided] {
        let draft = try await test.proposed("d-\(status)", of: ann)
        _ = try await test.sql(
          "UPDATE email_drafts SET status = $1, notice = 'n' WHERE id = $2", [SQLValue(status), SQLValue(draft.id)])
        try await test.worker(of: ann).account.clearCheckRequest(upTo: .nine)
        let dismissed = try await test.store.decisions.dismiss(draft.id, of: ann).get()
        #expect(dismissed.status == .dismissed)
        #expect(dismissed.notice == nil)
        #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine)
        #expect(try await test.store.decisions.dismiss(draft.id, of: ann).get() == dismissed)
      }
      for status in [DraftStatus.sending, .sent] {
        let draft = try await test.proposed("d-\(status)", of: ann)
        _ = try await test.sql(
          "UPDATE email_drafts SET status = $1 WHERE id = $2", [SQLValue(status), SQLValue(draft.id)])
        await #expect(throws: DecisionRefusal.notPossible) {
          try await test.store.decisions.dismiss(draft.id, of: ann).get()
        }
      }
    }
  }

  @Test(arguments: Engine.available, DraftStatus.allCases) func `an approval can be taken back until sending begins`(
    _ engine: Engine, _ status: DraftStatus
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      try await test.put(draft.id, in: status)
      if [.approved, .proposed].contains(status) {
        #expect(try await test.store.decisions.takeBack(draft.id, of: ann).get().status == .proposed)
      } else {
        await #expect(throws: DecisionRefusal.notPossible) {
          try await test.store.decisions.takeBack(draft.id, of: ann).get()
        }
      }
    }
  }

  @Test(arguments: Engine.available, DraftSettlement.allCases)
  func `only what is undecided can be settled, and what is so already stays as it is`(
    _ engine: Engine, _ settlement: DraftSettlement
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      for status in DraftStatus.allCases {
        let draft = try await test.proposed("d-\(status)", of: ann)
        try await test.put(draft.id, in: status)
        _ = try await test.sql(
          "UPDATE email_drafts SET notice = 'Look.', sending_since = $1 WHERE id = $2",
          [SQLValue(Date.nine), SQLValue(draft.id)])
        let before = try #require(try await test.store.drafts.draft(draft.id, of: ann))
        let answer = try await test.store.decisions.settle(draft.id, of: ann, as: settlement)
        switch status {
        case settlement.status: #expect(answer == .decided(before))
        case .undecided:
          #expect(try answer.get().status == settlement.status)
          #expect(try answer.get().notice == nil)
        default: #expect(answer == .refused(.notPossible, now: before))
        }
      }
    }
  }

  @Test(arguments: Engine.available) func `somebody else's draft is unknown to every verb`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let draft = try await test.proposed("d1", of: ann, showing: ConversationStoreTests.conversation)
      let (drafts, decisions) = (test.store.drafts, test.store.decisions)
      for id in [draft.id, DraftID("no such draft"), DraftID("' OR 1=1 --")] {
        let verbs: [() async throws -> DecisionAnswer] = [
          { try await decisions.edit(id, of: bob, body: "mine", version: 1) },
          { try await decisions.approve(id, of: bob, version: 1) },
          { try await decisions.dismiss(id, of: bob) },
          { try await decisions.takeBack(id, of: bob) },
          { try await decisions.requestRewrite(id, of: bob, instruction: "", version: 1) },
          { try await decisions.settle(id, of: bob, as: .sent) },
        ]
        for verb in verbs { #expect(try await verb() == .gone) }
        #expect(try await drafts.conversation(of: id, user: bob, openedWith: test.keys(bob)) == nil)
        #expect(try await drafts.conversation(of: id, user: bob, openedWith: test.keys(ann)) == nil)
      }
      #expect(try await drafts.draft(draft.id, of: ann) == draft)
    }
  }
}
