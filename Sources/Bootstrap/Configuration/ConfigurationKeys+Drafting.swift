extension ConfigurationKey {
  /// `drafting` and the sections inside it.
  static let drafting = writing + fallback + judging + budget

  private static let writing: [ConfigurationKey] = [
    choice(
      "drafting.provider", \.drafting.writing.provider, among: [.holdingReply, .openAICompatible, .anthropic],
      "who writes: `holding-reply` (built in, no model), `openai-compatible` or `anthropic`"),
    text(
      "drafting.base_url", \.drafting.writing.baseURL, as: .webAddress,
      "the model server up to and including `/v1`, such as `https://api.anthropic.com/v1`; every model needs it"),
    text("drafting.model", \.drafting.writing.model, "the model's name; every model needs it"),
    text("drafting.api_key_file", \.drafting.writing.apiKeyFile, "the model server's key, when it wants one"),
    duration("drafting.timeout", \.drafting.writing.timeout, "how long one answer may take"),
    integer(
      "drafting.max_tokens", \.drafting.writing.maximumTokens, in: 100...100_000,
      "tokens of one answer, 100 to 100000; a model that thinks first needs a few thousand"),
    text(
      "drafting.price_input", \.drafting.writing.priceInput, as: .amount,
      "what a million tokens read cost, such as `2.50`; without prices nothing is said of costs"),
    text("drafting.price_output", \.drafting.writing.priceOutput, as: .amount, "what a million tokens written cost"),
    text(
      "drafting.price_cached_input", \.drafting.writing.priceCachedInput, otherwise: "as `price_input`", as: .amount,
      "what a million tokens cost that the server has in its cache"),
    text(
      "drafting.price_cache_write", \.drafting.writing.priceCacheWrite, otherwise: "as `price_input`", as: .amount,
      "what a million tokens cost that go into its cache"),
    text("drafting.currency", \.drafting.currency, as: .currency, "the currency of all prices and of the budget"),
    choice(
      "drafting.steps", \.drafting.steps,
      "how a letter is written: in `one` call, or in `two`, first what the mail asks and then the text, which small models do better"
    ),
    choice(
      "drafting.secrets", \.drafting.secrets,
      "card numbers, passwords and keys in mail: `redact` (they stay here) or `send` (the model reads them)"),
  ]

  private static let fallback: [ConfigurationKey] = [
    choice(
      "drafting.fallback.provider", \.drafting.fallback.provider, among: [.none, .openAICompatible, .anthropic],
      "who writes while that model is away, overloaded or not paid for: `none`, `openai-compatible` or `anthropic`"),
    text("drafting.fallback.base_url", \.drafting.fallback.baseURL, as: .webAddress, "as `drafting.base_url`"),
    text("drafting.fallback.model", \.drafting.fallback.model, "its name"),
    text("drafting.fallback.api_key_file", \.drafting.fallback.apiKeyFile, "its server's key"),
    duration("drafting.fallback.timeout", \.drafting.fallback.timeout, "how long one answer may take"),
    integer(
      "drafting.fallback.max_tokens", \.drafting.fallback.maximumTokens, in: 100...100_000, "tokens of one answer"),
    text("drafting.fallback.price_input", \.drafting.fallback.priceInput, as: .amount, "as `drafting.price_input`"),
    text("drafting.fallback.price_output", \.drafting.fallback.priceOutput, as: .amount, "as `drafting.price_output`"),
    text(
      "drafting.fallback.price_cached_input", \.drafting.fallback.priceCachedInput, otherwise: "as `price_input`",
      as: .amount, "as `drafting.price_cached_input`"),
    text(
      "drafting.fallback.price_cache_write", \.drafting.fallback.priceCacheWrite, otherwise: "as `price_input`",
      as: .amount, "as `drafting.price_cache_write`"),
  ]

  private static let judging: [ConfigurationKey] = [
    choice(
      "drafting.judging.provider", \.drafting.judging.provider, among: [.none, .openAICompatible, .anthropic],
      "who reads mail of which the score alone does not say whether to draft: `none`, `openai-compatible` or `anthropic`; a small model will do, and may be the same as above"
    ),
    text("drafting.judging.base_url", \.drafting.judging.baseURL, as: .webAddress, "as `drafting.base_url`"),
    text("drafting.judging.model", \.drafting.judging.model, "its name"),
    text("drafting.judging.api_key_file", \.drafting.judging.apiKeyFile, "its server's key"),
    duration("drafting.judging.timeout", \.drafting.judging.timeout, "how long one answer may take"),
    integer(
      "drafting.judging.max_tokens", \.drafting.judging.maximumTokens, in: 100...100_000, "tokens of one answer"),
    text("drafting.judging.price_input", \.drafting.judging.priceInput, as: .amount, "as `drafting.price_input`"),
    text("drafting.judging.price_output", \.drafting.judging.priceOutput, as: .amount, "as `drafting.price_output`"),
    text(
      "drafting.judging.price_cached_input", \.drafting.judging.priceCachedInput, otherwise: "as `price_input`",
      as: .amount, "as `drafting.price_cached_input`"),
    text(
      "drafting.judging.price_cache_write", \.drafting.judging.priceCacheWrite, otherwise: "as `price_input`",
      as: .amount, "as `drafting.price_cache_write`"),
  ]

  private static let budget: [ConfigurationKey] = [
    integer(
      "drafting.budget.drafts", \.drafting.budget.drafts, in: 1...100_000, otherwise: "300",
      "drafts that one person is given within a day"),
    integer(
      "drafting.budget.tokens", \.drafting.budget.tokens, in: 1_000...1_000_000_000, otherwise: "no limit",
      "tokens that one person's mail may take of models in a day of theirs, read and written"),
    text(
      "drafting.budget.money", \.drafting.budget.money, otherwise: "no limit", as: .amount,
      "what that may cost, in `drafting.currency`; every model needs its prices then"),
  ]
}
