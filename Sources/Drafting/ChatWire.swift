import FoundationEssentials
import HTTPTransport
import Secretary

/// The chat completions protocol: one request out, one answer in, and what a refusal means.
enum ChatWire {
  static func request(
    _ request: CompletionRequest, to model: ChatCompletions.Model
  ) throws(LanguageModelError) -> HTTPRequest {
    let asked = Question(
      model: model.name,
      messages: [.init(role: "system", content: request.system), .init(role: "user", content: request.user)],
      temperature: model.temperature, max_tokens: model.maximumTokens, stream: false)
    guard let body = try? JSONEncoder().encode(asked) else {
      throw .misconfigured("the request could not be written as JSON")
    }
    var headers = [HTTPField("Content-Type", "application/json"), HTTPField("Accept", "application/json")]
    if let key = model.apiKey { headers.append(HTTPField("Authorization", "Bearer \(key.reveal())")) }
    // No watch on standing still: a model says nothing at all until it has thought the whole answer.
    return HTTPRequest(
      .post, url(under: model.baseURL), headers: headers, body: Array(body), totalTimeout: model.timeout,
      stallTimeout: .zero)
  }

  static func url(under base: String) -> String {
    var base = base[...]
    while base.last == "/" { base.removeLast() }
    return base + "/chat/completions"
  }

  /// The text of the first choice, which must have come to its own end, and what the answer says that it took.
  static func completion(from response: HTTPResponse) throws(LanguageModelError) -> Completion {
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(response.body)) else {
      throw .temporary("the answer is not a chat completion")
    }
    guard let choice = answer.choices.first else { throw .incomplete("it holds no choice") }
    switch choice.finish_reason {
    case "length": throw .incomplete("it was cut off at the length limit")
    case "content_filter": throw .incomplete("the provider's filter withheld it")
    default: return Completion(text: choice.message.content ?? "", usage: answer.usage?.tokens)
    }
  }

  static func failure(_ error: HTTPTransportError) -> LanguageModelError {
    switch error {
    case .cancelled: .cancelled
    case .refusedURL(let words): .misconfigured("drafting.base_url: \(words)")
    case .tooLarge: .incomplete("it is far too long")
    case .neverReached(let words), .answerUnknown(let words): .temporary(words)
    }
  }

  /// Judged on the status: the bodies differ from server to server.
  static func refusal(_ response: HTTPResponse, at now: Date) -> LanguageModelError {
    let pause = response.header("Retry-After").flatMap((0...1e7).number(in:)).map { min(max($0, 1), 3600) }
    switch response.status {
    case 429: return .rateLimited(until: now.addingTimeInterval(pause ?? 30))
    case 503: return pause.map { .rateLimited(until: now.addingTimeInterval($0)) } ?? .temporary("it is unavailable")
    case 401, 403: return .misconfigured("the API key is not accepted (HTTP \(response.status))")
    case 404: return .misconfigured("the address or the model's name is not known there (HTTP 404)")
    // What differs from request to request is the mail in it: a content filter, or more than the model can hold.
    case 400, 422, 451: return .refused("HTTP \(response.status)")
    case 413: return .refused("it is too long for the model")
    case 402: return .misconfigured("the provider wants to be paid first (HTTP 402)")
    default: return .temporary("HTTP \(response.status)")
    }
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Question: Encodable {
    struct Message: Encodable {
      var role: String
      var content: String
    }

    var model: String
    var messages: [Message]
    var temperature: Double
    var max_tokens: Int
    var stream: Bool
  }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  private struct Answer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable {
        var content: String?
      }

      var message: Message
      var finish_reason: String?
    }

    /// Servers differ in whether and what they count; a number that makes no sense counts for nothing.
    struct Usage: Decodable {
      var prompt: Int?
      var completion: Int?

      private enum CodingKeys: String, CodingKey {
        case prompt = "prompt_tokens"
        case completion = "completion_tokens"
      }

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        prompt = try? fields.decode(Int.self, forKey: .prompt)
        completion = try? fields.decode(Int.self, forKey: .completion)
      }

      var tokens: TokenUsage? {
        guard let prompt, let completion else { return nil }
        return TokenUsage(prompt: prompt, completion: completion)
      }
    }

    var choices: [Choice]
    var usage: Usage?
  }
}
