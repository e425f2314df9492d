/// The scores near a person's threshold, where what a model makes of a message can still change whether it gets a draft. Below
/// and above, a call would be paid for and change nothing.
///
/// It follows from the weights. In odds it reaches from 1 / √2.5 = 0.63 of the threshold's, which the best verdict lifts onto it,
/// to 1 / √0.25 = 2 times, from where the worst brings it down: scores from 0.079 to 0.214 at the standard strictness.
package struct MiddleBand: Sendable, Equatable {
  private let threshold: Double

  package init(of strictness: Strictness) { threshold = strictness.threshold }

  package func contains(_ score: Double) -> Bool {
    // Whoever wants everybody's mail drafted asks for no judgement.
    guard threshold > 0, score > 0, score < 1 else { return false }
    let factors = MailAssessment.Verdict.allCases.map { $0.factor.squareRoot() }
    let (odds, line) = (score / (1 - score), threshold / (1 - threshold))
    return odds * (factors.max() ?? 1) >= line && odds * (factors.min() ?? 1) < line
  }
}
