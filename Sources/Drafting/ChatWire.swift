import FoundationEssentials
import HTTPTransport
import Secretary

/// OpenAI's chat completions.
enum ChatWire: ModelWire {
  static func request(
    _ request: CompletionRequest, to server: ModelServer, spelled spelling: RequestSpelling
  ) throws(LanguageModelError) -> HTTPRequest {
    var asked = Question(
      model: server.model,
      messages: [.init(role: "system", content: request.rules), .init(role: "user", content: request.user)],
      stream: false)
    let limit = server.limit(of: request)
    switch spelling.limits {
    // A form is filled in, not written: nothing is gained by variety.
    case .common: (asked.max_tokens, asked.temperature) = (limit, request.form == nil ? server.temperature : 0)
    case .reasoning: asked.max_completion_tokens = limit
    }
    if spelling.namesForm { asked.response_format = request.form.map(Question.Format.init) }
    guard let body = try? JSONEncoder.stable.encode(asked) else {
      throw .misconfigured("the request could not be written as JSON")
    }
    var headers = [HTTPField("Content-Type", "application/json"), HTTPField("Accept", "application/json")]
    if let key = server.apiKey { headers.append(HTTPField("Authorization", "Bearer \(key.reveal())")) }
    // No watch on standing still: a model says nothing at all until it has thought the whole answer.
    return HTTPRequest(
      .post, server.url("chat/completions"), headers: headers, body: Array(body), totalTimeout: server.timeout,
      stallTimeout: .zero)
  }

  /// The text of the first choice, and what the answer says that it took.
  static func answer(from response: HTTPResponse) throws(LanguageModelError) -> WireAnswer {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
      throw .temporary("the answer is not a chat completion")
    }
    let usage = answer.usage?.tokens
    guard let choice = answer.choices.first else {
      return WireAnswer(text: "", usage: usage, shortfall: .incomplete("it holds no choice"))
    }
    let shortfall: LanguageModelError? =
      switch choice.finish_reason {
      case "length": .incomplete("it was cut off at the length limit")
      case "content_filter": .incomplete("the provider's filter withheld it")
      case _ where choice.message.content == nil && choice.message.refusal != nil: .refused("it refuses")
      default: nil
      }
    return WireAnswer(text: choice.message.content ?? "", usage: usage, shortfall: shortfall)
  }

  /// Local servers know only `max_tokens`, and pass over what they do not know; reasoning models refuse it by name.
  static let wordsForLimits = ["max_tokens", "temperature"]
  /// llama.cpp speaks of the grammar that it makes of the schema.
  static let wordsForForm = ["response_format", "json_schema", "grammar"]

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Question: Encodable {
    struct Message: Encodable {
      var role: String
      var content: String
    }

    struct Format: Encodable {
      struct Schema: Encodable {
        var name: String
        var schema: JSONSchema
        var strict = true
      }

      var type = "json_schema"
      var json_schema: Schema

      init(_ form: AnswerForm) { json_schema = Schema(name: form.name, schema: form.schema) }
    }

    var model: String
    var messages: [Message]
    var response_format: Format?
    var temperature: Double?
    var max_tokens: Int?
    var max_completion_tokens: Int?
    var stream: Bool
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Answer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable {
        var content: String?
        /// Stands in the place of the content when the model will not write.
        var refusal: String?
      }

      var message: Message
      var finish_reason: String?
    }

    /// Servers differ in whether and what they count; a number that makes no sense counts for nothing.
    struct Usage: Decodable {
      var tokens: TokenUsage?

      private enum CodingKeys: String, CodingKey {
        case prompt = "prompt_tokens"
        case completion = "completion_tokens"
        case promptParts = "prompt_tokens_details"
        case completionParts = "completion_tokens_details"
      }

      private enum Parts: String, CodingKey {
        case cached = "cached_tokens"
        case reasoning = "reasoning_tokens"
      }

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func part(_ key: Parts, of whole: CodingKeys) -> Int {
          let parts = try? fields.nestedContainer(keyedBy: Parts.self, forKey: whole)
          return (try? parts?.decode(Int.self, forKey: key)) ?? 0
        }
        guard let prompt = try? fields.decode(Int.self, forKey: .prompt),
          let completion = try? fields.decode(Int.self, forKey: .completion)
        else { return }
        tokens = TokenUsage(
          prompt: prompt, cached: part(.cached, of: .promptParts), completion: completion,
          reasoning: part(.reasoning, of: .completionParts))
      }
    }

    var choices: [Choice]
    var usage: Usage?
  }
}
