/// What one user's mail may take of language models in a day of theirs.
package struct ModelBudget: Sendable, Equatable, Codable {
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

  /// Why a call is not made, in words that have no end yet.
  package enum Refusal: Sendable, Equatable, Codable {
    /// Nothing is left of the day's budget.
    case used(String)
    /// What is left has no room for this call; it may have for a shorter one.
    case noRoom(String)
    /// A whole day's budget has no room for it.
    case neverRoom(String)
  }

  /// Why a call is not made; nil when it may be. Even if it takes all that it can take, the budget is kept.
  package func refusal(of call: ModelCall, after spent: ModelSpending) -> Refusal? {
    if let tokens {
      let refusal = Self.refusal(of: call.most.total, after: spent.tokens, within: tokens) { "\($0) tokens" }
      if let refusal { return refusal }
    }
    return money.flatMap { money in
      Self.refusal(of: call.mostCost.microUnits, after: spent.cost.microUnits, within: money.microUnits) {
        "\(Cost(microUnits: $0).amount) \(currency)"
      }
    }
  }

  private static func refusal(
    of most: Int, after spent: Int, within budget: Int, in words: (Int) -> String
  ) -> Refusal? {
    if spent >= budget {
      let beyond = spent > budget ? ", and \(words(spent - budget)) beyond it" : ""
      return .used("The day's budget of \(words(budget)) is used\(beyond)")
    }
    if most > budget {
      return .neverRoom("This may take \(words(most)), more than a whole day's budget of \(words(budget))")
    }
    guard spent + most > budget else { return nil }
    return .noRoom(
      "Of the day's budget of \(words(budget)), \(words(budget - spent)) are left, and this may take \(words(most))")
  }
}

extension ModelBudget {
  private enum CodingKeys: String, CodingKey { case tokens, money, currency }

  /// Refuses a number that cannot be a count.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      tokens: try values.decodeIfPresent(Int.self, forKey: .tokens),
      money: try values.decodeIfPresent(Cost.self, forKey: .money),
      currency: try values.decode(String.self, forKey: .currency))
    guard tokens ?? 0 >= 0 else {
      throw DecodingError.dataCorruptedError(forKey: .tokens, in: values, debugDescription: "no count of tokens")
    }
  }
}

/// What a model is asked for.
package enum ModelPurpose: String, Sendable, CaseIterable, Codable {
  case judging, writing
}

/// One request to a model, before it is made.
package struct ModelCall: Sendable, Equatable, Codable {
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

  /// Whether it took more than it can take where the server keeps to the limit it is given.
  package func isExceeded(by usage: TokenUsage) -> Bool {
    usage.total > most.total || cost(of: usage) > mostCost
  }
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
