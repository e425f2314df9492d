import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Questions of the user's own that wait for an answer.
@Suite struct FollowUpTests {
  private static func question(_ id: String, due seconds: Double) -> FollowUp {
    FollowUp(
      MessageReference(id: MessageID(id), threadID: ThreadID("t-\(id)")), dueAt: .nine(plus: seconds))
  }

  @Test(arguments: Engine.available) func `a question is due in its time, once, and to whom it belongs`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let (ann, bob) = (try await test.activeUser("ann"), try await test.activeUser("bob"))
      let mine = try await test.worker(of: ann).followUps
      let (late, early) = (Self.question("m1", due: 60), Self.question("m2", due: 30))
      for each in [late, early, Self.question("m2", due: 10)] { try await mine.note(each) }
      #expect(try await mine.due(at: .nine(plus: 29), limit: 9).isEmpty)
      #expect(try await mine.due(at: .nine(plus: 60), limit: 9) == [early, late])
      #expect(try await mine.due(at: .nine(plus: 60), limit: 1) == [early])
      #expect(try await test.worker(of: bob).followUps.due(at: .nine(plus: 60), limit: 9).isEmpty)
      try await mine.forget(MessageID("m2"))
      #expect(try await mine.due(at: .nine(plus: 60), limit: 9) == [late])
    }
  }

  @Test(arguments: Engine.available) func `an attempt counts, unless it is postponed`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let mine = try await test.worker(of: try await test.activeUser()).followUps
      try await mine.note(Self.question("m1", due: 0))
      try await mine.begin(MessageID("m1"), retryAt: .nine(plus: 60))
      #expect(try await mine.due(at: .nine(plus: 59), limit: 9).isEmpty)
      #expect(try await mine.due(at: .nine(plus: 60), limit: 9).map(\.attempts) == [1])
      try await mine.postpone(MessageID("m1"), until: .nine(plus: 90))
      #expect(try await mine.due(at: .nine(plus: 90), limit: 9) == [Self.question("m1", due: 90)])
    }
  }

  @Test func `what came later from somebody is found by an index of its own`() async throws {
    try await Engine.sqlite.withStore { test in
      let plan = try await test.plan(LeasedFollowUps.subjectsQuery)
      #expect(
        plan.contains { $0.contains("mailbox_messages_by_correspondent (user_id=? AND correspondent=?") }, "\(plan)")
    }
  }

  @Test(arguments: Engine.available) func `who switches reminders off has none that wait, and others keep theirs`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      for name in ["ann", "bob"] {
        let user = try await test.activeUser(name)
        var settings = try #require(try await test.store.settings.settings(of: user))
        settings.followUpDays = 3
        try await test.store.settings.save(settings)
        try await test.worker(of: user).followUps.note(Self.question("m1", due: 0))
      }
      func waiting(_ name: String) async throws -> Int {
        try await test.sql("SELECT count(*) AS n FROM follow_ups WHERE user_id = '\(name)'")[0].int("n")
      }
      var settings = try #require(try await test.store.settings.settings(of: UserID("ann")))
      settings.followUpDays = 5
      try await test.store.settings.save(settings)
      #expect(try await waiting("ann") == 1)
      settings.followUpDays = nil
      try await test.store.settings.save(settings)
      #expect(try await waiting("ann") == 0)
      #expect(try await waiting("bob") == 1)
    }
  }

  @Test(arguments: Engine.available) func `a draft keeps its kind, and a dismissed reminder says nothing of its people`(
    _ engine: Engine
  ) async throws {
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await test.worker(of: ann)
      for (kind, dismissed) in [(DraftKind.followUp, 0), (.scheduling, 1)] {
        var draft = TestStore.draft(ann, answering: MessageID("m-\(kind)"), id: "d-\(kind)")
        draft.kind = kind
        draft.threadID = ThreadID("t-\(kind)")
        draft.recipients.to = [EmailAddress(address: "\(kind)@example.com")]
        _ = try await worker.drafts.propose(DraftProposal(draft, placing: false))
        #expect(try await test.store.drafts.draft(draft.id, of: ann)?.kind == kind)
        _ = try await test.store.decisions.dismiss(draft.id, of: ann)
        let person = try await worker.correspondents.correspondent(draft.recipients.to[0])
        #expect(person?.dismissed ?? 0 == dismissed)
      }
    }
  }
}
