import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Editing and approving. When several decide at once: `DecisionRaceTests`.
@Suite struct DraftDecisionTests {
  // MARK: Editing

  @Test(arguments: Engine.available) func `an edit replaces the body, counts the version and changes nothing else`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      var draft = try await test.proposed("d1", of: ann)
      test.setClock(to: .nine(plus: 60))
      let edited = try await test.store.decisions.edit(draft.id, of: ann, body: "Dear Bob,\r\nno.\r\n", version: 1)
        .get()
      draft.proposedBody = draft.body
      draft.body = "Dear Bob,\nno.\n"
      draft.version = 2
      draft.isTouched = true
      draft.updatedAt = .nine(plus: 60)
      #expect(edited == draft)
      #expect(try await test.store.drafts.draft(draft.id, of: ann) == draft)
    }
  }

  @Test(arguments: Engine.available) func `a text too large for a row is refused, and the draft stays as it is`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let tower = "e" + String(repeating: "\u{301}", count: 1_000_000)
      await #expect(throws: DecisionRefusal.tooLarge) {
        try await test.store.decisions.edit(draft.id, of: ann, body: tower, version: 1).get()
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann) == draft)
      try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: tower, version: 1).get()
      let worker = try await test.worker(of: ann)
      await #expect(throws: StorageError.draftTooLarge) {
        try await worker.rewriting.rewrite(draft.id, as: DraftText(body: tower, writer: "m"), version: 1)
      }
      var other = TestStore.draft(ann, answering: MessageID("m9"), id: "d9")
      other.body = tower
      await #expect(throws: StorageError.draftTooLarge) {
        try await worker.drafts.propose(DraftProposal(other, placing: false))
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.size ?? 0 < 10_000)
    }
  }

  @Test(arguments: Engine.available) func `saving the text that is there counts nothing, however often it is clicked`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let asForm = draft.body.replacingOccurrences(of: "\n", with: "\r\n")
      #expect(try await test.store.decisions.edit(draft.id, of: ann, body: asForm, version: 1).get() == draft)
      let first = try await test.store.decisions.edit(draft.id, of: ann, body: "No.", version: 1).get()
      #expect(try await test.store.decisions.edit(draft.id, of: ann, body: "No.", version: 1).get() == first)
      #expect(first.version == 2)
      try await test.store.decisions.approve(draft.id, of: ann, version: 2).get()
      #expect(try await test.store.decisions.edit(draft.id, of: ann, body: "No.", version: 1).get().status == .approved)
    }
  }

  @Test(arguments: Engine.available) func `an edit of another version than the present one loses nobody's text`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      try await test.store.decisions.edit(draft.id, of: ann, body: "first", version: 1).get()
      for version in [1, 3] {
        await #expect(throws: DecisionRefusal.changedMeanwhile) {
          try await test.store.decisions.edit(draft.id, of: ann, body: "second", version: version).get()
        }
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.body == "first")
    }
  }

  @Test(arguments: Engine.available, [DraftStatus.approved, .sending, .sent, .dismissed, .undecided])
  func `only a proposed draft can be edited or written again`(_ engine: Engine, _ status: DraftStatus) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      _ = try await test.sql("UPDATE email_drafts SET status = $1", [SQLValue(status)])
      await #expect(throws: DecisionRefusal.notPossible) {
        try await test.store.decisions.edit(draft.id, of: ann, body: "changed", version: 1).get()
      }
      await #expect(throws: DecisionRefusal.notPossible) {
        try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "shorter", version: 1).get()
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.body == draft.body)
    }
  }

  // MARK: Approving

  @Test(arguments: Engine.available) func `what is taken up again or settled wakes the worker`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      func asked() async throws -> Date? { try await test.store.settings.wanted()[0].checkRequestedAt }
      try await test.put(draft.id, in: .dismissed)
      try await test.store.decisions.restore(draft.id, of: ann).get()
      #expect(try await asked() == .nine)
      try await test.worker(of: ann).account.clearCheckRequest(upTo: .nine)
      #expect(try await asked() == nil)
      try await test.put(draft.id, in: .undecided)
      try await test.store.decisions.settle(draft.id, of: ann, as: .sent).get()
      #expect(try await asked() == .nine)
    }
  }

  @Test(arguments: Engine.available) func `a text takes what it may and not a byte more, whoever writes it`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let longest = String(repeating: "a", count: 65_536)
      let edited = try await test.store.decisions.edit(draft.id, of: ann, body: longest, version: 1).get()
      #expect(edited.body == longest)
      await #expect(throws: DecisionRefusal.tooLarge) {
        try await test.store.decisions.edit(draft.id, of: ann, body: longest + "b", version: 2).get()
      }
      #expect(
        try await test.store.settings.wanted()[0].checkRequestedAt == nil, "nothing is there to do for the worker")
      _ = try await test.sql("UPDATE email_drafts SET rewrite_instruction = 'shorter'")
      let rewriting = try await test.worker(of: ann).rewriting
      #expect(try await rewriting.rewrite(draft.id, as: DraftText(body: longest, writer: "model"), version: 2))
      await #expect(throws: StorageError.draftTooLarge) {
        try await rewriting.rewrite(draft.id, as: DraftText(body: longest + "b", writer: "model"), version: 3)
      }
    }
  }

  @Test(arguments: Engine.available)
  func `what was found in a text is kept until the person changes it, and what they say is theirs`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      var draft = TestStore.draft(ann, answering: MessageID("m1"), id: "d1")
      draft.body = "It costs 20 euros."
      draft.checks = DraftChecks(traced: 1, untraced: [.amount: 2], marks: [.foreign: 1], gaps: 0)
      draft.proposedStyle = LetterStyle(.english, Set([WritingTrait(code: "closing:Best")].compactMap(\.self)))
      draft.score = 0.25
      let worker = try await test.worker(of: ann)
      #expect(try await worker.drafts.propose(DraftProposal(draft, placing: false)) == .saved)
      var row = try #require(try await test.store.drafts.draft(draft.id, of: ann))
      #expect(
        row.checks == draft.checks && row.proposedStyle == draft.proposedStyle && row.score == 0.25
          && row.ownWords.isEmpty)
      try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "Say 35 euros.", version: 1).get()
      let (checks, style) = (DraftChecks(traced: 7), LetterStyle(.german, []))
      #expect(
        try await worker.rewriting.rewrite(
          draft.id, as: DraftText(body: "It costs 35 euros.", writer: "m"), checks: checks, style: style,
          version: 1))
      row = try #require(try await test.store.drafts.draft(draft.id, of: ann))
      #expect(row.checks == checks && row.proposedStyle == style && row.ownWords == "Say 35 euros.")
      let edited = try await test.store.decisions.edit(draft.id, of: ann, body: "It costs 40 euros.", version: 2).get()
      #expect(
        edited.checks == nil && edited.proposedStyle == style && edited.ownWords == "Say 35 euros.\n40 euros"
          && edited.score == 0.25)
    }
  }

  @Test(arguments: Engine.available)
  func `what its writer left is kept from the first change to the comparison with what was sent`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let (first, second) = (try await test.proposed("d1", of: ann), try await test.proposed("d2", of: ann))
      let (worker, decisions) = (try await test.worker(of: ann), test.store.decisions)
      #expect(first.proposedBody == nil)
      for (version, text) in [(1, "One."), (2, "Two.")] {
        let edited = try await decisions.edit(first.id, of: ann, body: text, version: version).get()
        #expect(edited.body == text && edited.proposedBody == first.body)
      }
      try await decisions.requestRewrite(first.id, of: ann, instruction: "", version: 3).get()
      #expect(try await worker.rewriting.rewrite(first.id, as: DraftText(body: "Three.", writer: "m"), version: 3))
      #expect(try await test.store.drafts.draft(first.id, of: ann)?.proposedBody == nil)
      _ = try await decisions.edit(first.id, of: ann, body: "Four.", version: 4).get()
      // Nothing is compared before it is sent, and then once.
      let changes = SentChanges(distance: 2, words: 9)
      try await worker.drafts.note(changes, of: first.id)
      #expect(try await test.store.drafts.draft(first.id, of: ann)?.sentChanges == nil)
      for (id, distance) in [(first.id, 2), (second.id, 0)] {
        _ = try await test.sql("UPDATE email_drafts SET status = 'sent' WHERE id = $1", [SQLValue(id)])
        try await worker.drafts.note(SentChanges(distance: distance, words: 9), of: id)
        try await worker.drafts.note(SentChanges(distance: 7, words: 9), of: id)
      }
      let sent = try #require(try await test.store.drafts.draft(first.id, of: ann))
      #expect(sent.sentChanges == changes && sent.proposedBody == nil && sent.body == "Four.")
      let status = try #require(try await test.store.status.workers(of: ann).first)
      #expect(status.draftsSent == 2 && status.draftsSentUnchanged == 1)
    }
  }

  @Test(arguments: Engine.available) func `each kind is counted, with mail that it was off for, since a moment`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      for (number, kind) in [DraftKind.reply, .reply, .scheduling, .followUp].enumerated() {
        let draft = try await test.proposed("d\(number)", of: ann)
        _ = try await test.sql("UPDATE email_drafts SET kind = $1 WHERE id = $2", [SQLValue(kind), SQLValue(draft.id)])
      }
      try await test.proposed("old", of: ann, at: .nine(plus: -60))
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("x", "y", "z"), movingCursorTo: MailboxCursor("1"), at: .nine))
      for (id, reason) in [("x", SetAsideReason.kindOff(.reply)), ("y", .kindOff(.reply)), ("z", .draftWaiting)] {
        try await worker.ledger.mark(MessageID(id), .setAside(reason))
      }
      #expect(
        try await test.store.drafts.kinds(since: .nine(plus: -1), of: ann) == [
          .reply: DraftKindCount(drafts: 2, setAside: 2), .scheduling: DraftKindCount(drafts: 1),
          .followUp: DraftKindCount(drafts: 1),
        ])
      #expect(try await test.store.drafts.kinds(since: .nine(plus: -1), of: bob).isEmpty)
    }
  }

  @Test(arguments: Engine.available) func `a draft with a gap is not approved until it is filled in`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let decisions = test.store.decisions
      try await decisions.edit(draft.id, of: ann, body: "It costs [[price?]].", version: 1).get()
      await #expect(throws: DecisionRefusal.hasGaps) {
        try await decisions.approve(draft.id, of: ann, version: 2).get()
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.status == .proposed)
      // What else stands against it comes first: the gap may not be in the text any more.
      await #expect(throws: DecisionRefusal.changedMeanwhile) {
        try await decisions.approve(draft.id, of: ann, version: 1).get()
      }
      await #expect(throws: DecisionRefusal.threadMovedOn) {
        try await decisions.approve(draft.id, of: ann, version: 2, seen: MessageID("other")).get()
      }
      try await decisions.edit(draft.id, of: ann, body: "It costs 20 €.", version: 2).get()
      #expect(try await decisions.approve(draft.id, of: ann, version: 3).get().status == .approved)
    }
  }

  @Test(arguments: Engine.available) func `approving wakes the worker, and twice is once`(_ engine: Engine) async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      test.setClock(to: .nine(plus: 60))
      let approved = try await test.store.decisions.approve(draft.id, of: ann, version: 1).get()
      #expect(approved.status == .approved)
      #expect(approved.updatedAt == .nine(plus: 60))
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine(plus: 60))
      test.setClock(to: .nine(plus: 120))
      #expect(try await test.store.decisions.approve(draft.id, of: ann, version: 1).get() == approved)
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine(plus: 60))
      // The worker may have been quick.
      for status in [DraftStatus.sending, .sent] {
        _ = try await test.sql("UPDATE email_drafts SET status = $1", [SQLValue(status)])
        #expect(try await test.store.decisions.approve(draft.id, of: ann, version: 1).get().status == status)
        await #expect(throws: DecisionRefusal.changedMeanwhile) {
          try await test.store.decisions.approve(draft.id, of: ann, version: 2).get()
        }
      }
    }
  }

  @Test(arguments: Engine.available) func `nothing is approved that the person did not see`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      try await test.store.decisions.edit(draft.id, of: ann, body: "changed", version: 1).get()
      await #expect(throws: DecisionRefusal.changedMeanwhile) {
        try await test.store.decisions.approve(draft.id, of: ann, version: 1).get()
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.status == .proposed)
      #expect(try await test.store.decisions.approve(draft.id, of: ann, version: 2).get().status == .approved)
    }
  }

  @Test(arguments: Engine.available) func `nothing is approved while nobody could send it`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      for (name, switchOff) in [
        ("ann", { try await test.store.settings.setEnabled(false, for: $0) }),
        ("bob", { try await test.store.credentials.wipe($0, because: "withdrawn") }),
        ("eve", { try await test.store.credentials.wipe($0, because: "You disconnected it.") }),
      ] as [(String, (UserID) async throws -> Void)] {
        let user = try await test.activeUser(name)
        let draft = try await test.proposed("d-\(name)", of: user)
        try await switchOff(user)
        await #expect(throws: DecisionRefusal.notActive) {
          try await test.store.decisions.approve(draft.id, of: user, version: 1).get()
        }
        await #expect(throws: DecisionRefusal.notActive) {
          try await test.store.decisions.requestRewrite(draft.id, of: user, instruction: "", version: 1).get()
        }
        #expect(try await test.store.drafts.draft(draft.id, of: user) == draft)
        #expect(try await test.store.decisions.dismiss(draft.id, of: user).get().status == .dismissed)
      }
    }
  }

  @Test(arguments: Engine.available) func `a draft that is being written again waits for its new text`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let asked = try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "", version: 1).get()
      #expect(asked.rewriteInstruction == "")
      #expect(asked.version == 1)
      #expect(try await test.store.settings.wanted()[0].checkRequestedAt == .nine)
      #expect(
        try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "", version: 1).get() == asked)
      await #expect(throws: DecisionRefusal.beingRewritten) {
        try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "longer", version: 1).get()
      }
      await #expect(throws: DecisionRefusal.beingRewritten) {
        try await test.store.decisions.approve(draft.id, of: ann, version: 1).get()
      }
      // Whoever writes it themselves need not wait.
      let edited = try await test.store.decisions.edit(draft.id, of: ann, body: "mine", version: 1).get()
      #expect(edited.rewriteInstruction == nil)
      #expect(try await test.store.decisions.approve(draft.id, of: ann, version: 2).get().status == .approved)
    }
  }

  @Test(arguments: Engine.available) func `an instruction is for the version it was given for, and not endless`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      await #expect(throws: DecisionRefusal.changedMeanwhile) {
        try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "shorter", version: 2).get()
      }
      let long = String(repeating: "x", count: 5_000)
      let asked = try await test.store.decisions.requestRewrite(
        draft.id, of: ann, instruction: "a\r\nb" + long, version: 1
      ).get()
      #expect(asked.rewriteInstruction?.unicodeScalars.count == 2_000)
      #expect(asked.rewriteInstruction?.hasPrefix("a\nbx") == true)
    }
  }

  @Test(arguments: Engine.available) func `what the person changed in Gmail is not sent from here`(_ engine: Engine)
    async throws
  {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      _ = try await test.sql("UPDATE email_drafts SET edited_in_gmail = TRUE")
      await #expect(throws: DecisionRefusal.editedInMailbox) {
        try await test.store.decisions.approve(draft.id, of: ann, version: 1).get()
      }
      await #expect(throws: DecisionRefusal.editedInMailbox) {
        try await test.store.decisions.requestRewrite(draft.id, of: ann, instruction: "", version: 1).get()
      }
      #expect(try await test.store.drafts.draft(draft.id, of: ann)?.isEditedInMailbox == true)
      #expect(try await test.store.decisions.dismiss(draft.id, of: ann).get().isEditedInMailbox)
    }
  }
}
