import FoundationEssentials

/// A language model behind an OpenAI-compatible address, with replies that are scripted instead of thought.
package struct ChatModel: Sendable {
  /// When a request's messages contain `contains` (without regard to case), `reply` is the answer. The first that fits
  /// counts.
  package struct Rule: Sendable {
    package let contains: String
    package let reply: String

    package init(contains: String, reply: String) {
      self.contains = contains
      self.reply = reply
    }
  }

  /// An answer with status 200 that is nevertheless not a reply.
  package enum Oddity: String, Sendable, CaseIterable {
    /// Not JSON.
    case malformed = "chat-malformed"
    /// JSON without choices.
    case noChoices = "chat-no-choices"
    case empty = "chat-empty"
    /// The same character without end, as a broken model writes.
    case repeated = "chat-repeated"
    /// The model's thinking stands in front of the reply.
    case reasoning = "chat-reasoning"
    /// Only thinking, no reply.
    case onlyReasoning = "chat-only-reasoning"
    /// Cut off at the token limit.
    case cutShort = "chat-cut-short"
  }

  package struct Exchange: Sendable {
    package let request: JSON
    package let reply: String
  }

  package var rules: [Rule] = []
  /// The key that must be given; nil takes any or none.
  package var apiKey: String?
  /// The latest exchanges.
  package private(set) var exchanges: [Exchange] = []
  private var count = 0

  package init() {}

  mutating func clearExchanges() { exchanges = [] }

  mutating func answer(_ request: SimulatedRequest, oddity: Oddity?, at now: Date) -> SimulatedAnswer {
    if let apiKey, request.headers["authorization"] != "Bearer \(apiKey)" {
      return Self.error("Incorrect API key provided.", code: "invalid_api_key", status: 401)
    }
    guard request.method == "POST" else {
      return Self.error("Not allowed to \(request.method) on this path.", status: 405)
    }
    guard let body = JSON.parse(request.body), let messages = body["messages"]?.list, !messages.isEmpty,
      let model = body["model"]?.text
    else { return Self.error("you must provide a model and messages", status: 400) }
    let text = messages.map(Self.content).joined(separator: "\n")
    let folded = text.lowercased()
    let reply = rules.first { folded.contains($0.contains.lowercased()) }?.reply ?? Self.defaultReply(to: text)
    count += 1
    if exchanges.count >= 200 { exchanges.removeFirst(100) }
    exchanges.append(Exchange(request: body, reply: reply))
    return completion(reply, model: model, prompt: text, oddity: oddity, at: now)
  }

  /// The mistakes of a real provider.
  static func error(
    _ message: String, type: String = "invalid_request_error", code: String? = nil, status: Int
  ) -> SimulatedAnswer {
    .json(
      .object([
        "error": .object([
          "message": .string(message), "type": .string(type), "param": .null, "code": code.map { .string($0) } ?? .null,
        ])
      ]), status: status)
  }

  static let rateLimited: SimulatedAnswer = {
    var answer = error("Rate limit reached for requests", type: "requests", code: "rate_limit_exceeded", status: 429)
    answer.headers.append(("Retry-After", "1"))
    return answer
  }()

  static let failed = error(
    "The server had an error while processing your request.", type: "server_error", status: 500)

  static let overloaded = error("The engine is currently overloaded.", type: "server_error", status: 503)

  private func completion(
    _ reply: String, model: String, prompt: String, oddity: Oddity?, at now: Date
  ) -> SimulatedAnswer {
    var content = reply
    var reasoning: String?
    switch oddity {
    case .malformed:
      return SimulatedAnswer(
        status: 200, headers: [("Content-Type", "application/json")], body: Array("{\"choices\": [{\"mess".utf8))
    case .noChoices: return .json(.object(["id": "chatcmpl-0", "object": "chat.completion", "choices": .array([])]))
    case .empty: content = "  \n"
    case .repeated: content = String(repeating: "!", count: 4_000)
    case .reasoning: content = "<think>\nThe sender wants an answer. I should be polite.\n</think>\n\n" + reply
    case .onlyReasoning:
      content = ""
      reasoning = "The sender wants an answer. I should be polite."
    case .cutShort: content = String(reply.prefix(max(1, reply.count / 2)))
    case nil: break
    }
    let promptTokens = prompt.utf8.count / 4 + 1
    let replyTokens = content.utf8.count / 4 + 1
    return .json(
      .object([
        "id": .string("chatcmpl-\(count)"), "object": "chat.completion",
        "created": .int(Int(now.timeIntervalSince1970)), "model": .string(model),
        "choices": .array([
          .object([
            "index": 0,
            "message": .object([
              "role": "assistant", "content": .string(content), "reasoning_content": reasoning.map { .string($0) },
            ]),
            "finish_reason": oddity == .cutShort ? "length" : "stop",
          ])
        ]),
        "usage": .object([
          "prompt_tokens": .int(promptTokens), "completion_tokens": .int(replyTokens),
          "total_tokens": .int(promptTokens + replyTokens),
        ]),
      ]))
  }

  /// A message's content: a text, or a list of text parts.
  private static func content(_ message: JSON) -> String {
    if let text = message["content"]?.text { return text }
    return (message["content"]?.list ?? []).compactMap { $0["text"]?.text }.joined(separator: "\n")
  }

  private static func defaultReply(to text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { $0.trimmed.lowercased().hasPrefix("subject:") }
    let subject = line.map { String($0.trimmed.dropFirst("subject:".count)).trimmed } ?? "your message"
    return "Hello,\n\nthank you for writing about \(subject). I will look into it and come back to you.\n\nBest regards"
  }
}
