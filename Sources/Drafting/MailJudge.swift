package import Secretary

/// Has a language model read a message and say what is to be done about it. One call, nothing tried again: what it says is worth
/// having, and nothing depends on it.
package struct MailJudge: Sendable {
  private let model: any LanguageModel

  package init(_ model: any LanguageModel) { self.model = model }

  /// What came of having a message read.
  package struct Reading: Sendable {
    /// Nil when none came: no answer, a refusal, prose, JSON that is cut, a verdict that is none.
    package var assessment: MailAssessment?
    /// What keeps the model from reading any mail, or somebody should know although it read this, as sentences.
    package var trouble: String?
  }

  package func reading(of prompt: AssessmentPrompt) async throws(CancellationError) -> Reading {
    let request = CompletionRequest(system: prompt.system, user: prompt.user, form: Self.form)
    var reading = Reading()
    do {
      let completion = try await model.complete(request)
      reading.trouble = completion.trouble
      let answer = try StructuredAnswer.value(Answer.self, from: completion)
      reading.assessment = MailAssessment(
        verdict: answer.verdict, reason: answer.reason, asks: answer.asks, of: prompt)
    } catch {
      switch error {
      case .cancelled: throw CancellationError()
      // About this message, or once.
      case .incomplete, .refused, .beyondBudget(_, nil), .temporary: break
      case .rateLimited, .misconfigured, .unpaid, .budgetUsed, .beyondBudget, .unaccounted:
        reading.trouble = "\(error) Meanwhile mail is judged without it."
      }
    }
    return reading
  }

  private struct Answer: Decodable {
    var asks: [String]
    var reason: String
    var verdict: String
  }

  /// Answered in the order of the names: what is asked is found before the verdict is.
  static let form = AnswerForm(
    name: "mail_assessment",
    schema: .object([
      "asks": .list(of: .text), "reason": .text,
      "verdict": .choice(MailAssessment.Verdict.allCases.map(\.rawValue)),
    ]))
}
