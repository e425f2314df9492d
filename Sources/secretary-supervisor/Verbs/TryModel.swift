import ArgumentParser
import Bootstrap
import Commands
import ConfiguredModels
import Drafting
import Foundation
import HTTPTransport
import Secretary

struct TryModel: Verb {
  static let configuration = CommandConfiguration(
    commandName: "try-model",
    abstract: "Asks the configured models about a sample mail, and prints what came back.",
    discussion: """
      One call to judge and one to write for each model of the configuration, with the time, the tokens and the cost of each. \
      The mail is invented, and nothing is kept. What the checks withhold is told as it is for real mail. Ends with code 78 \
      when something has to be changed, 75 when another try may do.
      """)

  @OptionGroup var config: ConfigurationOption
  @Flag(help: "Print JSON.") var json = false

  func perform() async throws {
    let deployment = try config.deployment()
    let trial = ModelTrial(try ConfiguredModels(deployment))
    let transport = HTTPTransport()
    let outcomes = await trial.outcomes(ModelAccess(transport: transport, now: { Date() }))
    await transport.close()
    guard !outcomes.isEmpty else {
      throw CommandError(
        "No language model is configured in \(deployment.file): set drafting.provider, drafting.base_url and drafting.model."
      )
    }
    Terminal.answer(json ? try ModelTrialDocument.text(outcomes) : outcomes.map(\.words).joined(separator: "\n"))
    let problems = outcomes.compactMap(\.problem)
    if !problems.isEmpty { throw TrialFailed(problems) }
  }
}

private struct TrialFailed: ProgramError {
  let exitStatus: ExitStatus
  let description: String

  init(_ problems: [ModelTrial.Problem]) {
    exitStatus = problems.allSatisfy(\.mayPass) ? .temporary : .configuration
    description = problems.map(\.words).joined(separator: " ")
  }
}

extension ModelTrial.Outcome {
  fileprivate var problem: ModelTrial.Problem? { if case .failure(let problem) = answer { problem } else { nil } }

  /// "Writing: small (1.2 s; 412 tokens read, 60 written; 0.0004 USD)", and below it what came back.
  fileprivate var words: String {
    let figures = [
      "\(time.formatted(.units(allowed: [.seconds], width: .narrow, fractionalPart: .show(length: 1))))",
      usage.map { "\($0.isEstimated ? "about " : "")\($0.prompt) tokens read, \($0.completion) written" },
      cost.map { "\($0.amount) \(currency ?? "")" },
    ]
    let head =
      "\(place.rawValue.capitalized): \(ShownText(model).text) (\(figures.compactMap(\.self).joined(separator: "; ")))"
    let lines = content.split(separator: "\n", omittingEmptySubsequences: false)
    return ([head] + lines.map { $0.isEmpty ? "" : "  \($0)" }).joined(separator: "\n") + "\n"
  }

  private var content: String {
    switch answer {
    case .success(.assessment(let assessment)):
      "Verdict: \(assessment.verdict.rawValue)\nReason: \(assessment.reason)\(Self.list(assessment.asks))"
    case .success(.letter(let text, let asks)):
      ShownText(letter: text).text.trimmingCharacters(in: .newlines) + Self.list(asks)
    case .failure(let problem): problem.words
    }
  }

  private static func list(_ asks: [String]) -> String {
    asks.isEmpty ? "" : "\nIt asks:" + asks.map { "\n- \(ShownText($0).text)" }.joined()
  }
}

/// The same for machines.
private struct ModelTrialDocument: Encodable {
  var place: String
  var model: String
  var seconds: Double
  var promptTokens: Int?
  var completionTokens: Int?
  var isEstimated: Bool?
  var costMillionths: Int?
  var currency: String?
  var verdict: String?
  var reason: String?
  var asks: [String] = []
  var text: String?
  var problem: String?

  init(_ outcome: ModelTrial.Outcome) {
    place = outcome.place.rawValue
    model = outcome.model
    seconds = outcome.time / .seconds(1)
    promptTokens = outcome.usage?.prompt
    completionTokens = outcome.usage?.completion
    isEstimated = outcome.usage?.isEstimated
    costMillionths = outcome.cost?.microUnits
    currency = outcome.cost == nil ? nil : outcome.currency
    switch outcome.answer {
    case .success(.assessment(let assessment)):
      (verdict, reason, asks) = (assessment.verdict.rawValue, assessment.reason, assessment.asks)
    case .success(.letter(let letter, let found)): (text, asks) = (letter, found)
    case .failure(let trouble): problem = trouble.words
    }
  }

  static func text(_ outcomes: [ModelTrial.Outcome]) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(outcomes.map(ModelTrialDocument.init)), as: UTF8.self) + "\n"
  }
}
