import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import StoreRequests
import Synchronization
import Testing
import Vault

@testable import Worker

@Suite struct InspectionTests {
  private func inspection(_ fixture: WorkerFixture) throws -> MailboxInspection {
    try MailboxInspection(
      fixture.configuration(), clock: HastyClock(time: fixture.time), now: { fixture.time.now })
  }

  @Test func `an explanation shows verdict, prompt and draft, and writes nothing`() async throws {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      let message = try await fixture.deliver(text: "Are you free?\u{1B}]0;evil\u{7}")
      try await fixture.google.expireAccessTokens()
      let before = try await fixture.store.credentials.credential(of: WorkerFixture.ada)
      let explanation = try await inspection(fixture).explain(message.id.rawValue)
      #expect(explanation.verdict == .needsReply(reason: "It was written to you, and you have not answered it."))
      #expect(
        explanation.text.contains("<message-to-answer") && explanation.text.contains("--- draft by holding-reply"))
      #expect(!explanation.text.contains("\u{1B}"))
      #expect(try await fixture.drafts.isEmpty)
      #expect(try await fixture.placed.isEmpty)
      #expect(try await fixture.entry(message.id) == nil)
      #expect(try await fixture.store.credentials.credential(of: WorkerFixture.ada) == before)
      #expect(try await fixture.store.worker(of: WorkerFixture.ada, lease: nil).intake.position() == nil)
    }
  }

  @Test func `the latest message is explained without its id, and of one that is not there nothing is made up`()
    async throws
  {
    try await WorkerFixture.with(mode: .gmail) { fixture in
      let none = await #expect(throws: WorkerEnd.self) { try await inspection(fixture).explainLatest() }
      #expect(none?.words == "There is no message in the inbox.")
      try await fixture.deliver(subject: "First")
      fixture.time.advance(by: 60)
      let latest = try await fixture.deliver(subject: "Second")
      #expect(try await inspection(fixture).explainLatest().messageID == latest.id)
      let unknown = await #expect(throws: WorkerEnd.self) {
        try await inspection(fixture).explain("18c0ffee")
      }
      #expect(
        unknown?.status == .usage && unknown?.words.contains("no message '18c0ffee' in this mailbox") == true,
        "\(unknown?.words ?? "")")
    }
  }

  @Test func `a message is explained by words of its subject, the newest of those that have them`() async throws {
    try await WorkerFixture.with { fixture in
      _ = try await fixture.worker().check()
      let first = try await fixture.deliver(subject: "Die Übergabe am Montag")
      fixture.time.advance(by: 60)
      try await fixture.deliver(subject: "Something else")
      _ = try await fixture.worker().check()
      #expect(try await inspection(fixture).explain("übergabe").messageID == first.id)
      fixture.time.advance(by: 60)
      let second = try await fixture.deliver(subject: "Re: Die Übergabe am Montag")
      _ = try await fixture.worker().check()
      let explanation = try await inspection(fixture).explain("ÜBERGABE AM")
      #expect(explanation.messageID == second.id)
      #expect(explanation.text.contains("The newest of 2 messages with such a subject; before it: \(first.id)"))
      let none = await #expect(throws: WorkerEnd.self) { try await inspection(fixture).explain("Abschied") }
      #expect(none?.words.contains("neither by its id nor by its subject") == true)
    }
  }

  @Test func `mail that is set aside is explained by its rule`() async throws {
    try await WorkerFixture.with { fixture in
      let message = try await fixture.deliver(headers: ["Auto-Submitted: auto-replied"])
      let text = try await inspection(fixture).explain(message.id.rawValue).text
      #expect(text.contains("set aside (auto-reply): It is an automatic reply (Auto-Submitted: auto-replied)."))
      #expect(text.hasSuffix("In the ledger: not seen yet."))
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a message that has its draft is explained as it was decided`(mode: DraftMode) async throws {
    try await WorkerFixture.with(mode: mode) { fixture in
      _ = try await fixture.worker().check()
      let message = try await fixture.deliver()
      _ = try await fixture.worker().check()
      let explanation = try await inspection(fixture).explain(message.id.rawValue)
      #expect(explanation.recorded?.name == .drafted)
      #expect(explanation.draft?.body == (try await fixture.drafts.first?.body))
    }
  }

  @Test func `a dry run tells what the next check would do, which then does it`() async throws {
    try await WorkerFixture.with { fixture in
      let told = Told()
      #expect(try await inspection(fixture).dryRun(tell: { told.add($0) }) == .wouldStartNow)
      _ = try await fixture.worker().check()
      let asked = try await fixture.deliver()
      let list = try await fixture.deliver(headers: ["List-Id: <x.example>"])
      #expect(try await inspection(fixture).dryRun(tell: { told.add($0) }) == .looked)
      #expect(told.lines.map(\.messageID) == [asked.id, list.id])
      #expect(told.lines.first?.brief.contains("    Hello Ben") == true)
      #expect(try await fixture.entry(asked.id) == nil)
      _ = try await fixture.worker().check()
      #expect(try await fixture.drafts.map(\.messageID) == [asked.id])
      #expect(try await fixture.code(list.id) == "mailing-list")
    }
  }

  @Test func `bad cases have a sentence and a code`() async throws {
    try await WorkerFixture.with { fixture in
      var stranger = try fixture.configuration()
      stranger.user = UserID("nobody")
      await #expect(throws: WorkerEnd(.configuration, StorageError.unknownUser.description)) {
        try await MailboxInspection(stranger).explain("1")
      }
      var wrongKey = try fixture.configuration()
      wrongKey.keys = try fixture.ring.keys(forUser: "somebody else")
      let end = await #expect(throws: WorkerEnd.self) {
        try await MailboxInspection(wrongKey).explain("1")
      }
      #expect(end?.status == .configuration)
      var elsewhere = try fixture.configuration()
      let nowhere = try StoreLocation("sqlite:/nowhere/at/all.db")
      elsewhere.openStore = { try await LeasedStore.open(nowhere, of: $0, lease: $1, now: $2) }
      let missing = await #expect(throws: WorkerEnd.self) {
        try await MailboxInspection(elsewhere).explain("1")
      }
      #expect(missing?.status == .temporary)
      try await fixture.store.credentials.wipe(WorkerFixture.ada, because: "Test.")
      let unconnected = await #expect(throws: WorkerEnd.self) {
        try await inspection(fixture).explain("1")
      }
      #expect(unconnected?.status == .needsUser)
    }
  }

  private final class Told: Sendable {
    private let all = Mutex<[Explanation]>([])
    var lines: [Explanation] { all.withLock { $0 } }
    func add(_ explanation: Explanation) { all.withLock { $0.append(explanation) } }
  }
}
