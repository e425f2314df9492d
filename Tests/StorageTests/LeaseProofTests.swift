import Database
import FoundationEssentials
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// Every write that a worker has, under its lease and without.
@Suite struct LeaseProofTests {
  struct Write: Sendable {
    var name: String
    /// What the row of the draft d0 must have for it; it is proposed, and wanted in Gmail.
    var needs: String?
    var act: @Sendable (any WorkerStore, TestStore) async throws -> Void

    init(
      _ name: String, needs: String? = nil, _ act: @escaping @Sendable (any WorkerStore, TestStore) async throws -> Void
    ) {
      self.name = name
      self.needs = needs
      self.act = act
    }

    /// All that the write can be about, and a worker who holds the lease.
    func prepare(_ user: UserID, in test: TestStore) async throws -> any WorkerStore {
      let worker = try await test.worker(of: user)
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("m0", "m1"), movingCursorTo: MailboxCursor("1"), at: .nine))
      let shown = try SealedConversation(Conversation(messages: []), with: test.keys(user))
      _ = try await worker.drafts.propose(
        DraftProposal(TestStore.draft(user, answering: MessageID("m0"), id: "d0"), placing: true, showing: shown))
      try await worker.followUps.note(
        FollowUp(MessageReference(id: LeaseProofTests.message, threadID: ThreadID("t1")), dueAt: .nine))
      if let needs { _ = try await test.sql("UPDATE email_drafts SET \(needs)") }
      try await test.store.settings.requestCheck(of: user)
      return worker
    }
  }

  private static let ann = UserID("ann")
  private static let draft = DraftID("d0")
  fileprivate static let message = MessageID("m1")

  /// A new verb of `WorkerStore` that writes belongs here.
  static let writes = account + messages + drafts + followUps + placement + delivery + following

  private static let call = ModelCall(
    model: "m", purpose: .writing, most: .estimated(prompt: 9, completion: 9), price: nil)

  private static let account = [
    Write("saveTokens") { worker, test in
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      try await worker.account.saveTokens(
        SealedTokens(
          MailboxTokens(access: .init("a"), refresh: .init("r"), expiry: .nine), with: try test.keys(ann)),
        ofConnection: credential.version)
    },
    Write("disconnect") { worker, test in
      let credential = try #require(try await test.store.credentials.credential(of: ann))
      try await worker.account.disconnect(connection: credential.version, because: "withdrawn")
    },
    Write("clearCheckRequest") { worker, _ in try await worker.account.clearCheckRequest(upTo: .nine) },
    Write("report") { worker, _ in
      try await worker.account.report(WorkerCheckReport(checkedAt: .nine, nextCheckAt: nil, activity: .waiting))
    },
    Write("reportLongCheck") { worker, _ in try await worker.account.reportLongCheck(since: .nine) },
    Write("reportProblem") { worker, _ in try await worker.account.reportProblem("No key.") },
    Write("begin a call") { worker, _ in
      _ = try await worker.usage.begin(call, on: "2026-11-03", within: ModelBudget())
    },
  ]

  private static let messages = [
    Write("record") { worker, _ in
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("m7"), movingCursorTo: MailboxCursor("7"), at: .nine))
    },
    Write("describe") { worker, _ in
      try await worker.ledger.describe(
        MessageDescription(message, sender: "Bob", subject: "Hello", receivedAt: .nine))
    },
    Write("begin") { worker, _ in try await worker.ledger.begin(message, attempts: 1, problem: "p", at: .nine) },
    Write("mark set aside") { worker, _ in
      try await worker.ledger.mark(message, .setAside(SetAsideReason(code: "own-mail", words: "own")))
    },
    Write("mark drafting") { worker, _ in try await worker.ledger.mark(message, .drafting(reason: "asks")) },
    Write("mark failed") { worker, _ in
      try await worker.ledger.mark(message, .failed(problem: "p", attempts: 1, retryAt: .nine))
    },
  ]

  private static let drafts = [
    Write("propose") { worker, _ in
      _ = try await worker.drafts.propose(DraftProposal(TestStore.draft(ann), placing: true))
    },
    Write("beginAttempt") { worker, _ in try await worker.drafts.beginAttempt(draft, retryAt: .nine) },
    Write("postpone") { worker, _ in try await worker.drafts.postpone(draft, until: .nine) },
    Write("retireUnused") { worker, _ in
      try await worker.drafts.retireUnused(at: .nine(plus: EmailDraft.shelfLife + 60))
    },
    Write("noteChanges", needs: "status = 'sent'") { worker, _ in
      try await worker.drafts.note(SentChanges(distance: 1, words: 2), of: draft)
    },
    Write("forgetConversations", needs: "status = 'dismissed'") { worker, _ in
      try await worker.drafts.forgetConversations(olderThan: .nine(plus: 60))
    },
  ]

  private static let followUps = [
    Write("note a question") { worker, _ in
      try await worker.followUps.note(
        FollowUp(MessageReference(id: MessageID("m0"), threadID: ThreadID("t0")), dueAt: .nine))
    },
    Write("begin a reminder") { worker, _ in
      try await worker.followUps.begin(message, retryAt: .nine(plus: 9))
    },
    Write("postpone a reminder") { worker, _ in
      try await worker.followUps.postpone(message, until: .nine(plus: 9))
    },
    Write("forget a question") { worker, _ in try await worker.followUps.forget(message) },
  ]

  private static let placement = [
    Write("markPlacing") { worker, _ in _ = try await worker.placement.markPlacing(draft) },
    Write("markPlaced") { worker, _ in
      try await worker.placement.markPlaced(draft, at: MailboxPlacement(MailboxDraftID("r"), version: 1))
    },
    Write("abandon placing") { worker, _ in try await worker.placement.abandon(draft, because: "gone") },
    Write("markRemoved", needs: "status = 'dismissed'") { worker, _ in
      try await worker.placement.markRemoved(draft)
    },
    Write("markKept", needs: "status = 'dismissed'") { worker, _ in
      try await worker.placement.markKept(draft, notice: "yours")
    },
  ]

  private static let delivery = [
    Write("markSending", needs: "status = 'approved', placement = 'placed', gmail_draft_id = 'r'") { worker, _ in
      _ = try await worker.delivery.markSending(draft, version: 1, at: .nine)
    },
    Write("markSent", needs: "status = 'sending'") { worker, _ in
      try await worker.delivery.markSent(draft, as: MessageID("s"))
    },
    Write("markSentByUser") { worker, _ in
      try await worker.delivery.markSentByUser(draft, as: MessageID("s"), notice: nil)
    },
    Write("markNotSent", needs: "status = 'sending'") { worker, _ in
      try await worker.delivery.markNotSent(draft, retryAt: nil)
    },
    Write("postponeAll", needs: "status = 'approved'") { worker, _ in
      try await worker.delivery.postponeAll(until: .nine, notice: nil)
    },
    Write("handBack", needs: "status = 'approved'") { worker, _ in
      try await worker.delivery.handBack(draft, notice: "no")
    },
    Write("markUndecided", needs: "status = 'sending'") { worker, _ in
      try await worker.delivery.markUndecided(draft, notice: "look")
    },
  ]

  private static let following = [
    Write("note change") { worker, _ in
      try await worker.watch.note(.edited(MessageID("m9"), notice: "Yours."), on: draft, version: 1)
    },
    Write("note conversation") { worker, _ in
      try await worker.watch.note(.newerMail, of: draft, newest: nil, showing: nil)
    },
    Write("forget look", needs: "look_wanted = TRUE") { worker, _ in try await worker.watch.forget(draft) },
    Write("rewrite", needs: "rewrite_instruction = 'shorter'") { worker, _ in
      _ = try await worker.rewriting.rewrite(draft, as: DraftText(body: "New.", writer: "model"), version: 1)
    },
    Write("abandon rewriting", needs: "rewrite_instruction = 'shorter'") { worker, _ in
      try await worker.rewriting.abandon(draft, notice: "no model")
    },
  ]

  @Test(arguments: Engine.available, writes.map(\.name)) func `a worker without the lease writes nothing`(
    _ engine: Engine, _ name: String
  ) async throws {
    let write = try #require(Self.writes.first { $0.name == name })
    try await engine.withStore { test in
      let ann = try await test.activeUser()
      let old = try await write.prepare(ann, in: test)
      // The same supervisor starts the user's next worker: the one before must be locked out too.
      let new = try await test.worker(of: ann)
      let before = try await Snapshot(of: ann, in: test)
      for refused in [old, test.store.worker(of: ann, lease: nil), test.store.worker(of: ann, lease: LeaseToken(""))] {
        await #expect(throws: StorageError.leaseLost) { try await write.act(refused, test) }
      }
      #expect(try await Snapshot(of: ann, in: test) == before)
      try await write.act(new, test)
      #expect(try await Snapshot(of: ann, in: test) != before)
    }
  }
}

