import ArgumentParser
import Bootstrap
import Commands
import Foundation
import Storage
import StoreRequests
import Supervisor

struct CheckConfig: Verb {
  static let configuration = CommandConfiguration(
    commandName: "check-config",
    abstract: "Checks the configuration and prints it with every default filled in.",
    discussion: """
      Names every problem at once, each with its line and key, and ends with code 78. What works and is hardly meant so is named, \
      too, and ends with code 0.
      """)

  @OptionGroup var config: ConfigurationOption
  @Flag(help: "Print the verdict as JSON: ok, file, problems, warnings.") var json = false

  func perform() async throws {
    do {
      let deployment = try config.deployment()
      var missing = (deployment.missing() + [deployment.sandboxObstacle].compactMap(\.self))
        .map { ConfigurationProblem(line: nil, key: "", words: $0) }
      for (program, key) in [
        (
          WorkerProgram(path: Run.workerProgram(deployment.configuration), arguments: [], environment: [:]),
          "worker.program"
        ),
        (
          WorkerProgram(.store, path: InstalledProgram.path(of: "secretary-store"), arguments: [], environment: [:]), ""
        ),
      ] {
        do { try program.check() } catch {
          missing.append(ConfigurationProblem(line: nil, key: key, words: error.description))
        }
      }
      do { try deployment.store.check() } catch {
        missing.append(ConfigurationProblem(line: nil, key: "store", words: error.description))
      }
      guard missing.isEmpty else { throw BootstrapError.configuration(file: deployment.file, problems: missing) }
      let warnings = deployment.warnings()
      if json {
        let verdict = Verdict(ok: true, file: deployment.file, problems: [], warnings: warnings)
        Terminal.answer(try verdict.text())
      } else {
        Terminal.answer("# \(deployment.verdict) In effect:\n\(deployment.configuration.text)")
        Terminal.answer("# The sandbox of workers here: \(deployment.sandboxWords).\n")
        for warning in warnings { Terminal.say("Warning: \(warning)") }
      }
    } catch let error as BootstrapError {
      if json { Terminal.answer(try Verdict(error, file: config.file).text()) }
      throw error
    }
  }
}

private struct Verdict: Encodable {
  var ok: Bool
  var file: String
  var problems: [Problem]
  var warnings: [String]

  struct Problem: Encodable {
    var line: Int?
    var key: String
    var words: String
  }

  init(ok: Bool, file: String, problems: [Problem], warnings: [String] = []) {
    self.ok = ok
    self.file = file
    self.problems = problems
    self.warnings = warnings
  }

  init(_ error: BootstrapError, file: String) {
    switch error {
    case .configuration(let file, let problems):
      self.init(
        ok: false, file: file, problems: problems.map { Problem(line: $0.line, key: $0.key, words: $0.words) })
    case .unusable(let words):
      self.init(ok: false, file: file, problems: [Problem(line: nil, key: "", words: words)])
    }
  }

  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}
