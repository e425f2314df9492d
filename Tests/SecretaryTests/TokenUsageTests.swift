import Secretary
import Testing

@Suite struct TokenUsageTests {
  @Test(arguments: [
    (0, 0, true), (100_000_000, 100_000_000, true), (-1, 0, false), (0, -1, false), (100_000_001, 0, false),
    (0, 100_000_001, false),
  ])
  func `what is said of a request's tokens is believed when it can be a count`(
    prompt: Int, completion: Int, isCount: Bool
  ) {
    let usage = TokenUsage(prompt: prompt, completion: completion)
    #expect((usage != nil) == isCount)
    #expect(usage.map { $0.prompt == prompt && $0.completion == completion } ?? true)
  }
}
