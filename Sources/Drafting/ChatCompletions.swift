package import HTTPTransport
package import Secretary

package import struct FoundationEssentials.Date

/// A language model behind an OpenAI-compatible `/chat/completions`: a local server or a provider.
package struct ChatCompletions: LanguageModel {
  package struct Model: Sendable, Equatable {
    /// Up to and including the version: `http://127.0.0.1:8080/v1`.
    package var baseURL: String
    package var name: String
    package var apiKey: Secret?
    /// Longest wait for the whole answer. Models on a CPU take minutes.
    package var timeout: Duration
    package var temperature: Double
    package var maximumTokens: Int

    package init(
      baseURL: String, name: String, apiKey: Secret? = nil, timeout: Duration = .seconds(180),
      temperature: Double = 0.3, maximumTokens: Int = 800
    ) {
      self.baseURL = baseURL
      self.name = name
      self.apiKey = apiKey
      self.timeout = timeout
      self.temperature = temperature
      self.maximumTokens = maximumTokens
    }
  }

  let model: Model
  let transport: HTTPTransport
  let now: @Sendable () -> Date

  package init(_ model: Model, transport: HTTPTransport, now: @escaping @Sendable () -> Date) {
    self.model = model
    self.transport = transport
    self.now = now
  }

  package var name: String { model.name }

  package func complete(_ request: CompletionRequest) async throws(LanguageModelError) -> Completion {
    let response: HTTPResponse
    let asked = try ChatWire.request(request, to: model)
    do {
      response = try await transport.send(asked)
    } catch {
      throw ChatWire.failure(error)
    }
    guard response.status == 200 else { throw ChatWire.refusal(response, at: now()) }
    return try ChatWire.completion(from: response)
  }
}
