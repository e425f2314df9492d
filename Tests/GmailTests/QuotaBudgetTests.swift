import FoundationEssentials
import Testing

@testable import Gmail

struct QuotaBudgetTests {
  private static func at(_ seconds: Double) -> Date { Date(timeIntervalSince1970: 1_790_000_000 + seconds) }

  @Test func `what fits exactly is taken, and one unit more is not`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    #expect(budget.take(60, at: Self.at(0)) == nil)
    #expect(budget.take(40, at: Self.at(0.9)) == nil)
    #expect(budget.take(1, at: Self.at(1)) == Self.at(61))
    #expect(budget.spent == 100)
  }

  @Test func `of itself it is what Google grants a user`() {
    #expect(QuotaBudget().unitsPerMinute == 6_000)
  }

  @Test func `a second counts for a minute and one second`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    _ = budget.take(100, at: Self.at(0))
    #expect(budget.take(1, at: Self.at(60.9)) == Self.at(61))
    #expect(budget.take(100, at: Self.at(61)) == nil)
  }

  @Test func `the wait ends when enough of it is over, not when all is`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    _ = budget.take(30, at: Self.at(0))
    _ = budget.take(30, at: Self.at(10))
    _ = budget.take(40, at: Self.at(20))
    #expect(budget.take(30, at: Self.at(30)) == Self.at(61))
    #expect(budget.take(31, at: Self.at(30)) == Self.at(71))
    #expect(budget.take(61, at: Self.at(30)) == Self.at(81))
  }

  @Test func `what costs more than a minute's worth waits for a quiet minute, and is then taken`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    _ = budget.take(10, at: Self.at(0))
    #expect(budget.take(500, at: Self.at(5)) == Self.at(61))
    #expect(budget.take(500, at: Self.at(61)) == nil)
  }

  @Test func `what somebody else spent a moment ago counts`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    _ = budget.take(70, at: Self.at(0))
    var next = QuotaBudget(unitsPerMinute: 100, recent: budget.recent)
    #expect(next.take(31, at: Self.at(30)) == Self.at(61))
    #expect(next.take(30, at: Self.at(30)) == nil)
    #expect(next.spent == 30)
  }

  @Test func `a clock that was set back forgets what was spent in its future`() {
    var budget = QuotaBudget(unitsPerMinute: 100)
    _ = budget.take(100, at: Self.at(50))
    #expect(budget.take(100, at: Self.at(0)) == nil)
  }
}
