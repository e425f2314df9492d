/// What each step of strictness would have meant for mail that has come already. Pure.
package struct StrictnessPreview: Sendable, Equatable {
  /// Seconds of mail that are looked back on.
  package static let period: Double = 30 * 86_400
  /// Examples of one step.
  static let mostExamples = 2

  package struct Step: Sendable, Equatable {
    package let strictness: Strictness
    /// How many drafts there would have been.
    package let drafts: Int
    /// Mail that this step drafts and the stricter one before it does not; those it is surest of first.
    package let examples: [JudgedMail]
  }

  /// The strictest first.
  package let steps: [Step]
  /// How much mail was judged: what triage sets aside is not among it.
  package let messages: Int

  package init(_ mail: [JudgedMail]) {
    messages = mail.count
    var stricter = Double.infinity
    var steps: [Step] = []
    for strictness in Strictness.allCases {
      let drafted = mail.filter { $0.score >= strictness.threshold }
      let added = drafted.filter { $0.score < stricter }.sorted {
        ($0.score, $0.receivedAt) > ($1.score, $1.receivedAt)
      }
      steps.append(
        Step(strictness: strictness, drafts: drafted.count, examples: Array(added.prefix(Self.mostExamples))))
      stricter = strictness.threshold
    }
    self.steps = steps
  }
}
