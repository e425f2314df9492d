import ArgumentParser
import Foundation
import Secretary

/// Measures what the secretary decides against what people did. `scripts/eval` is its door.
@main
struct Evaluation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval", subcommands: [Judging.self, Unwanted.self, GroundingMeasurement.self])
}

extension Evaluation {
  struct Judging: ParsableCommand {
    @Argument var folder: String
    @Flag var json = false

    func run() throws {
      let mailboxes = try LabelledMailbox.all(in: URL(filePath: folder)).map { mailbox in
        Progress.tell("\(mailbox.name): \(mailbox.mails.count) mails")
        return try Replay(mailbox)
      }
      let report = JudgingReport(mailboxes: mailboxes)
      if json {
        for line in report.judged { print(line.json) }
      } else {
        printTables(report)
      }
    }

    private func printTables(_ report: JudgingReport) {
      let fitted = report.fitted
      for lines in [
        report.judged, report.trivial, [report.together, report.strangers].compactMap(\.self), fitted.lines,
      ]
      where !lines.isEmpty {
        print(EvaluationLine.heading)
        for line in lines { print(line.row) }
        print()
      }
      for line in fitted.weights { print(line) }
      print("\nfact                            n  answered  otherwise")
      for fact in report.facts {
        print(
          fact.name.padding(toLength: 28, withPad: " ", startingAt: 0)
            + String(format: "%5d   %6.3f     %6.3f", fact.count, fact.rate, fact.otherwise))
      }
      print("\nscore from      n   mean  answered   all from here: drafted  recall")
      for step in report.calibration {
        print(
          String(
            format: "%10.2f  %5d  %5.3f    %6.3f                   %6.3f  %6.3f", step.from, step.count, step.score,
            step.rate, step.drafted, step.recall))
      }
      print("\nstrictness   drafted  recall  precision (means over the mailboxes)")
      for step in report.steps {
        print(
          step.strictness.rawValue.padding(toLength: 10, withPad: " ", startingAt: 0)
            + String(format: "   %6.3f  %6.3f  %6.3f", step.drafted, step.recall, step.precision)
            + (step.strictness == .standard ? "  (standard)" : ""))
      }
    }
  }
}

/// What is going on, for whoever waits.
enum Progress {
  static func tell(_ words: String) { FileHandle.standardError.write(Data("eval: \(words)\n".utf8)) }
}
