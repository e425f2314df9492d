/// How far a draft can be trusted, reckoned from what was found in it. Nobody asks a model how sure it is.
package struct Confidence: Sendable, Equatable {
  package enum Level: String, Sendable, CaseIterable {
    case sure, lookOver, unsure
  }

  package let level: Level
  /// A sentence for the person, of our own words and numbers.
  package let reason: String

  /// - Parameter score: how likely the judge found it that the user answers such mail; nil when it was not asked.
  package init(_ checks: DraftChecks, score: Double?) {
    let untraced = checks.untraced.values.reduce(0, +)
    if untraced > 0 {
      level = .unsure
      reason =
        untraced == 1
        ? "One thing in it has no source." : "\(untraced) things in it have no source."
    } else if checks.isDoubtful {
      level = .unsure
      reason = "The mail may not be from whom it seems to be from."
    } else if checks.needsLook {
      level = .unsure
      reason = "It is about a payment or an account, or repeats an address that only the other side names."
    } else if checks.gaps > 0 {
      level = .lookOver
      reason = "Something in it is left for you to fill in."
    } else if !checks.marks.isEmpty {
      level = .lookOver
      reason = "It may commit you to something."
    } else if checks.openAsks > 0 {
      level = .lookOver
      reason =
        checks.asks == 1
        ? "It may not answer what the mail asks."
        : "It may leave open \(checks.openAsks) of the \(checks.asks) things that the mail asks."
    } else if let score, score < Strictness.standard.threshold {
      level = .lookOver
      reason = "You would seldom answer such mail."
    } else {
      level = .sure
      let answers = checks.asks == 0 ? "" : ", and what the mail asks is taken up"
      reason =
        checks.traced == 0
        ? "It states nothing that would have a source\(answers)." : "All that it states has a source\(answers)."
    }
  }
}
