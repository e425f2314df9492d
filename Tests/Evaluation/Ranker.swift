import Secretary

/// A way to say which message comes before which.
struct Ranker: Sendable {
  let name: String
  let score: @Sendable (Replay.Row) -> Double

  func ranking(_ rows: [Replay.Row]) -> Ranking {
    Ranking(rows.map { Ranking.Entry(score: score($0), isAnswered: $0.isAnswered) })
  }

  /// What needs no judge: one thing that anybody would think of first.
  static let trivial: [Ranker] = [
    Ranker(name: "alone in To") { $0.signals.recipients == 1 ? 1 : 0 },
    Ranker(name: "fewest in To") { -Double($0.signals.recipients) },
    Ranker(name: "asks something") { $0.asksSomething ? 1 : 0 },
    Ranker(name: "an answer (Re:)") { $0.isAnswer ? 1 : 0 },
    Ranker(name: "same house") { $0.isFromSameHouse ? 1 : 0 },
    Ranker(name: "written to") { $0.signals.correspondent?.written ?? 0 > 0 ? 1 : 0 },
  ]

  /// - Parameter layers: the score of what is left out is that of an ordinary message.
  static func judge(_ layers: Set<JudgingLayer>) -> Ranker {
    // Signals are taken with the owner known; judging them asks for nobody.
    let judge = Judge(owner: MailboxOwner(primary: EmailAddress(address: "")), layers: layers)
    return Ranker(name: layers.sorted().map { "\($0.rawValue)" }.joined(separator: "+")) {
      judge.judgement(of: $0.signals).score
    }
  }

  /// Layer 1, 1 and 2, all three.
  static let judges = measured.indices.map { last in judge(Set(measured[...last])) }

  /// The layers that need no model.
  private static let measured: [JudgingLayer] = [.headers, .thread, .relation]
}
