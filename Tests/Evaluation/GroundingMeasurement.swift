import ArgumentParser
import Foundation
import GroundingCases

extension Evaluation {
  /// How much of what was planted in generated drafts is judged rightly.
  struct GroundingMeasurement: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "grounding")

    @Option var cases = 100
    /// Another seed is another set.
    @Option var seed: UInt64 = 1
    @Flag var misses = false
    @Flag var json = false

    func run() throws {
      let score = GroundingScore(GroundingCaseMaker.cases(cases, seed: seed))
      if json {
        print(
          """
          {"cases":\(score.cases),"facts":\(score.facts),"invented":\(score.all.invented),\
          "invented_found":\(score.all.found),"true":\(score.all.real),"true_flagged":\(score.all.flagged)}
          """)
        return
      }
      print("              invented   found           true  flagged")
      printRow("all", score.all)
      for (name, tally) in score.byLanguage.sorted(by: { $0.key < $1.key }) { printRow(name, tally) }
      print()
      for (name, tally) in score.byTopic.sorted(by: { $0.key < $1.key }) { printRow(name, tally) }
      for miss in misses ? score.misses : [] { print(miss) }
    }

    private func printRow(_ name: String, _ tally: GroundingScore.Tally) {
      func share(_ part: Int, _ whole: Int) -> String {
        whole == 0 ? "      " : String(format: "%5.1f%%", 100 * Double(part) / Double(whole))
      }
      let cells = String(
        format: "%10d  %6d", tally.invented, tally.found)
      let others = String(format: "%6d  %7d", tally.real, tally.flagged)
      print(
        name.padding(toLength: 12, withPad: " ", startingAt: 0) + cells + "  " + share(tally.found, tally.invented)
          + others + "  " + share(tally.flagged, tally.real))
    }
  }
}
