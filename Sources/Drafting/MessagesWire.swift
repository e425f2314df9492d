import FoundationEssentials
import HTTPTransport
import Secretary

/// Anthropic's Messages: the rules stand apart from the messages, the limit is required, and nothing says how warm the
/// model is to be, which newer ones refuse.
enum MessagesWire: ModelWire {
  /// The version of the protocol, which every request names.
  private static let version = "2023-06-01"

  static func request(
    _ request: CompletionRequest, to server: ModelServer, spelled spelling: RequestSpelling
  ) throws(LanguageModelError) -> HTTPRequest {
    let asked = Question(
      model: server.model, max_tokens: server.limit(of: request), system: request.rules,
      messages: [.init(role: "user", content: request.user)],
      output_config: spelling.namesForm ? request.form.map { .init(format: .init(schema: $0.schema)) } : nil)
    guard let body = try? JSONEncoder.stable.encode(asked) else {
      throw .misconfigured("the request could not be written as JSON")
    }
    var headers = [
      HTTPField("Content-Type", "application/json"), HTTPField("Accept", "application/json"),
      HTTPField("anthropic-version", version),
    ]
    if let key = server.apiKey { headers.append(HTTPField("x-api-key", key.reveal())) }
    // No watch on standing still: a model says nothing at all until it has thought the whole answer.
    return HTTPRequest(
      .post, server.url("messages"), headers: headers, body: Array(body), totalTimeout: server.timeout,
      stallTimeout: .zero)
  }

  static func answer(from response: HTTPResponse) throws(LanguageModelError) -> WireAnswer {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
      throw .temporary("the answer is not a message")
    }
    var shortfall: LanguageModelError? =
      switch answer.stop_reason {
      case "end_turn", "stop_sequence": nil
      case "max_tokens": .incomplete("it was cut off at the length limit")
      case "refusal": .refused("it refuses")
      case "model_context_window_exceeded": .refused("it is too long for the model")
      default: .incomplete("it did not come to its end")
      }
    if shortfall == nil, answer.content == nil { shortfall = .incomplete("it holds no text") }
    let text = (answer.content ?? []).filter { $0.type == "text" }.compactMap(\.text).joined()
    return WireAnswer(text: text, usage: answer.usage?.tokens, shortfall: shortfall)
  }

  static let wordsForLimits: [String] = []
  static let wordsForForm = ["output_config", "output_format", "json_schema", "grammar"]

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Question: Encodable {
    struct Message: Encodable {
      var role: String
      var content: String
    }

    struct Output: Encodable {
      struct Format: Encodable {
        var type = "json_schema"
        var schema: JSONSchema
      }

      var format: Format
    }

    var model: String
    var max_tokens: Int
    var system: String
    var messages: [Message]
    var output_config: Output?
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Answer: Decodable {
    struct Part: Decodable {
      var type: String
      var text: String?
    }

    var content: [Part]?
    var stop_reason: String?
    var usage: Usage?
  }

  /// What was read from a cache, and written into it, is counted apart from what was read anew.
  private struct Usage: Decodable {
    var tokens: TokenUsage?

    private enum CodingKeys: String, CodingKey, CaseIterable {
      case read = "input_tokens"
      case cached = "cache_read_input_tokens"
      case caching = "cache_creation_input_tokens"
      case written = "output_tokens"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: CodingKeys.self)
      func count(_ key: CodingKeys) -> Int? { try? fields.decode(Int.self, forKey: key) }
      guard let read = count(.read), let written = count(.written) else { return }
      // A number that makes no sense counts for nothing; three of them cannot overflow then.
      let (cached, caching) = (count(.cached) ?? 0, count(.caching) ?? 0)
      guard [read, cached, caching].allSatisfy({ (0...TokenUsage.most).contains($0) }) else { return }
      tokens = TokenUsage(
        prompt: read + cached + caching, cached: cached, cacheWritten: caching, completion: written)
    }
  }
}
