/// What one request took of a language model, or several did, in its tokens.
package struct TokenUsage: Sendable, Equatable, Codable {
  /// More than any model takes in one request; what is said beyond is no count.
  package static let most = 100_000_000

  /// All that was read, whether anew or from a cache.
  package private(set) var prompt: Int
  /// What of that came from a cache, and what was written into one: both have prices of their own.
  package private(set) var cached: Int
  package private(set) var cacheWritten: Int
  /// All that was written, thoughts included.
  package private(set) var completion: Int
  /// What of that was thought and not shown, where the server says so.
  package private(set) var reasoning: Int
  /// Reckoned here, at least in part, because a server did not count.
  package private(set) var isEstimated: Bool

  package var total: Int { prompt + completion }

  /// Nil for numbers that cannot be counts. A part that is larger than its whole counts for nothing.
  package init?(
    prompt: Int, cached: Int = 0, cacheWritten: Int = 0, completion: Int, reasoning: Int = 0, isEstimated: Bool = false
  ) {
    guard (0...Self.most).contains(prompt), (0...Self.most).contains(completion) else { return nil }
    self.prompt = prompt
    self.cached = (0...prompt).contains(cached) ? cached : 0
    self.cacheWritten = (0...(prompt - self.cached)).contains(cacheWritten) ? cacheWritten : 0
    self.completion = completion
    self.reasoning = (0...completion).contains(reasoning) ? reasoning : 0
    self.isEstimated = isEstimated
  }

  /// What was reckoned here, which is never beyond what can be a count.
  package static func estimated(prompt: Int, completion: Int) -> TokenUsage {
    var usage = TokenUsage()
    (usage.prompt, usage.completion) = (min(max(prompt, 0), most), min(max(completion, 0), most))
    usage.isEstimated = true
    return usage
  }

  /// Nothing.
  package init() {
    (prompt, cached, cacheWritten, completion, reasoning, isEstimated) = (0, 0, 0, 0, 0, false)
  }

  package static func + (one: TokenUsage, other: TokenUsage) -> TokenUsage {
    var sum = one
    sum.prompt += other.prompt
    sum.cached += other.cached
    sum.cacheWritten += other.cacheWritten
    sum.completion += other.completion
    sum.reasoning += other.reasoning
    sum.isEstimated = one.isEstimated || other.isEstimated
    return sum
  }
}

extension TokenUsage {
  private enum CodingKeys: String, CodingKey {
    case prompt, cached, cacheWritten, completion, reasoning, isEstimated
  }

  /// Refuses numbers that cannot be counts.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usage = TokenUsage(
      prompt: try values.decode(Int.self, forKey: .prompt), cached: try values.decode(Int.self, forKey: .cached),
      cacheWritten: try values.decode(Int.self, forKey: .cacheWritten),
      completion: try values.decode(Int.self, forKey: .completion),
      reasoning: try values.decode(Int.self, forKey: .reasoning),
      isEstimated: try values.decode(Bool.self, forKey: .isEstimated))
    guard let usage else {
      throw DecodingError.dataCorruptedError(forKey: .prompt, in: values, debugDescription: "no count of tokens")
    }
    self = usage
  }
}
