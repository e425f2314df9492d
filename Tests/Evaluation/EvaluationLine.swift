import Foundation
import Secretary

/// What was measured of one ranker on one mailbox: a line of JSON.
struct EvaluationLine: Encodable, Sendable {
  var mailbox: String
  var n: Int
  var baseRate: Double
  /// The judge's layers, or a trivial ranker's name.
  var layers: String
  var ap: Double
  var auc: Double
  var precisionAtOwnRate: Double
  /// At the standard strictness; nil for rankers that are no judge.
  var draftedShare: Double?
  var recall: Double?

  init(_ ranking: Ranking, mailbox: String, layers: String, threshold: Double?) {
    self.mailbox = mailbox
    self.layers = layers
    n = ranking.entries.count
    baseRate = ranking.baseRate
    ap = ranking.averagePrecision
    auc = ranking.areaUnderCurve
    precisionAtOwnRate = ranking.precisionAtOwnRate
    // What triage sets aside has the score 0, and is drafted at no strictness.
    let least = threshold.map { max($0, Double.leastNonzeroMagnitude) }
    draftedShare = least.map(ranking.drafted)
    recall = least.map(ranking.recall)
  }

  /// Every mailbox counts the same, however much mail it has.
  init(meanOf lines: [EvaluationLine]) {
    func mean(_ value: (EvaluationLine) -> Double?) -> Double? {
      let values = lines.compactMap(value)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
    mailbox = "mean"
    layers = lines[0].layers
    n = lines.map(\.n).reduce(0, +)
    baseRate = mean(\.baseRate) ?? .nan
    ap = mean(\.ap) ?? .nan
    auc = mean(\.auc) ?? .nan
    precisionAtOwnRate = mean(\.precisionAtOwnRate) ?? .nan
    draftedShare = mean(\.draftedShare)
    recall = mean(\.recall)
  }

  enum CodingKeys: String, CodingKey {
    case mailbox, n, layers, ap, auc, recall
    case baseRate = "base_rate"
    case precisionAtOwnRate = "precision_at_own_rate"
    case draftedShare = "drafted_share"
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // A mailbox without an answer has no such numbers.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "none")
    return (try? encoder.encode(rounded)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private var rounded: EvaluationLine {
    func round(_ value: Double) -> Double { (value * 10_000).rounded() / 10_000 }
    var line = self
    line.baseRate = round(baseRate)
    line.ap = round(ap)
    line.auc = round(auc)
    line.precisionAtOwnRate = round(precisionAtOwnRate)
    line.draftedShare = draftedShare.map(round)
    line.recall = recall.map(round)
    return line
  }

  static let heading = "mailbox        ranker              n   base    AP  ×base   AUC  prec. drafted recall"

  var row: String {
    func number(_ value: Double?) -> String { value.map { String(format: "%6.3f", $0) } ?? "     –" }
    return mailbox.padding(toLength: 14, withPad: " ", startingAt: 0) + " "
      + layers.padding(toLength: 16, withPad: " ", startingAt: 0) + String(format: "%5d", n)
      + [baseRate, ap, ap / baseRate, auc, precisionAtOwnRate, draftedShare, recall].map { " " + number($0) }.joined()
  }
}
