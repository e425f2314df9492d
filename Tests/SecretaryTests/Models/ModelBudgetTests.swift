import Secretary
import Testing

@Suite struct ModelBudgetTests {
  private static let price = ModelPrice(input: Cost(microUnits: 1_000_000), output: Cost(microUnits: 2_000_000))

  private static func call(prompt: Int, completion: Int, price: ModelPrice? = price) -> ModelCall {
    ModelCall(
      model: "m", purpose: .writing, most: .estimated(prompt: prompt, completion: completion), price: price)
  }

  @Test func `a call is made while all that it can take has room`() {
    let budget = ModelBudget(tokens: 1_000)
    let spent = ModelSpending(tokens: 400)
    #expect(budget.refusal(of: Self.call(prompt: 500, completion: 100), after: spent) == nil)
    #expect(
      budget.refusal(of: Self.call(prompt: 500, completion: 101), after: spent)
        == .noRoom("Of the day's budget of 1000 tokens, 600 tokens are left, and this may take 601 tokens"))
  }

  @Test func `a used budget, one that is exceeded and one that is too small for a call are told apart`() {
    let budget = ModelBudget(tokens: 1_000)
    let least = Self.call(prompt: 1, completion: 0)
    #expect(budget.refusal(of: least, after: ModelSpending(tokens: 999)) == nil)
    #expect(
      budget.refusal(of: least, after: ModelSpending(tokens: 1_000)) == .used("The day's budget of 1000 tokens is used")
    )
    #expect(
      budget.refusal(of: least, after: ModelSpending(tokens: 1_312))
        == .used("The day's budget of 1000 tokens is used, and 312 tokens beyond it"))
    #expect(budget.refusal(of: Self.call(prompt: 900, completion: 100), after: ModelSpending()) == nil)
    #expect(
      budget.refusal(of: Self.call(prompt: 901, completion: 100), after: ModelSpending(tokens: 5))
        == .neverRoom("This may take 1001 tokens, more than a whole day's budget of 1000 tokens"))
  }

  @Test func `a call is exceeded by more tokens, or by dearer ones`() throws {
    let call = Self.call(prompt: 100, completion: 10)
    #expect(!call.isExceeded(by: try #require(TokenUsage(prompt: 100, completion: 10))))
    #expect(call.isExceeded(by: try #require(TokenUsage(prompt: 101, completion: 10))))
    // Fewer in all, but written ones cost twice as much.
    #expect(call.isExceeded(by: try #require(TokenUsage(prompt: 30, completion: 60))))
    #expect(!call.isExceeded(by: try #require(TokenUsage(prompt: 90, completion: 15))))
  }

  @Test func `money counts as tokens do`() {
    let budget = ModelBudget(money: Cost(microUnits: 1_000), currency: "EUR")
    let spent = ModelSpending(cost: Cost(microUnits: 200))
    #expect(budget.refusal(of: Self.call(prompt: 600, completion: 100), after: spent) == nil)
    #expect(
      budget.refusal(of: Self.call(prompt: 601, completion: 100), after: spent)
        == .noRoom("Of the day's budget of 0.0010 EUR, 0.00080 EUR are left, and this may take 0.00080 EUR"))
    #expect(budget.refusal(of: Self.call(prompt: 9_000, completion: 0, price: nil), after: spent) == nil)
  }

  @Test func `what a whole day has no room for is said with both numbers`() {
    let call = ModelCall.shortest(.writing, answer: 800, price: Self.price)
    let (tokens, cost) = (call.most.total, call.mostCost)
    #expect(tokens == ModelPurpose.writing.shortestPrompt + 800)
    #expect(
      ModelBudget(tokens: tokens, money: cost).shortfall(for: call) == nil && ModelBudget().shortfall(for: call) == nil)
    #expect(
      ModelBudget(tokens: tokens - 1).shortfall(for: call)
        == "\(tokens - 1) tokens a day, and a single call may take \(tokens)")
    #expect(
      ModelBudget(tokens: tokens, money: Cost(microUnits: 1_000), currency: "EUR").shortfall(for: call)
        == "0.0010 EUR a day, and a single call may cost \(cost.amount)")
  }

  @Test func `without a limit everything may be`() {
    let most = Self.call(prompt: TokenUsage.most, completion: TokenUsage.most)
    #expect(ModelBudget().refusal(of: most, after: ModelSpending(tokens: .max / 2)) == nil)
  }

  @Test(arguments: [(-1, 0), (0, -1), (TokenUsage.most + 1, 0)]) func `what cannot be a count is none`(
    prompt: Int, completion: Int
  ) {
    #expect(TokenUsage(prompt: prompt, completion: completion) == nil)
  }

  @Test func `a sum of usages is estimated when a part of it is`() throws {
    let counted = try #require(TokenUsage(prompt: 3, cached: 1, completion: 2, reasoning: 1))
    let sum = counted + .estimated(prompt: 10, completion: 5)
    #expect(sum.prompt == 13 && sum.completion == 7 && sum.cached == 1 && sum.reasoning == 1 && sum.isEstimated)
    #expect(!(counted + counted).isEstimated)
  }
}
