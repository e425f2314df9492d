import Secretary

/// A remembered fact with its field and its buttons.
struct FactLine: Sendable, Equatable {
  /// Ties its label to its field.
  let number: Int
  let factID: String
  let fact: String
  let at: Stamp

  init(_ fact: RememberedFact, number: Int, clock: WallClock) {
    self.number = number
    factID = fact.id.rawValue
    self.fact = fact.text
    at = clock.when(fact.rememberedAt)
  }
}
