import Database
import Secretary
import StoreRequests
import Testing
import Vault

@testable import Storage

/// What the outside world is about to learn of is on the disk before; for what a worker or a person does again anyway, nobody
/// waits.
@Suite struct DurabilityTests {
  /// The verbs of a worker that survive a power cut; all others of its verbs need not.
  private static let surviving: Set = [
    "saveTokens", "disconnect", "propose", "markPlacing", "markSending", "markSent", "markSentByUser", "markUndecided",
    "rewrite", "begin a call",
  ]

  @Test(arguments: LeaseProofTests.writes.map(\.name))
  func `of a worker's verbs those survive a power cut that others see`(
    _ name: String
  ) async throws {
    let write = try #require(LeaseProofTests.writes.first { $0.name == name })
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let worker = try await write.prepare(ann, in: test)
      let isDurable = Self.surviving.contains(name)
      try await test.expect(isDurable: isDurable) { try await write.act(worker, test) }
    }
  }

  @Test func `what a person does survives a power cut`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let store = test.store
      let token = try await store.sessions.open(for: ann, lifetime: SessionTests.lifetime)
      let state = try await store.oauthRequests.begin(browser: OAuthRequestTests.browser, lifetime: .seconds(600))
      let draft = try await test.proposed("d1", of: ann, showing: Conversation(messages: []))
      let rotated = try test.ring.rotated().keys(forUser: ann.rawValue)
      let worker = try await test.worker(of: ann)
      try await worker.intake.record(
        IntakeRecord(MailboxTests.seen("m9"), movingCursorTo: MailboxCursor("9"), at: .nine))
      try await test.expect(isDurable: true) {
        try await store.memory.remember(SealedFact(MemoryTests.fact("f1"), with: test.keys(ann)), of: ann)
      }
      let old = EmailAddress(address: "ann@old.example")
      try await worker.ledger.describe(
        MessageDescription(
          MessageID("m9"), sender: "Bob", subject: "Hello", receivedAt: .nine,
          showing: AddressSighting(address: old, isStamped: true)))
      try await test.expect(isDurable: true) { try await store.settings.takeAddress(old, of: ann) }
      try await test.expect(isDurable: true) { try await store.correspondents.choose(.never, for: old, of: ann) }
      try await test.expect(isDurable: true) { try await store.correspondents.forget(of: ann) }
      try await test.expect(isDurable: true) { try await store.ledger.draftAnyway(MessageID("m9"), of: ann) }
      try await test.expect(isDurable: true) { try await store.users.add("bob@example.com") }
      try await test.expect(isDurable: true) { try await store.users.signIn(subject: "1", address: "cleo@example.com") }
      try await test.expect(isDurable: true) {
        try await store.oauthRequests.redeem(state: state, browser: OAuthRequestTests.browser)
      }
      try await test.expect(isDurable: true) { try await store.settings.suppose(timeZone: "Asia/Tokyo", of: ann) }
      try await test.expect(isDurable: true) { try await store.settings.save(AgentSettings(userID: ann)) }
      try await test.expect(isDurable: true) { try await store.settings.setEnabled(true, for: ann) }
      try await test.expect(isDurable: true) { try await store.decisions.approve(draft.id, of: ann, version: 1) }
      try await test.expect(isDurable: true) { try await store.credentials.reseal(ann, with: rotated) }
      try await test.expect(isDurable: true) { try await store.drafts.resealConversations(of: ann, with: rotated) }
      try await test.expect(isDurable: true) { try await store.memory.reseal(of: ann, with: rotated) }
      try await test.expect(isDurable: true) { try await store.credentials.wipe(ann, because: "withdrawn") }
      try await test.expect(isDurable: true) {
        try await store.credentials.connect(
          ann, address: "ann@gmail.com", tokens: TestStore.tokens, sealedWith: test.keys(ann), scopes: [])
      }
      try await test.expect(isDurable: true) { try await store.sessions.close(token) }
      try await test.expect(isDurable: true) { try await store.sessions.closeAll(of: ann) }
    }
  }

  @Test func `what tells of now is not waited for`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser()
      let store = test.store
      let holder = TestStore.supervisor
      let token = try await store.sessions.open(for: ann, lifetime: SessionTests.lifetime)
      try await test.expect(isDurable: false) { try await store.settings.requestCheck(of: ann) }
      try await test.expect(isDurable: false) {
        try await store.leases.acquire([ann], holder: holder, until: .nine(plus: 60))
      }
      try await test.expect(isDurable: false) {
        try await store.leases.renew(holder, until: .nine(plus: 90), holding: 1)
      }
      let lease = try #require(
        try await store.leases.acquire([ann], holder: holder, until: .nine(plus: 60)).granted[ann])
      try await test.expect(isDurable: false) { try await store.leases.release(ann, token: lease) }
      try await test.expect(isDurable: false) { try await store.leases.release(all: holder.id) }
      let supervisor = SupervisorStatus(
        id: holder.id, host: "mail1", pid: 100, version: "1.0", startedAt: .nine, heartbeatAt: .nine)
      try await test.expect(isDurable: false) { try await store.status.report(supervisor, workers: []) }
      try await test.expect(isDurable: false) { try await store.status.removeSupervisor(holder.id) }
      try await test.expect(isDurable: false) {
        try await store.drafts.forgetConversations(of: ann, olderThan: .nine)
      }
      try await test.expect(isDurable: false) {
        try await store.oauthRequests.begin(browser: OAuthRequestTests.browser, lifetime: .seconds(600))
      }
      try await test.expect(isDurable: false) {
        try await store.sessions.open(for: ann, lifetime: SessionTests.lifetime)
      }
      test.setClock(to: .nine(plus: 11 * 3600))
      try await test.expect(isDurable: false) { try await store.sessions.session(token, idle: SessionTests.idle) }
      try await test.expect(isDurable: false) { try await store.sessions.removeExpired(idle: SessionTests.idle) }
      try await test.expect(isDurable: false) { try await store.oauthRequests.removeExpired() }
    }
  }
}

extension TestStore {
  /// The last transaction of `act` is written through to the disk, or is not.
  fileprivate func expect(
    isDurable: Bool, sourceLocation: SourceLocation = #_sourceLocation, _ act: () async throws -> some Any
  ) async throws {
    // What it has to change.
    try await store.connection.write(durable: !isDurable) { _ = try $0.query("SELECT 1 AS one", []) }
    _ = try await act()
    let level = try await store.connection.read("PRAGMA synchronous") { try $0.int("synchronous") }
    // FULL or NORMAL: https://www.sqlite.org/pragma.html#pragma_synchronous
    #expect(level == [isDurable ? 2 : 1], sourceLocation: sourceLocation)
  }
}
