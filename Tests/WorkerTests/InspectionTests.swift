import FoundationEssentials
import GmailSimulator
import ManualTime
import Secretary
import Storage
import Synchronization
import Testing
import Vault

@testable import Worker

@Suite struct InspectionTests {
  private func inspection(_ house: Household) throws -> MailboxInspection {
    try MailboxInspection(
      house.configuration(), clock: HastyClock(time: house.time), now: { house.time.now })
  }

  @Test func `an explanation shows verdict, prompt and draft, and writes nothing`() async throws {
    try await Household.with(mode: .gmail) { house in
      let message = try await house.deliver(text: "Are you free?\u{1B}]0;evil\u{7}")
      try await house.google.expireAccessTokens()
      let before = try await house.store.credentials.credential(of: Household.ada)
      let explanation = try await inspection(house).explain(message.id)
      #expect(explanation.verdict == .needsReply(reason: "It was written to you, and you have not answered it."))
      #expect(
        explanation.text.contains("<message-to-answer") && explanation.text.contains("--- draft by holding-reply"))
      #expect(!explanation.text.contains("\u{1B}"))
      #expect(try await house.drafts.isEmpty)
      #expect(try await house.placed.isEmpty)
      #expect(try await house.entry(message.id) == nil)
      #expect(try await house.store.credentials.credential(of: Household.ada) == before)
      #expect(try await house.store.worker(of: Household.ada, lease: nil).intake.position() == nil)
    }
  }

  @Test func `mail that is set aside is explained by its rule`() async throws {
    try await Household.with { house in
      let message = try await house.deliver(headers: ["Auto-Submitted: auto-replied"])
      let text = try await inspection(house).explain(message.id).text
      #expect(text.contains("set aside (auto-reply): It is an automatic reply (Auto-Submitted: auto-replied)."))
      #expect(text.hasSuffix("In the ledger: not seen yet."))
    }
  }

  @Test(arguments: DraftMode.allCases)
  func `a message that has its draft is explained as it was decided`(mode: DraftMode) async throws {
    try await Household.with(mode: mode) { house in
      _ = try await house.worker().check()
      let message = try await house.deliver()
      _ = try await house.worker().check()
      let explanation = try await inspection(house).explain(message.id)
      #expect(explanation.recorded?.name == .drafted)
      #expect(explanation.draft?.body == (try await house.drafts.first?.body))
    }
  }

  @Test func `a dry run tells what the next check would do, which then does it`() async throws {
    try await Household.with { house in
      let told = Told()
      #expect(try await inspection(house).dryRun(tell: { told.add($0) }) == .wouldStartNow)
      _ = try await house.worker().check()
      let asked = try await house.deliver()
      let list = try await house.deliver(headers: ["List-Id: <x.example>"])
      #expect(try await inspection(house).dryRun(tell: { told.add($0) }) == .looked)
      #expect(told.lines.map(\.messageID) == [asked.id, list.id])
      #expect(told.lines.first?.brief.contains("    Hello Ben") == true)
      #expect(try await house.entry(asked.id) == nil)
      _ = try await house.worker().check()
      #expect(try await house.drafts.map(\.messageID) == [asked.id])
      #expect(try await house.code(list.id) == "mailing-list")
    }
  }

  @Test func `bad cases have a sentence and a code`() async throws {
    try await Household.with { house in
      var stranger = try house.configuration()
      stranger.user = UserID("nobody")
      await #expect(throws: WorkerEnd(.configuration, StorageError.unknownUser.description)) {
        try await MailboxInspection(stranger).explain(MessageID("1"))
      }
      var wrongKey = try house.configuration()
      wrongKey.keys = try house.ring.keys(forUser: "somebody else")
      let end = await #expect(throws: WorkerEnd.self) {
        try await MailboxInspection(wrongKey).explain(MessageID("1"))
      }
      #expect(end?.status == .configuration)
      var elsewhere = try house.configuration()
      let nowhere = try StoreLocation("sqlite:/nowhere/at/all.db")
      elsewhere.openStore = { try await LeasedStore.open(nowhere, of: $0, lease: $1, now: $2) }
      let missing = await #expect(throws: WorkerEnd.self) {
        try await MailboxInspection(elsewhere).explain(MessageID("1"))
      }
      #expect(missing?.status == .temporary)
      try await house.store.credentials.wipe(Household.ada, because: "Test.")
      let unconnected = await #expect(throws: WorkerEnd.self) {
        try await inspection(house).explain(MessageID("1"))
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
