/// Messages in the order in which a ranker would draft them, against what their owner did. Equal scores are no order: each
/// measure counts them as all orders of them together.
struct Ranking: Sendable {
  struct Entry: Sendable {
    var score: Double
    var isAnswered: Bool
  }

  /// The highest score first.
  let entries: [Entry]
  let answered: Int

  init(_ entries: [Entry]) {
    self.entries = entries.sorted { $0.score > $1.score }
    answered = entries.count { $0.isAnswered }
  }

  /// The user's own reply rate.
  var baseRate: Double { ratio(answered, entries.count) }

  /// Entries of one score together, the highest first.
  private var levels: [(score: Double, count: Int, answered: Int)] {
    var levels: [(score: Double, count: Int, answered: Int)] = []
    for entry in entries {
      if levels.last?.score != entry.score { levels.append((entry.score, 0, 0)) }
      levels[levels.count - 1].count += 1
      if entry.isAnswered { levels[levels.count - 1].answered += 1 }
    }
    return levels
  }

  /// The mean of the precision at each level, weighted by the recall that it adds, as scikit-learn defines it.
  var averagePrecision: Double {
    var seen = 0
    var hits = 0
    var sum = 0.0
    for level in levels {
      seen += level.count
      hits += level.answered
      sum += ratio(level.answered, answered) * ratio(hits, seen)
    }
    return sum
  }

  /// How probable it is that of an answered and an unanswered message the answered one is ranked higher; a tie is a half.
  var areaUnderCurve: Double {
    var above = 0
    var wins = 0.0
    for level in levels {
      wins += Double(level.count - level.answered) * (Double(above) + Double(level.answered) / 2)
      above += level.answered
    }
    let pairs = answered * (entries.count - answered)
    return pairs == 0 ? .nan : wins / Double(pairs)
  }

  /// The share of answered ones when as many are drafted as were answered.
  var precisionAtOwnRate: Double {
    var left = answered
    var hits = 0.0
    for level in levels where left > 0 {
      let taken = min(left, level.count)
      hits += Double(taken) * ratio(level.answered, level.count)
      left -= taken
    }
    return answered == 0 ? .nan : hits / Double(answered)
  }

  /// The share of all messages that have at least that score.
  func drafted(from score: Double) -> Double { ratio(entries.count { $0.score >= score }, entries.count) }

  /// The share of the answered ones that do.
  func recall(from score: Double) -> Double {
    ratio(entries.count { $0.isAnswered && $0.score >= score }, answered)
  }

  private func ratio(_ part: Int, _ whole: Int) -> Double { whole == 0 ? .nan : Double(part) / Double(whole) }
}
