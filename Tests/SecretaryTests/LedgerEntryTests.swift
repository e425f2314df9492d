import FoundationEssentials
import Secretary
import Testing

@Suite struct LedgerEntryTests {
  @Test func `a message that was only seen is neither begun nor wanted, and nothing is known of it`() {
    let entry = LedgerEntry(
      userID: UserID("ada"), messageID: MessageID("m1"), threadID: ThreadID("t1"), state: .seen,
      seenAt: Date(timeIntervalSince1970: 0))
    #expect(!entry.isBegun && !entry.isWanted && entry.attempts == 0)
    #expect(entry.sender == nil && entry.subject == nil && entry.receivedAt == nil)
  }
}
