/// How likely it is that the user answers a message, and why, in words for the user.
package struct Judgement: Sendable, Equatable {
  /// One fact and what it does.
  package struct Reason: Sendable, Equatable {
    package var layer: JudgingLayer
    /// Times as likely, before the overlap of facts is taken off; below 1 less, 1 for what is only told.
    package var factor: Double
    /// A sentence, of our own words and numbers: nothing that a sender wrote.
    package var words: String

    package init(layer: JudgingLayer, factor: Double, words: String) {
      self.layer = layer
      self.factor = factor
      self.words = words
    }
  }

  /// From 0 to 1. What triage sets aside has 0, everything else more.
  package let score: Double
  /// What each layer makes of it: times as likely as of an ordinary message; 0 for what is set aside.
  package let parts: [JudgingLayer: Double]
  /// The weightiest first.
  package let reasons: [Reason]
  /// What triage says of the message alone.
  package let setAside: SetAsideReason?
  /// What a model made of it; nil when none was asked, or nothing came of it.
  package let assessment: MailAssessment?

  init(setAside: SetAsideReason?, reasons: [Reason], assessment: MailAssessment? = nil) {
    self.setAside = setAside
    self.assessment = assessment
    var parts: [JudgingLayer: Double] = [.headers: setAside == nil ? 1 : 0]
    for reason in reasons where reason.layer != .headers { parts[reason.layer, default: 1] *= reason.factor }
    self.parts = parts
    self.reasons = reasons.sorted { Self.weight($0) > Self.weight($1) }
    let product = parts.values.sorted().reduce(1, *)
    // Facts overlap: who is answered often is written to often. So their product claims too much, and its root is near what
    // was measured.
    let odds = ReplyWeights.usualOdds * product.squareRoot()
    score = odds / (1 + odds)
  }

  private static func weight(_ reason: Reason) -> Double {
    reason.factor > 0 ? max(reason.factor, 1 / reason.factor) : .infinity
  }
}

extension Judgement {
  /// With what a model made of it among the reasons. Where triage has set it aside that changes nothing.
  package func assessed(as assessment: MailAssessment) -> Judgement {
    let reason = Reason(layer: .reading, factor: assessment.verdict.factor, words: assessment.verdict.words)
    return Judgement(
      setAside: setAside, reasons: reasons.filter { $0.layer != .reading } + [reason], assessment: assessment)
  }

  /// Whether the user wants a draft for such mail.
  package func deservesDraft(at strictness: Strictness) -> Bool { setAside == nil && score >= strictness.threshold }

  /// Why there is none: triage's own reason, or what weighs most against it; nil when it deserves one.
  package func reasonToSetAside(at strictness: Strictness) -> SetAsideReason? {
    if let setAside { return setAside }
    guard !deservesDraft(at: strictness) else { return nil }
    let against = reasons.filter { $0.factor < 1 }.prefix(2).map(\.words)
    let words = against.isEmpty ? "Nothing says that you would answer it." : against.joined(separator: " ")
    return SetAsideReason(code: "unlikely", words: "You seldom answer such mail. \(words)")
  }

  /// What speaks for a draft, in one or two sentences.
  package var wordsFor: String {
    let reasons = reasons.filter { $0.factor > 1 }.prefix(2)
    return reasons.isEmpty
      ? "It was written to you, and you have not answered it." : reasons.map(\.words).joined(separator: " ")
  }
}