/// Everything of one user that a worker could have changed.
struct Snapshot: Equatable {
  var cursor: MailboxCursor?
  var ledger: [LedgerEntry]
  /// Rows as they are printed, columns and values.
  var drafts: [String]
  var conversations: [String]
  var credential: MailboxCredential?
  var wanted: [WantedWorker]
  var status: [WorkerStatusLine]
  var usage: [String]
  var followUps: [String]

  init(of user: UserID, in test: TestStore) async throws {
    let worker = test.store.worker(of: user, lease: nil)
    cursor = try await worker.intake.position()?.cursor
    ledger = try await test.store.ledger.page(of: user, limit: 100).items
    drafts = try await test.sql("SELECT * FROM email_drafts WHERE user_id = $1 ORDER BY id", [SQLValue(user)])
      .map { "\($0)" }
    conversations = try await test.sql(
      "SELECT * FROM draft_conversations WHERE user_id = $1 ORDER BY draft_id", [SQLValue(user)]
    ).map { "\($0)" }
    credential = try await test.store.credentials.credential(of: user)
    wanted = try await test.store.settings.wanted()
    status = try await test.store.status.workers()
    usage = try await test.sql("SELECT * FROM model_usage WHERE user_id = $1 ORDER BY day", [SQLValue(user)])
      .map { "\($0)" }
    followUps = try await test.sql("SELECT * FROM follow_ups WHERE user_id = $1", [SQLValue(user)]).map { "\($0)" }
  }
}
