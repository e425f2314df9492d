import FoundationEssentials
import Testing

@testable import Secretary

@Suite struct SendSettlementTests {
  private static let ours = MessageID("ours")
  private static let other = MessageID("other")

  @Test(
    arguments: [
      (ours, true, nil, SendSettlement.sent(ours)),  // a draft that stays behind after it was sent
      (ours, false, other, .sent(ours)),
      (nil, true, nil, .notSent),
      (nil, true, other, .notSent),  // an answer of the user's own; our draft is still there
      (nil, false, other, .sent(other)),
    ] as [(MessageID?, Bool, MessageID?, SendSettlement)])
  func `a send whose answer got lost is settled by what Gmail shows`(
    sentAs: MessageID?, draftExists: Bool, newerSent: MessageID?, expected: SendSettlement
  ) {
    #expect(SendSettlement.decide(sentAs: sentAs, draftExists: draftExists, newerSent: newerSent) == expected)
  }

  @Test func `without any trace nothing is claimed, and the person is asked to look`() {
    guard case .undecided(let notice) = SendSettlement.decide(sentAs: nil, draftExists: false, newerSent: nil) else {
      return #expect(Bool(false))
    }
    #expect(notice.contains("Gmail") && notice.contains("Look"))
  }

  @Test(arguments: [(0.0, 5.0), (2, 3), (5, 0), (600, 0), (-3_600, 5)])
  func `what was asked is given five seconds to come to rest, whatever a clock does`(passed: Double, wait: Double) {
    let start = Date(timeIntervalSince1970: 1_790_000_000)
    #expect(abs(SendSettlement.wait(since: start, now: start.addingTimeInterval(passed)) - wait) < 0.001)
  }
}
