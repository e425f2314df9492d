import FoundationEssentials

/// What a scripted model says, before it is put into a dialect's form.
struct ScriptedText {
  var content: String
  var reasoning: String?
  /// At the token limit.
  var isCut = false
  var isRefused = false
  /// Whether the answer says what it took.
  var isCounted = true
  var promptTokens: Int

  /// Nil for one token of four bytes.
  var countedReply: Int?

  var replyTokens: Int { countedReply ?? content.utf8.count / 4 + 1 }
}

/// The form in which a provider answers and complains.
enum ChatDialect {
  /// OpenAI's `/v1/chat/completions`.
  case completions
  /// Anthropic's `/v1/messages`.
  case messages

  init(path: String) { self = path.hasPrefix("/v1/messages") ? .messages : .completions }

  enum Complaint {
    case request, key, rate, server, overload
  }

  /// The dialect that this is not.
  var other: ChatDialect { self == .completions ? .messages : .completions }

  /// The JSON Schema that the answer is to have; nil for text.
  func form(in body: JSON) -> JSON? {
    let (format, schema) =
      switch self {
      case .completions: (body["response_format"], body["response_format"]?["json_schema"]?["schema"])
      case .messages: (body["output_config"]?["format"], body["output_config"]?["format"]?["schema"])
      }
    return format?["type"]?.text == "json_schema" ? schema : nil
  }

  func key(of request: SimulatedRequest) -> String? {
    switch self {
    case .completions:
      request.headers["authorization"].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
    case .messages: request.headers["x-api-key"]
    }
  }

  /// What a request of this dialect lacks or must not have, in the provider's words.
  func missing(in request: SimulatedRequest, _ body: JSON) -> String? {
    guard self == .messages else { return nil }
    if request.headers["anthropic-version"] == nil { return "anthropic-version: header is required" }
    if body["max_tokens"]?.whole == nil { return "max_tokens: Field required" }
    if let messages = body["messages"]?.list, messages.contains(where: { $0["role"]?.text == "system" }) {
      return "messages: Unexpected role \"system\". The Messages API accepts a top-level `system` parameter"
    }
    return nil
  }

  // MARK: Errors

  func error(_ message: String, _ complaint: Complaint, status: Int) -> SimulatedAnswer {
    switch self {
    case .completions:
      let (type, code): (String, JSON) =
        switch complaint {
        case .request: ("invalid_request_error", .null)
        case .key: ("invalid_request_error", "invalid_api_key")
        case .rate: ("requests", "rate_limit_exceeded")
        case .server, .overload: ("server_error", .null)
        }
      return .json(
        .object([
          "error": .object(["message": .string(message), "type": .string(type), "param": .null, "code": code])
        ]), status: status)
    case .messages:
      let type =
        switch complaint {
        case .request: "invalid_request_error"
        case .key: "authentication_error"
        case .rate: "rate_limit_error"
        case .server: "api_error"
        case .overload: "overloaded_error"
        }
      return .json(
        .object([
          "type": "error", "error": .object(["type": .string(type), "message": .string(message)]),
          "request_id": "req_simulated",
        ]), status: status)
    }
  }

  var rateLimited: SimulatedAnswer {
    var answer = error("Rate limit reached for requests", .rate, status: 429)
    answer.headers.append(("Retry-After", "1"))
    return answer
  }

  var failed: SimulatedAnswer {
    error("The server had an error while processing your request.", .server, status: 500)
  }

  /// Anthropic has a status of its own for it.
  var overloaded: SimulatedAnswer {
    error("The engine is currently overloaded.", .overload, status: self == .messages ? 529 : 503)
  }

  /// To a request that names a form for the answer, of a server that knows none.
  var formUnknown: SimulatedAnswer {
    switch self {
    case .completions:
      error("'response_format' of type 'json_schema' is not supported with this model.", .request, status: 400)
    case .messages: error("output_config: Extra inputs are not permitted", .request, status: 400)
    }
  }

  // MARK: Answers

  var withoutChoices: SimulatedAnswer {
    switch self {
    case .completions: .json(.object(["id": "chatcmpl-0", "object": "chat.completion", "choices": .array([])]))
    case .messages: .json(.object(["id": "msg_0", "type": "message", "role": "assistant"]))
    }
  }

  func answer(_ text: ScriptedText, number: Int, model: String, at now: Date) -> SimulatedAnswer {
    switch self {
    case .completions: .json(Self.completion(text, number: number, model: model, at: now))
    case .messages: .json(Self.message(text, number: number, model: model))
    }
  }

  private static func completion(_ text: ScriptedText, number: Int, model: String, at now: Date) -> JSON {
    .object([
      "id": .string("chatcmpl-\(number)"), "object": "chat.completion",
      "created": .int(Int(now.timeIntervalSince1970)), "model": .string(model),
      "choices": .array([
        .object([
          "index": 0,
          "message": .object([
            "role": "assistant", "content": text.isRefused ? .null : .string(text.content),
            "refusal": text.isRefused ? "I cannot help with that." : nil,
            "reasoning_content": text.reasoning.map { .string($0) },
          ]),
          "finish_reason": text.isCut ? "length" : "stop",
        ])
      ]),
      "usage": text.isCounted
        ? .object([
          "prompt_tokens": .int(text.promptTokens), "completion_tokens": .int(text.replyTokens),
          "total_tokens": .int(text.promptTokens + text.replyTokens),
        ]) : nil,
    ])
  }

  private static func message(_ text: ScriptedText, number: Int, model: String) -> JSON {
    let thought = text.reasoning.map { JSON.object(["type": "thinking", "thinking": .string($0)]) }
    let said = text.content.isEmpty ? nil : JSON.object(["type": "text", "text": .string(text.content)])
    return .object([
      "id": .string("msg_\(number)"), "type": "message", "role": "assistant", "model": .string(model),
      "content": .array(text.isRefused ? [] : [thought, said].compactMap(\.self)),
      "stop_reason": text.isRefused ? "refusal" : text.isCut ? "max_tokens" : "end_turn",
      "usage": text.isCounted
        ? .object([
          // As with a prompt that is cached in part: three counts make up what was read.
          "input_tokens": .int(text.promptTokens - text.promptTokens / 2),
          "cache_creation_input_tokens": 0, "cache_read_input_tokens": .int(text.promptTokens / 2),
          "output_tokens": .int(text.replyTokens),
        ]) : nil,
    ])
  }
}
