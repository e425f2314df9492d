import Secretary

/// Whether what one person's mail may take of models in a day is enough for anything.
extension Deployment {
  /// Why no model is ever asked, as a sentence with its key; nil when there is none to ask, or it can be.
  package var budgetShortfall: String? {
    let drafting = configuration.drafting
    let budget = drafting.budget.limit(in: drafting.currency)
    return shortfall(of: budget, for: .writing, by: drafting.writing, so: "no draft is written by a model")
      ?? shortfall(of: budget, for: .judging, by: drafting.judging, so: "mail is judged without a model")
  }

  private func shortfall(
    of budget: ModelBudget, for purpose: ModelPurpose, by model: Configuration.Model, so consequence: String
  ) -> String? {
    guard model.provider.isModel else { return nil }
    let call = ModelCall.shortest(purpose, answer: model.maximumTokens, price: model.price)
    return budget.shortfall(for: call).map { "drafting.budget: it is \($0), so \(consequence). Give it more." }
  }
}
