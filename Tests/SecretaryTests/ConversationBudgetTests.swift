import Testing

@testable import Secretary

@Suite struct ConversationBudgetTests {
  @Test func `the message to answer is given whole, others as far as the rest reaches, the newest first`() {
    #expect(ConversationBudget.shares(of: [10], answering: 0) == [10])
    #expect(ConversationBudget.shares(of: [20_000], answering: 0) == [8_000])
    // 14,000 less 1,000, 500, 500 and 100 are 11,900: half of it for the newest, and half of the rest.
    #expect(ConversationBudget.shares(of: [9_000, 9_000, 9_000, 100], answering: 3) == [1_000, 3_475, 6_450, 100])
  }

  @Test func `what came after the message to answer has its share too`() {
    #expect(ConversationBudget.shares(of: [100, 200, 900], answering: 1) == [100, 200, 900])
    #expect(ConversationBudget.shares(of: [20_000, 700], answering: 0) == [8_000, 700])
  }

  @Test func `the total is never exceeded, and nobody goes without`() {
    for answered in 0..<ConversationBudget.mostMessages {
      let lengths = Array(repeating: 1_000_000, count: ConversationBudget.mostMessages)
      let shares = ConversationBudget.shares(of: lengths, answering: answered)
      #expect(shares.reduce(0, +) <= ConversationBudget.total)
      #expect(shares.allSatisfy { $0 >= ConversationBudget.least })
    }
  }
}
