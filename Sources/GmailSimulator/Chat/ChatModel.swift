import FoundationEssentials

/// A language model with replies that are scripted instead of thought, behind the addresses of two dialects.
package struct ChatModel: Sendable {
  /// When a request's messages contain `contains` (without regard to case), `reply` is the answer. The first that fits
  /// counts.
  package struct Rule: Sendable {
    package let contains: String
    package let reply: String
    /// Whether it is for requests that name a form for the answer, and only for them.
    package let isStructured: Bool

    package init(contains: String, reply: String, isStructured: Bool = false) {
      self.contains = contains
      self.reply = reply
      self.isStructured = isStructured
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
    /// The model will not write about this.
    case refusal = "chat-refusal"
    /// Text, whatever form was asked for, as servers answer that do not know the field.
    case prose = "chat-prose"
    /// Half of the reply, as if it were whole.
    case cutAsWhole = "chat-cut-as-whole"
    /// What is beyond a context of 4,096 tokens is not read, and nobody is told, as Ollama does it.
    case silentCut = "chat-silent-cut"
    /// Nothing is said of what it took.
    case noUsage = "chat-no-usage"
    /// Every byte is a token, of what is read, of marks around it, and of what is written.
    case byteTokens = "chat-byte-tokens"
    /// Thoughts are counted that the limit was to keep short.
    case overrun = "chat-overrun"
    /// 400 to a request that names a form for the answer; any other is answered.
    case noForms = "chat-no-forms"
    /// 500 in the other dialect's shape, as a server that translates badly has it.
    case foreignError = "chat-foreign-error"
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
    let dialect = ChatDialect(path: request.path)
    if let apiKey, dialect.key(of: request) != apiKey {
      return dialect.error("Incorrect API key provided.", .key, status: 401)
    }
    guard request.method == "POST" else {
      return dialect.error("Not allowed to \(request.method) on this path.", .request, status: 405)
    }
    guard let body = JSON.parse(request.body), let messages = body["messages"]?.list, !messages.isEmpty,
      let model = body["model"]?.text
    else { return dialect.error("you must provide a model and messages", .request, status: 400) }
    if let missing = dialect.missing(in: request, body) { return dialect.error(missing, .request, status: 400) }
    let text = ([body["system"]?.text].compactMap(\.self) + messages.map(Self.content)).joined(separator: "\n")
    let form = dialect.form(in: body)
    if form != nil, oddity == .noForms { return dialect.formUnknown }
    if oddity == .foreignError { return dialect.other.failed }
    let folded = text.lowercased()
    let rule = rules.first { $0.isStructured == (form != nil) && folded.contains($0.contains.lowercased()) }
    let unscripted = form.map { AnswerSample.text(of: $0) } ?? Self.defaultReply(to: text)
    let reply = oddity == .prose ? Self.defaultReply(to: text) : rule?.reply ?? unscripted
    count += 1
    if exchanges.count >= 200 { exchanges.removeFirst(100) }
    exchanges.append(Exchange(request: body, reply: reply))
    return completion(reply, in: dialect, model: model, prompt: text, oddity: oddity, at: now)
  }

  private func completion(
    _ reply: String, in dialect: ChatDialect, model: String, prompt: String, oddity: Oddity?, at now: Date
  ) -> SimulatedAnswer {
    var text = ScriptedText(content: reply, promptTokens: prompt.utf8.count / 4 + 1)
    switch oddity {
    case .malformed:
      return SimulatedAnswer(
        status: 200, headers: [("Content-Type", "application/json")], body: Array("{\"choices\": [{\"mess".utf8))
    case .noChoices: return dialect.withoutChoices
    case .empty: text.content = "  \n"
    case .repeated: text.content = String(repeating: "!", count: 4_000)
    case .reasoning: text.content = "<think>\nThe sender wants an answer. I should be polite.\n</think>\n\n" + reply
    case .onlyReasoning:
      text.content = ""
      text.reasoning = "The sender wants an answer. I should be polite."
    case .cutShort, .cutAsWhole:
      text.content = String(reply.prefix(max(1, reply.count / 2)))
      text.isCut = oddity == .cutShort
    case .refusal: text.isRefused = true
    case .silentCut: text.promptTokens = min(text.promptTokens, 4_096)
    case .noUsage: text.isCounted = false
    case .byteTokens: (text.promptTokens, text.countedReply) = (prompt.utf8.count + 200, reply.utf8.count)
    case .overrun: text.countedReply = 100_000
    case .prose, .noForms, .foreignError, nil: break
    }
    return dialect.answer(text, number: count, model: model, at: now)
  }

  /// A message's content: a text, or a list of text parts.
  private static func content(_ message: JSON) -> String {
    if let text = message["content"]?.text { return text }
    return (message["content"]?.list ?? []).compactMap { $0["text"]?.text }.joined(separator: "\n")
  }

  private static func defaultReply(to text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).first { $0.withoutBlanks.lowercased().hasPrefix("subject:") }
    let subject = line.map { String($0.withoutBlanks.dropFirst("subject:".count)).withoutBlanks } ?? "your message"
    return "Hello,\n\nthank you for writing about \(subject). I will look into it and come back to you.\n\nBest regards"
  }
}
