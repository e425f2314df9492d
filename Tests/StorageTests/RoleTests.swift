import Database
import FoundationEssentials
import Secretary
import StoreRequests
import TestServer
import Testing
import Vault

@testable import Storage

/// What the programs' roles may do on PostgreSQL. That they may do nothing else is tried by `Tests/Supabase/run`.
@Suite struct RoleTests {
  private static let servers = Engine.available.filter { [.postgresql15, .postgresql17].contains($0) }

  @Test(arguments: servers)
  func `a worker's statement that forgets whose rows it means reaches nobody else's`(_ engine: Engine) async throws {
    try await engine.withStore { test in
      let (ann, ben) = (try await test.activeUser("ann"), try await test.activeUser("ben"))
      try await test.proposed("d1", of: ann)
      try await test.proposed("d2", of: ben)
      let rows = test.store.worker(of: ann, lease: try await test.lease(of: ann)).rows
      let seen: [UserID] = try await rows.read("SELECT user_id FROM email_drafts", []) { try $0.value("user_id") }
      #expect(seen == [ann])
      #expect(try await rows.change("UPDATE email_drafts SET look_wanted = TRUE RETURNING id", []) == 1)
      #expect(try await rows.change("DELETE FROM draft_conversations RETURNING draft_id", []) == 0)
      for refused in [
        "UPDATE email_drafts SET user_id = 'ben' RETURNING id",
        "INSERT INTO draft_requests (user_id, gmail_message_id, asked_at) VALUES ('ben', 'm', now()) RETURNING user_id",
        "DELETE FROM web_sessions RETURNING id_hash",
      ] {
        await #expect(throws: StorageError.self) { try await rows.change(refused, []) }
      }
      // The same connection is everybody's again.
      #expect(try await test.store.users.list().count == 2)
    }
  }

