/// What a model's tokens cost, each for a million of them, as the operator says.
package struct ModelPrice: Sendable, Equatable, Codable {
  package var input: Cost
  /// What was thought costs as much as what was written.
  package var output: Cost
  package var cachedInput: Cost
  package var cacheWrite: Cost

  /// - Parameters:
  ///   - cachedInput: nil for as much as any input.
  ///   - cacheWrite: the same.
  package init(input: Cost, output: Cost, cachedInput: Cost? = nil, cacheWrite: Cost? = nil) {
    self.input = input
    self.output = output
    self.cachedInput = cachedInput ?? input
    self.cacheWrite = cacheWrite ?? input
  }

  /// Rounded up once, after the sum.
  package func cost(of usage: TokenUsage) -> Cost {
    let parts = [
      (usage.prompt - usage.cached - usage.cacheWritten, input), (usage.cached, cachedInput),
      (usage.cacheWritten, cacheWrite), (usage.completion, output),
    ]
    // Prices beyond a thousand units for a million tokens are none, so that the sum stays a number.
    let sum = parts.reduce(0) { $0 + min($1.0, TokenUsage.most) * min($1.1.microUnits, 1_000_000_000) }
    return Cost(microUnits: (sum + 999_999) / 1_000_000)
  }

  /// The most that a request can cost which reads and writes no more than that: nothing comes from a cache, all goes into one.
  package func worst(of usage: TokenUsage) -> Cost {
    var dearest = self
    dearest.input = max(input, cachedInput, cacheWrite)
    return dearest.cost(of: usage)
  }
}
