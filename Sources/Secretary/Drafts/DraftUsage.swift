/// What a draft took to write, kept in its row: numbers, and which wording of the prompt they are about.
package struct DraftUsage: Sendable, Equatable, Codable {
  /// `PromptComposer.version` as it was then.
  package var promptVersion: Int
  /// Tokens read, whether anew or from a cache.
  package var prompt: Int
  package var cached: Int
  /// Tokens written, thoughts included.
  package var completion: Int
  package var reasoning: Int
  /// Reckoned here, at least in part, because a server did not count.
  package var isEstimated: Bool
  /// Nil where nobody said what the model costs.
  package var cost: Cost?
  package var currency: String?

  package init(_ usage: TokenUsage, cost: Cost? = nil, currency: String? = nil, promptVersion: Int) {
    self.promptVersion = promptVersion
    prompt = usage.prompt
    cached = usage.cached
    completion = usage.completion
    reasoning = usage.reasoning
    isEstimated = usage.isEstimated
    self.cost = cost
    self.currency = currency
  }

  /// "It read 1234 tokens and wrote 56, for 0.0042 EUR."
  package var words: String {
    let price = cost.map { ", for \($0.amount)\(currency.map { " \($0)" } ?? "")" } ?? ""
    return "It read \(isEstimated ? "about " : "")\(prompt.counted("token")) and wrote \(completion)\(price)."
  }
}
