import Secretary

/// All that is measured of the judge on some mailboxes.
struct JudgingReport {
  let mailboxes: [Replay]

  /// Mailbox by mailbox, then the means of each ranker.
  var judged: [EvaluationLine] { lines(Ranker.judges, threshold: Strictness.standard.threshold) }

  var trivial: [EvaluationLine] { lines(Ranker.trivial, threshold: nil) }

  private func lines(_ rankers: [Ranker], threshold: Double?) -> [EvaluationLine] {
    let lines = mailboxes.flatMap { mailbox in
      rankers.map { ranker in
        EvaluationLine(
          ranker.ranking(mailbox.rows), mailbox: mailbox.name, layers: ranker.name, threshold: threshold)
      }
    }
    return lines + rankers.map { ranker in EvaluationLine(meanOf: lines.filter { $0.layers == ranker.name }) }
  }

  /// The judge on all mail as if it were one mailbox.
  var together: EvaluationLine? {
    Ranker.judges.last.map { judge in
      EvaluationLine(
        judge.ranking(mailboxes.flatMap(\.rows)), mailbox: "together", layers: judge.name,
        threshold: Strictness.standard.threshold)
    }
  }

  /// The judge on mail of people who never wrote before and were never written to, over all mailboxes.
  var strangers: EvaluationLine? {
    let rows = mailboxes.flatMap(\.rows).filter(\.isFirstMail)
    guard let judge = Ranker.judges.last, !rows.isEmpty else { return nil }
    return EvaluationLine(
      judge.ranking(rows), mailbox: "first mails", layers: judge.name, threshold: Strictness.standard.threshold)
  }

  /// Each fact alone: how often mail of which it holds was answered, and other mail, over all mailboxes.
  var facts: [(name: String, count: Int, rate: Double, otherwise: Double)] {
    let rows = mailboxes.flatMap(\.rows)
    return Self.asked.map { name, holds in
      let with = rows.filter(holds)
      let without = rows.filter { !holds($0) }
      func rate(_ rows: [Replay.Row]) -> Double { Double(rows.count(where: \.isAnswered)) / Double(rows.count) }
      return (name, with.count, rate(with), rate(without))
    }
  }

  private static let asked: [(String, @Sendable (Replay.Row) -> Bool)] = [
    ("set aside by triage", { $0.signals.setAside != nil }),
    ("own mail in it before", { $0.signals.thread.hasOwnMail }),
    ("answers the user", { $0.signals.thread.answersOwner }),
    ("own promise", { $0.signals.thread.hasOwnPromise }),
    ("open question", { $0.signals.thread.hasOpenQuestion }),
    ("a forward", { $0.signals.thread.isForward }),
    ("only thanks", { $0.signals.thread.isOnlyThanks }),
    ("to the user alone", { $0.signals.recipients == 1 }),
    ("links, never written to", { $0.signals.bringsLinks && $0.signals.correspondent?.written ?? 0 == 0 }),
    ("greets the user", { $0.signals.isGreeted }),
    ("written to before", { $0.signals.correspondent?.written ?? 0 > 0 }),
    ("answered before", { $0.signals.correspondent?.answered ?? 0 > 0 }),
    (
      "three mails, none answered",
      { ($0.signals.correspondent?.received ?? 0) > 2 && $0.signals.correspondent?.answered == 0 }
    ),
    ("first mail", { $0.isFirstMail }),
  ]

  /// A step of the score over all mailboxes: what it promises and what came of it, and what all of it and above would be,
  /// as means over the mailboxes.
  struct ScoreStep {
    var from: Double
    var count: Int
    var score: Double
    var rate: Double
    var drafted: Double
    var recall: Double
  }

  var calibration: [ScoreStep] {
    guard let judge = Ranker.judges.last else { return [] }
    let rows = mailboxes.flatMap(\.rows).map { (score: judge.score($0), isAnswered: $0.isAnswered) }
    let rankings = mailboxes.map { judge.ranking($0.rows) }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let bounds = [0, 0.05, 0.08, 0.1, 0.11, 0.12, 0.13, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1.01]
    return zip(bounds, bounds.dropFirst()).compactMap { from, to in
      let found = rows.filter { $0.score >= from && $0.score < to }
      guard !found.isEmpty else { return nil }
      return ScoreStep(
        from: from, count: found.count, score: mean(found.map(\.score)),
        rate: mean(found.map { $0.isAnswered ? 1 : 0 }),
        drafted: mean(rankings.map { $0.drafted(from: from) }), recall: mean(rankings.map { $0.recall(from: from) }))
    }
  }

  /// All layers at each strictness, as means over the mailboxes.
  var steps: [(strictness: Strictness, drafted: Double, recall: Double, precision: Double)] {
    guard let judge = Ranker.judges.last else { return [] }
    return Strictness.allCases.map { strictness in
      let lines = mailboxes.map { mailbox in
        EvaluationLine(
          judge.ranking(mailbox.rows), mailbox: mailbox.name, layers: judge.name, threshold: strictness.threshold)
      }
      let mean = EvaluationLine(meanOf: lines)
      let precisions = lines.map { ($0.recall ?? 0) * $0.baseRate / max($0.draftedShare ?? 0, .leastNonzeroMagnitude) }
      return (
        strictness, mean.draftedShare ?? .nan, mean.recall ?? .nan,
        precisions.reduce(0, +) / Double(max(1, precisions.count))
      )
    }
  }

  /// Each mailbox by weights fitted to the others, and those weights.
  var fitted: (lines: [EvaluationLine], weights: [String]) {
    guard mailboxes.count > 1 else { return ([], []) }
    var lines: [EvaluationLine] = []
    var weights: [String] = []
    for (index, mailbox) in mailboxes.enumerated() {
      var others = mailboxes
      others.remove(at: index)
      let regression = LogisticRegression(others.map(\.rows))
      lines.append(
        EvaluationLine(
          regression.ranker.ranking(mailbox.rows), mailbox: mailbox.name, layers: regression.ranker.name,
          threshold: nil))
      weights.append("without \(mailbox.name): \(regression.told)")
    }
    return (lines + [EvaluationLine(meanOf: lines)], weights)
  }
}
