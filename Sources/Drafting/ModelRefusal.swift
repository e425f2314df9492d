import FoundationEssentials
import HTTPTransport
import Secretary

/// What it means when a model server gives no answer, in either dialect. Judged on the status and on the one word by which
/// servers name a kind of error; their sentences are never passed on, for they may repeat the mail.
enum ModelRefusal {
  static func meaning(of error: HTTPTransportError) -> LanguageModelError {
    switch error {
    case .cancelled: .cancelled
    case .refusedURL(let words): .misconfigured("drafting.base_url: \(words)")
    case .tooLarge: .incomplete("it is far too long")
    case .neverReached(let words), .answerUnknown(let words): .temporary(words)
    }
  }

  static func meaning(of response: HTTPResponse, at now: Date) -> LanguageModelError {
    let status = response.status
    let pause = pause(of: response)
    let problem = problem(of: response)
    if status == 402 || problem.map(isUnpaid) == true {
      return .unpaid("HTTP \(status)", until: now.addingTimeInterval(max(pause ?? 0, pauseUnpaid)))
    }
    // The server's own word wins over what the status stands for.
    let shouldRetry = response.header("x-should-retry")
    if shouldRetry == "false", status == 429 || status >= 500 {
      return .rateLimited(until: now.addingTimeInterval(pause ?? pauseUnpaid))
    }
    if status == 400, problem.map(isTooLong) == true { return .refused("it is too long for the model's context") }
    switch status {
    case 429: return .rateLimited(until: now.addingTimeInterval(pause ?? 30))
    // 529: everybody's model is overloaded, not this key's share of it.
    case 503, 529:
      return pause.map { .rateLimited(until: now.addingTimeInterval($0)) } ?? .temporary("it is overloaded")
    case 401, 403: return .misconfigured("the API key is not accepted (HTTP \(status))")
    case 404: return .misconfigured("the address or the model's name is not known there (HTTP 404)")
    case 400..<500 where shouldRetry == "true": return .temporary("HTTP \(status)")
    // What differs from request to request is the mail in it, as a content filter sees it.
    case 400, 422, 451: return .refused("HTTP \(status)")
    case 413: return .refused("it is too long for the model")
    case _ where gateways.contains(status):
      return .temporary(
        "HTTP \(status) from what stands before it; it may have answered all the same, so that counts as an answer")
    default: return .temporary("HTTP \(status)")
    }
  }

  /// Whether the model may have written an answer that got lost, and its provider counts it.
  static func mayHaveBeenAnswered(_ response: HTTPResponse) -> Bool { gateways.contains(response.status) }

  /// What proxies say when the server behind them gave no answer, or none in time: RFC 9110, sections 15.6.3 and 15.6.5, and
  /// Cloudflare's own. A server that answers for itself says something else.
  private static let gateways: Set<Int> = [502, 504, 520, 524]

  /// Seconds that the server asks to wait, from 1 to an hour.
  private static func pause(of response: HTTPResponse) -> Double? {
    let milliseconds = response.header("Retry-After-Ms").flatMap((0...1e10).number(in:)).map { $0 / 1_000 }
    let seconds = response.header("Retry-After").flatMap((0...1e7).number(in:))
    return (milliseconds ?? seconds).map { min(max($0, 1), 3_600) }
  }

  /// Seconds until it is looked whether somebody has paid, or a server is well again that wants no quick retry.
  private static let pauseUnpaid: Double = 900

  /// Kinds of error that pass only when somebody pays, whatever status they come with.
  private static let unpaid: Set<String> = [
    "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "billing_error",
    "credit_balance_exhausted", "enforced_spend_limit_reached", "insufficient_credits",
  ]

  /// Anthropic's error has no kind of its own for it, but always begins so.
  private static let unpaidOpening = "Your credit balance is too low"

  private static func isUnpaid(_ problem: Body.Problem) -> Bool {
    !problem.kinds.isDisjoint(with: unpaid) || problem.message?.hasPrefix(unpaidOpening) == true
  }

  /// Kinds of error that say the mail is longer than the model can read at once: llama.cpp's and OpenAI's.
  private static let tooLong: Set<String> = ["exceed_context_size_error", "context_length_exceeded"]

  /// Anthropic's error has no kind of its own for this either.
  private static let tooLongOpening = "prompt is too long"

  private static func isTooLong(_ problem: Body.Problem) -> Bool {
    !problem.kinds.isDisjoint(with: tooLong) || problem.message?.hasPrefix(tooLongOpening) == true
  }

  /// The error's body: OpenAI's, Anthropic's and llama.cpp's differ in little else than its words.
  private static func problem(of response: HTTPResponse) -> Body.Problem? {
    guard response.body.count <= 100_000 else { return nil }
    return try? JSONDecoder().decode(Body.self, from: Data(response.body)).error
  }

  private struct Body: Decodable {
    struct Problem: Decodable {
      var type: String?
      /// A number at some servers, which names no kind.
      var code: String?
      var message: String?

      var kinds: Set<String> { Set([type, code].compactMap(\.self)) }

      private enum CodingKeys: String, CodingKey { case type, code, message }

      init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try? fields.decode(String.self, forKey: .type)
        code = try? fields.decode(String.self, forKey: .code)
        message = try? fields.decode(String.self, forKey: .message)
      }
    }

    var error: Problem
  }
}
