import AcceptanceCases
import ArgumentParser
import Drafting
import Foundation
import Secretary

/// Plays cases, and prints how often each came out as it has to. `scripts/eval --cases` is its door.
@main
struct AcceptanceEvaluation: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "cases")

  /// Files of cases, or folders of them.
  @Argument var files: [String]
  @Option var modelURL: String?
  @Option var model: String?
  @Option var keyFile: String?
  @Flag var anthropic = false
  /// Times that a case with a model that reads is played.
  @Option var repeats = 1
  @Flag var json = false

  func validate() throws {
    guard (modelURL == nil) == (model == nil) else {
      throw ValidationError("--model-url and --model go together.")
    }
    guard (1...1_000).contains(repeats) else { throw ValidationError("--repeats takes 1 to 1000.") }
  }

  func run() async throws {
    let served = try server()
    var tallies: [CaseTally] = []
    for story in try files.flatMap({ try AcceptanceCase.all(in: URL(filePath: $0)) }) {
      var tally = CaseTally(story, model: story.needsModel ? model : nil)
      if story.needsModel, served == nil {
        tally.isSkipped = true
      } else {
        for _ in 0..<(story.needsModel ? repeats : 1) {
          do { tally.add(try await story.result(servedBy: served)) } catch { tally.add("\(error)") }
        }
      }
      tallies.append(tally)
      print(json ? tally.json : tally.row)
      // A model takes minutes for a case, and whoever reads this through a pipe wants to see each as it comes.
      fflush(nil)
    }
    if !json { printSummary(tallies) }
    if tallies.contains(where: { !$0.needsModel && $0.passed < $0.runs }) { throw ExitCode(1) }
  }

  private func server() throws -> (ServedModel.Dialect, ModelServer)? {
    guard let modelURL, let model else { return nil }
    let key = try keyFile.map {
      Secret(try String(contentsOfFile: $0, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines))
    }
    return (anthropic ? .messages : .chatCompletions, ModelServer(baseURL: modelURL, model: model, apiKey: key))
  }

  private func printSummary(_ tallies: [CaseTally]) {
    let scripted = tallies.filter { !$0.needsModel }
    print("\nscripted: \(scripted.count { $0.passed == $0.runs }) of \(scripted.count) cases as they have to be")
    let treatments = tallies.filter { !$0.needsModel }.compactMap(\.treatment)
    if !treatments.isEmpty {
      let counts = CaseResult.Treatment.allCases.map { word in "\(treatments.count { $0 == word }) \(word.rawValue)" }
      print("attacks: \(treatments.count), of which \(counts.joined(separator: ", "))")
    }
    let read = tallies.filter { $0.needsModel && !$0.isSkipped }
    let skipped = tallies.count(where: \.isSkipped)
    if skipped > 0 { print("\(skipped) cases need a model that reads (--model-url, --model) and were left out") }
    guard !read.isEmpty else { return }
    var all = CaseTally(named: "all with \(model ?? "")")
    for tally in read {
      all.runs += tally.runs
      all.passed += tally.passed
    }
    print(all.row)
  }
}
