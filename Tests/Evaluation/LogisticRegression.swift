import Foundation
import Secretary

/// The facts of the judge with weights that are fitted instead of fixed: how much is lost by round numbers, and whether they
/// hold on a mailbox that was not fitted to.
struct LogisticRegression: Sendable {
  static let names = [
    "habit", "balance", "share", "own mail", "greeted", "forward", "thanks", "promise", "open question",
  ]

  /// Logarithms, so that a weight is an exponent of the factor.
  static func facts(_ signals: ReplySignals) -> [Double] {
    let thread = signals.thread
    return [log(signals.habit), log(signals.balance), log(signals.share)]
      + [
        thread.hasOwnMail, signals.isGreeted, thread.isForward, thread.isOnlyThanks, thread.hasOwnPromise,
        thread.hasOpenQuestion,
      ].map { $0 ? 1 : 0 }
  }

  private(set) var intercept = 0.0
  private(set) var weights = [Double](repeating: 0, count: Self.names.count)

  /// Gradient descent with a little decay of the weights; what triage sets aside is left out, and each mailbox weighs the same.
  init(_ mailboxes: [[Replay.Row]]) {
    let groups = mailboxes.map { rows in
      rows.filter { $0.signals.setAside == nil }.map { (Self.facts($0.signals), $0.isAnswered ? 1.0 : 0.0) }
    }
    for _ in 0..<Self.steps {
      var ofIntercept = 0.0
      var gradient = weights.map { $0 * Self.decay }
      for group in groups {
        let share = 1 / Double(max(1, group.count) * groups.count)
        for (facts, answer) in group {
          let error = (1 / (1 + exp(-value(facts))) - answer) * share
          ofIntercept += error
          for (index, fact) in facts.enumerated() { gradient[index] += error * fact }
        }
      }
      intercept -= Self.rate * ofIntercept
      for index in weights.indices { weights[index] -= Self.rate * gradient[index] }
    }
  }

  private static let steps = 3_000
  private static let rate = 0.5
  private static let decay = 0.001

  private func value(_ facts: [Double]) -> Double { zip(weights, facts).reduce(intercept) { $0 + $1.0 * $1.1 } }

  var ranker: Ranker {
    Ranker(name: "fitted to others") { $0.signals.setAside == nil ? value(Self.facts($0.signals)) : -.infinity }
  }

  /// The exponents of what is a number, the factors of what is true or not.
  var told: String {
    zip(Self.names, weights).enumerated().map { index, weight in
      index < 3
        ? String(format: "%@ ^%.2f", weight.0, weight.1) : String(format: "%@ ×%.2f", weight.0, exp(weight.1))
    }.joined(separator: ", ")
  }
}