  @Test(arguments: servers)
  func `the web does all that people do as its own role`(_ engine: Engine) async throws {
    try await withStore(as: "secretary_web", on: engine) { test, store in
      let ann = try await store.users.signIn(subject: "1", address: "ann@example.com").id
      try await store.credentials.connect(
        ann, address: "ann@gmail.com", tokens: TestStore.tokens, sealedWith: test.keys(ann), scopes: [])
      try await store.settings.suppose(timeZone: "Asia/Tokyo", of: ann)
      try await store.settings.save(AgentSettings(userID: ann, activeAgents: [AgentSettings.emailSecretary]))
      try await store.settings.setEnabled(true, for: ann)
      try await store.settings.requestCheck(of: ann)
      let token = try await store.sessions.open(for: ann, lifetime: SessionTests.lifetime)
      #expect(try await store.sessions.session(token, idle: SessionTests.idle) != nil)
      let state = try await store.oauthRequests.begin(browser: OAuthRequestTests.browser, lifetime: .seconds(600))
      #expect(try await store.oauthRequests.redeem(state: state, browser: OAuthRequestTests.browser) != nil)
      let draft = try await test.proposed("d1", of: ann, showing: Conversation(messages: []))
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("m9"), movingCursorTo: MailboxCursor("9"), at: .nine))
      let old = EmailAddress(address: "ann@old.example")
      try await worker.ledger.describe(
        MessageDescription(
          MessageID("m9"), sender: "Bob", subject: "Hello", receivedAt: .nine,
          showing: AddressSighting(address: old, isStamped: true)))
      try await store.settings.takeAddress(old, of: ann)
      try await store.ledger.draftAnyway(MessageID("m9"), of: ann)
      try await store.decisions.edit(draft.id, of: ann, body: "No.", version: 1).get()
      try await store.decisions.requestRewrite(draft.id, of: ann, instruction: "Shorter.", version: 2).get()
      try await store.decisions.dismiss(draft.id, of: ann).get()
      try await store.decisions.restore(draft.id, of: ann).get()
      #expect(try await store.drafts.page(of: ann, statuses: [.proposed], limit: 9).items.count == 1)
      #expect(try await store.drafts.kinds(since: .nine(plus: -60), of: ann).isEmpty == false)
      try await store.correspondents.choose(.never, for: old, of: ann)
      _ = try await store.correspondents.progress(of: ann)
      _ = try await store.correspondents.judged(of: ann, since: .nine)
      try await store.correspondents.forget(of: ann)
      try await store.voice.forget(of: ann)
      #expect(try await store.memory.remember(SealedFact(MemoryTests.fact("f1"), with: test.keys(ann)), of: ann))
      try await store.memory.forget(FactID(rawValue: "f1"), of: ann)
      #expect(try await store.status.workers(of: ann).count == 1)
      _ = try await (
        store.status.supervisors(), store.status.modelDays(since: "2026-01-01"), store.settings.wantedRevision()
      )
      #expect(try await !store.audit.entries(of: ann, limit: 9).isEmpty)
      try await store.credentials.wipe(ann, because: "withdrawn")
      try await store.sessions.closeAll(of: ann)
      _ = try await (store.sessions.removeExpired(idle: SessionTests.idle), store.oauthRequests.removeExpired())
    }
  }

  @Test(arguments: servers)
  func `a supervisor plans, holds leases and tells how it is as its own role, and reads no mail`(
    _ engine: Engine
  ) async throws {
    try await withStore(as: "secretary_supervisor", on: engine) { test, store in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      #expect(try await store.settings.wantedRevision() > 1)
      #expect(try await store.settings.wanted().map(\.userID) == [ann])
      #expect(try await store.settings.inactive().isEmpty)
      let holder = TestStore.supervisor
      #expect(try await store.leases.acquire([ann], holder: holder, until: .nine(plus: 60)).granted[ann] != nil)
      #expect(try await store.leases.renew(holder, until: .nine(plus: 90), holding: 1) == nil)
      let supervisor = SupervisorStatus(
        id: holder.id, host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      let worker = WorkerStatus(userID: ann, supervisorID: holder.id, condition: .running(said: nil), since: .nine)
      let usage = WorkerUsage(userID: ann, pid: 101, residentBytes: 3_600_000, cpuSeconds: 0.04)
      try await store.status.report(supervisor, workers: [worker], usages: [usage])
      #expect(try await store.status.workers().count == 1)
      _ = try await (store.status.modelDays(since: "2026-01-01"), store.audit.entries(limit: 9), store.leases.holders())
      try await store.leases.release(ann, heldBy: holder.id)
      try await store.status.removeSupervisor(holder.id)
      await #expect(throws: StorageError.self) { try await store.drafts.draft(draft.id, of: ann) }
      await #expect(throws: StorageError.self) { try await store.credentials.credential(of: ann) }
    }
  }

  @Test(arguments: servers)
  func `who serves the workers proves leases as its own role, and reads mail only as somebody's worker`(
    _ engine: Engine
  ) async throws {
    try await withStore(as: "secretary_store", on: engine) { test, store in
      let ann = try await test.activeUser()
      let draft = try await test.proposed("d1", of: ann)
      let worker = try await store.worker(of: ann, proving: test.lease(of: ann))
      #expect(try await worker.account.rows().settings?.userID == ann)
      #expect(try await worker.drafts.draft(answering: draft.messageID)?.id == draft.id)
      #expect(try await worker.placement.markPlacing(draft.id) == false)
      await #expect(throws: StorageError.self) { try await store.drafts.draft(draft.id, of: ann) }
    }
  }

  /// A store of the owner's, and the same opened as one of the roles.
  private func withStore(
    as role: String, on engine: Engine, _ body: (TestStore, Store) async throws -> Void
  ) async throws {
    let server = try #require(engine.server)
    try await server.withDatabase { address in
      let test = try await TestStore(location: StoreLocation(address))
      _ = try await test.sql("ALTER ROLE \(role) LOGIN")
      let own = try await Store.open(
        StoreLocation(address.replacing("//postgres@", with: "//\(role)@")), migrating: false, now: { .nine })
      do { try await body(test, own) } catch {
        await own.close()
        await test.store.close()
        throw error
      }
      await own.close()
      await test.store.close()
    }
  }
}
