/// The least that a model is ever asked, by which it shows whether a budget has room for anything at all.
extension ModelPurpose {
  /// Tokens of the prompt with which a call is begun for a message of one line, to somebody without instructions.
  package var shortestPrompt: Int {
    switch self {
    case .judging: 2_000
    case .writing: 1_700
    }
  }
}

extension ModelCall {
  /// - Parameter tokens: of the answer.
  package static func shortest(_ purpose: ModelPurpose, answer tokens: Int, price: ModelPrice?) -> ModelCall {
    ModelCall(
      model: "", purpose: purpose, most: .estimated(prompt: purpose.shortestPrompt, completion: tokens), price: price)
  }
}

extension ModelBudget {
  /// Why a whole day has no room for this call, as a clause; nil where it has.
  package func shortfall(for call: ModelCall) -> String? {
    if let tokens, call.most.total > tokens {
      return "\(tokens.counted("token")) a day, and a single call may take \(call.most.total)"
    }
    guard let money, call.mostCost > money else { return nil }
    return "\(money.amount) \(currency) a day, and a single call may cost \(call.mostCost.amount)"
  }
}
