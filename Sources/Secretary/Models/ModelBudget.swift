/// What one user's mail may take of language models in a day of theirs.
package struct ModelBudget: Sendable, Equatable {
  /// Nil for no limit.
  package var tokens: Int?
  package var money: Cost?
  /// The currency of all prices and costs, as it is shown.
  package var currency: String

  package init(tokens: Int? = nil, money: Cost? = nil, currency: String = "USD") {
    self.tokens = tokens
    self.money = money
    self.currency = currency
  }

  /// Why a call is not made, in words; nil when it may be. Even if it takes all that it can take, the budget is kept.
  package func refusal(of call: ModelCall, after spent: ModelSpending) -> String? {
    if let tokens, spent.tokens + call.most.total > tokens {
      return "The day's budget of \(tokens) tokens is used"
    }
    if let money, spent.cost + call.mostCost > money {
      return "The day's budget of \(money.amount) \(currency) is used"
    }
    return nil
  }
}

/// What a model is asked for.
package enum ModelPurpose: String, Sendable, CaseIterable {
  case judging, writing
}

/// One request to a model, before it is made.
package struct ModelCall: Sendable, Equatable {
  package var model: String
  package var purpose: ModelPurpose
  /// The most that it can take.
  package var most: TokenUsage
  /// Nil where nobody said what the model costs.
  package var price: ModelPrice?

  package init(model: String, purpose: ModelPurpose, most: TokenUsage, price: ModelPrice?) {
    self.model = model
    self.purpose = purpose
    self.most = most
    self.price = price
  }

  package var mostCost: Cost { price?.worst(of: most) ?? .zero }
  package func cost(of usage: TokenUsage) -> Cost { price?.cost(of: usage) ?? .zero }
}

/// What was taken of models within a day, with what is under way at its worst.
package struct ModelSpending: Sendable, Equatable {
  package var tokens: Int
  package var cost: Cost

  package init(tokens: Int = 0, cost: Cost = .zero) {
    self.tokens = tokens
    self.cost = cost
  }
}
