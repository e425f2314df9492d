import Secretary
import Testing

@Suite struct CostTests {
  @Test(arguments: [
    ("2.50", 2_500_000), ("12", 12_000_000), ("0.075", 75_000), ("0", 0), ("0.000001", 1),
    ("999999999", 999_999_999_000_000),
  ])
  func `an amount is read to the millionth`(text: String, microUnits: Int) {
    #expect(Cost(text)?.microUnits == microUnits)
  }

  @Test(arguments: ["", ".", "1.", ".5", "-1", "1,50", "1.0000001", "1e3", "1 000", "€2", "1234567890", "1.2.3", "１"])
  func `anything else is no amount`(text: String) {
    #expect(Cost(text) == nil)
  }

  @Test(arguments: [
    (0, "0.00"), (1, "0.000001"), (4_200, "0.0042"), (123_456, "0.12"), (1_250_000, "1.25"), (12_000_000, "12.00"),
    (99_999, "0.099"),
  ])
  func `it is shown with as many digits as say something`(microUnits: Int, words: String) {
    #expect(Cost(microUnits: microUnits).amount == words)
  }

  @Test func `a sum is exact, and stays an amount`() {
    let tenth = Cost(microUnits: 100_000)
    #expect((0..<10).reduce(Cost.zero) { sum, _ in sum + tenth } == Cost(microUnits: 1_000_000))
    #expect(Cost(microUnits: .max) + Cost(microUnits: .max) == Cost(microUnits: Cost.most))
    #expect(Cost(microUnits: -5) == .zero)
  }

  @Test func `each kind of token has its price, and thoughts cost what writing costs`() throws {
    let price = ModelPrice(
      input: Cost(microUnits: 3_000_000), output: Cost(microUnits: 15_000_000),
      cachedInput: Cost(microUnits: 300_000), cacheWrite: Cost(microUnits: 3_750_000))
    let usage = try #require(
      TokenUsage(prompt: 1_000, cached: 600, cacheWritten: 100, completion: 200, reasoning: 150))
    #expect(price.cost(of: usage) == Cost(microUnits: 300 * 3 + 180 + 375 + 200 * 15))
    #expect(price.worst(of: usage) == Cost(microUnits: 300 * 3_750_000 / 1_000_000 + 180 + 375 + 3_000))
  }

  @Test func `a part of a millionth is a whole one`() throws {
    let price = ModelPrice(input: Cost(microUnits: 1), output: .zero)
    #expect(price.cost(of: try #require(TokenUsage(prompt: 1, completion: 0))) == Cost(microUnits: 1))
    #expect(price.cost(of: TokenUsage()) == .zero)
  }

  @Test func `without a price for the cache what is in it costs as any`() throws {
    let price = ModelPrice(input: Cost(microUnits: 2_000_000), output: .zero)
    let usage = try #require(TokenUsage(prompt: 10, cached: 4, cacheWritten: 3, completion: 0))
    #expect(price.cost(of: usage) == Cost(microUnits: 20))
  }
}
