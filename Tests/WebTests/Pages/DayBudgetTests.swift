import FoundationEssentials
import Secretary
import Storage
import Testing

@testable import Web

struct DayBudgetTests {
  private static func page(_ budget: ModelBudget, zone: String = "Europe/Berlin", days: [String]) -> DayBudget {
    var facts = SettingsFacts(
      connection: .never, isSwitchedOn: false, form: SettingsForm(AgentSettings(userID: .ann)), standardInterval: 300,
      owner: MailboxOwner(primary: EmailAddress(address: "ann@example.com")), zones: [], history: [], user: .ann,
      signedInAs: "ann@example.com")
    (facts.budget, facts.draftsLately, facts.draftsADay) = (budget, 1, 300)
    facts.modelDays = days.map {
      ModelDay(
        userID: .ann, day: $0, timeZone: zone,
        totals: ModelTotals(calls: 2, prompt: 900, completion: 100, cost: Cost(microUnits: 30_000)))
    }
    // Half past eleven at night in London, and tomorrow already in Berlin.
    return DayBudget(facts, clock: WallClock(now: Date(timeIntervalSince1970: 1_796_081_400), zone: zone))
  }

  @Test func `it says what is used of the day that it is where the person is, and when it begins anew`() {
    let budget = ModelBudget(tokens: 4_000, money: Cost(microUnits: 500_000), currency: "EUR")
    #expect(Self.page(budget, days: ["2026-11-30"]).drafts == "1 of 300 drafts were written within the last 24 hours.")
    #expect(
      Self.page(budget, zone: "Europe/London", days: ["2026-11-30"]).models
        == "1000 of 4000 tokens and 0.030 of 0.50 EUR of language models are used today. It begins anew at midnight in Europe/London."
    )
    #expect(
      Self.page(budget, days: ["2026-11-30"]).models
        == "0 of 4000 tokens and 0.00 of 0.50 EUR of language models are used today. It begins anew at midnight in Europe/Berlin."
    )
  }

  @Test func `without a limit nothing is said of models`() {
    #expect(Self.page(ModelBudget(), days: ["2026-11-30"]).models == nil)
  }

  @Test(arguments: [(0, "2 calls"), (1, "2 calls (1 estimated)")])
  func `a day says how many of its calls nobody counted`(estimated: Int, calls: String) {
    let day = ModelDay(
      userID: .ann, day: "2026-11-30", timeZone: "UTC", totals: ModelTotals(calls: 2), estimatedCalls: estimated)
    #expect(ModelDayLine(day, currency: "EUR").calls == calls)
  }
}
