package import Secretary

/// Has a language model read a message and say what is to be done about it. One call, nothing tried again: what it says is worth
/// having, and nothing depends on it.
package struct MailJudge: Sendable {
  private let model: any LanguageModel

  package init(_ model: any LanguageModel) { self.model = model }

  /// Nil when no assessment came of it: no answer, a refusal, prose, JSON that is cut, a verdict that is none.
  package func assessment(of prompt: AssessmentPrompt) async throws(CancellationError) -> MailAssessment? {
    let request = CompletionRequest(system: prompt.system, user: prompt.user, form: Self.form)
    do {
      let answer = try StructuredAnswer.value(Answer.self, from: try await model.complete(request))
      return MailAssessment(verdict: answer.verdict, reason: answer.reason, asks: answer.asks, of: prompt)
    } catch {
      if error == .cancelled { throw CancellationError() }
      return nil
    }
  }

  private struct Answer: Decodable {
    var asks: [String]
    var reason: String
    var verdict: String
  }

  /// Answered in the order of the names: what is asked is found before the verdict is.
  private static let form = AnswerForm(
    name: "mail_assessment",
    schema: .object([
      "asks": .list(of: .text), "reason": .text,
      "verdict": .choice(MailAssessment.Verdict.allCases.map(\.rawValue)),
    ]))
}
