import AcceptanceCases
import Foundation

/// How often one case came out as it has to.
struct CaseTally {
  let id: String
  let file: String
  let needsModel: Bool
  /// The model that answered; nil for the script.
  let model: String?
  var isSkipped = false
  var runs = 0
  var passed = 0
  /// What became of an attack the last time.
  private(set) var treatment: CaseResult.Treatment?
  /// Of the first time that it did not.
  private(set) var complaints: [String] = []

  init(_ story: AcceptanceCase, model: String?) {
    (id, file, needsModel, self.model) = (story.id, story.file, story.needsModel, model)
  }

  init(named name: String) { (id, file, needsModel, model) = (name, "", true, nil) }

  mutating func add(_ result: CaseResult) {
    runs += 1
    treatment = result.treatment
    if result.complaints.isEmpty { passed += 1 } else if complaints.isEmpty { complaints = result.complaints }
  }

  /// It could not be played to its end.
  mutating func add(_ error: String) {
    runs += 1
    if complaints.isEmpty { complaints = [error] }
  }

  /// Where the true share lies with 95 % confidence, by Wilson's score; a case without runs says nothing.
  var interval: ClosedRange<Double> {
    guard runs > 0 else { return 0...1 }
    let (z, n, share) = (1.96, Double(runs), Double(passed) / Double(runs))
    let middle = share + z * z / (2 * n)
    let width = z * (share * (1 - share) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, (middle - width) / (1 + z * z / n))...min(1, (middle + width) / (1 + z * z / n))
  }

  var row: String {
    let name = id.padding(toLength: max(30, id.count), withPad: " ", startingAt: 0)
    if isSkipped { return "\(name)    –   needs a model" }
    let share =
      needsModel ? String(format: "  %3.0f–%.0f %%", interval.lowerBound * 100, interval.upperBound * 100) : ""
    let words = complaints.isEmpty ? "" : "   " + complaints.joined(separator: "; ").prefix(300)
    return "\(name) \(passed)/\(runs)\(share)\(words)"
  }

  var json: String {
    struct Line: Encodable {
      var id: String
      var file: String
      var model: String?
      var runs: Int
      var passed: Int
      var low: Double
      var high: Double
      var complaints: [String]
      var treatment: String?
    }
    func round(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let line = Line(
      id: id, file: file, model: model, runs: runs, passed: passed, low: round(interval.lowerBound),
      high: round(interval.upperBound), complaints: complaints,
      treatment: treatment?.rawValue)
    return (try? encoder.encode(line)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }
}
