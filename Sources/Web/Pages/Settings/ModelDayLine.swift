import Secretary
import Storage

/// What the person's mail took of language models on one of their days.
struct ModelDayLine: Sendable, Equatable {
  /// Seconds back from now in which days are shown, and the most days of them.
  static let period: Double = 30 * 86_400
  static let most = 14

  let modelDay: String
  let calls: String
  let tokens: String
  /// Nothing where nobody said what models cost.
  let cost: String

  init(_ day: ModelDay, currency: String) {
    modelDay = day.day
    let estimated = day.estimatedCalls > 0 ? " (\(day.estimatedCalls) estimated)" : ""
    calls = WallClock.count(day.totals.calls, "call") + estimated
    tokens = WallClock.count(day.totals.tokens, "token")
    cost = day.totals.cost > .zero ? "\(day.totals.cost.amount) \(currency)" : ""
  }
}
