import FleetStatus
import Secretary
import Storage

/// What is left of what the person's mail may take in a day, each in a sentence.
struct DayBudget: Sendable, Equatable {
  let drafts: String
  /// Nil where models have no limit.
  let models: String?

  init(_ facts: SettingsFacts, clock: WallClock) {
    drafts =
      "\(facts.draftsLately) of \(WallClock.count(facts.draftsADay, "draft")) were written within the last 24 hours."
    let today = StatusReport.day(of: clock.now, in: clock.zoneName)
    let taken = facts.modelDays.last { $0.day == today }?.totals ?? ModelTotals()
    let limits = [
      facts.budget.tokens.map { "\(taken.tokens) of \(WallClock.count($0, "token"))" },
      facts.budget.money.map { "\(taken.cost.amount) of \($0.amount) \(facts.budget.currency)" },
    ].compactMap(\.self)
    models =
      limits.isEmpty
      ? nil
      : "\(limits.joined(separator: " and ")) of language models are used today. It begins anew at midnight in \(clock.zoneName)."
  }
}
