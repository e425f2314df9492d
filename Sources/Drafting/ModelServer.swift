package import Secretary

/// Where a model runs, and what it may take.
package struct ModelServer: Sendable, Equatable {
  /// Up to and including the version: `http://127.0.0.1:8080/v1`.
  package var baseURL: String
  /// The model's name there.
  package var model: String
  package var apiKey: Secret?
  /// Longest wait for the whole answer. Models on a CPU take minutes.
  package var timeout: Duration
  package var temperature: Double
  /// Tokens of an answer, thoughts included where the server counts them.
  package var maximumTokens: Int
  /// Nil where nobody said.
  package var price: ModelPrice?
  /// Of the price.
  package var currency: String

  package init(
    baseURL: String, model: String, apiKey: Secret? = nil, timeout: Duration = .seconds(180),
    temperature: Double = 0.3, maximumTokens: Int = 800, price: ModelPrice? = nil, currency: String = "USD"
  ) {
    self.baseURL = baseURL
    self.model = model
    self.apiKey = apiKey
    self.timeout = timeout
    self.temperature = temperature
    self.maximumTokens = maximumTokens
    self.price = price
    self.currency = currency
  }

  /// Tokens that the answer to this request may take.
  func limit(of request: CompletionRequest) -> Int {
    min(request.maximumTokens ?? maximumTokens, maximumTokens)
  }

  func url(_ path: String) -> String {
    var base = baseURL[...]
    while base.last == "/" { base.removeLast() }
    return "\(base)/\(path)"
  }
}
