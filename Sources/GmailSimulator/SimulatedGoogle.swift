package import FoundationEssentials

/// Everything behind the simulated addresses: accounts with their mailboxes, tokens, quota, faults, the chat model and the
/// log. One request is one step, so that nothing is ever half done unless a fault says so.
package actor SimulatedGoogle {
  package nonisolated let configuration: SimulatorConfiguration
  var accounts: [String: Account] = [:]
  /// Which account an address belongs to, aliases included.
  var owners: [String: String] = [:]
  var tokens = Tokens()
  /// The first tokens made for each account: what an importer is given.
  var firstTokens: [String: Tokens.Pair] = [:]
  var endpoint: TokenEndpoint
  var quota: Quota
  var settings: MailboxSettings
  var faults = FaultQueue()
  package internal(set) var log = RequestLog()
  var chat: ChatModel
  var schedule: [ScheduledChange] = []
  var isTestingProject: Bool
  private var clockOffset: TimeInterval = 0

  package init(configuration: SimulatorConfiguration = SimulatorConfiguration()) {
    self.configuration = configuration
    endpoint = TokenEndpoint(
      accessLifetime: configuration.accessLifetime, rotatesRefreshTokens: configuration.rotatesRefreshTokens)
    quota = Quota(unitsPerMinute: configuration.unitsPerMinute)
    settings = configuration.mailboxes
    chat = configuration.chat
    isTestingProject = configuration.isTestingProject
    tokens.clients[configuration.clientID] = Tokens.Client(
      id: configuration.clientID, secret: configuration.clientSecret)
  }

  /// The simulated moment.
  package var now: Date { configuration.now().addingTimeInterval(clockOffset) }

  /// Moves the simulated clock on, and with it every age, expiry and lag.
  package func advanceClock(by seconds: TimeInterval) {
    clockOffset += seconds
    runSchedule()
  }

  /// Answers one request; scripted faults first, then the request itself.
  package func answer(_ request: SimulatedRequest) -> SimulatedAnswer {
    if request.path.hasPrefix("/control/") { return control(request) }
    runSchedule()
    let account = accountBehind(request)
    let fault = faults.take(request, account: account)
    if let fault, fault.moment == .before, !fault.kind.actsFirst {
      var answer = spoiled(nil, by: fault, request)
      if case .reset = answer.delivery { answer.status = 0 }
      log.add(
        request, at: now, account: account, call: nil, units: 0, status: answer.status, fault: fault.kind.name)
      return answer
    }
    var oddity: ChatModel.Oddity?
    if case .chat(let kind) = fault?.kind { oddity = kind }
    let outcome = act(on: request, oddity: oddity)
    let answer = fault.map { spoiled(outcome.answer, by: $0, request) } ?? outcome.answer
    log.add(
      request, at: now, account: account, call: outcome.call, units: outcome.units,
      status: answer.delivery == .reset ? 0 : answer.status, fault: fault?.kind.name)
    return answer
  }

  /// What came of a request: Google's name of the call and what it cost.
  struct Outcome {
    let answer: SimulatedAnswer
    var call: String?
    var units = 0
  }

  private func act(on request: SimulatedRequest, oddity: ChatModel.Oddity?) -> Outcome {
    switch request.path {
    case "/token", "/oauth2/token":
      do throws(OAuthError) {
        return Outcome(answer: try endpoint.token(request, &tokens, at: now), call: "token")
      } catch {
        return Outcome(answer: error.answer, call: "token")
      }
    case "/revoke", "/oauth2/revoke":
      return Outcome(answer: endpoint.revoke(request, &tokens), call: "revoke")
    case "/tokeninfo":
      return Outcome(answer: tokenInfo(request), call: "tokeninfo")
    case "/v1/chat/completions":
      return Outcome(answer: chat.answer(request, oddity: oddity, at: now), call: "chat")
    case "/v1/models":
      return Outcome(
        answer: .json(.object(["object": "list", "data": .array([.object(["id": "simulated", "object": "model"])])])))
    default:
      return gmail(request)
    }
  }

  private func spoiled(_ answer: SimulatedAnswer?, by fault: Fault, _ request: SimulatedRequest) -> SimulatedAnswer {
    let isChat = request.path.hasPrefix("/v1/")
    var spoiled: SimulatedAnswer
    switch fault.kind {
    case .concurrent where isChat, .quota where isChat: spoiled = ChatModel.rateLimited
    case .backendError where isChat: spoiled = ChatModel.failed
    case .unavailableJSON where isChat: spoiled = ChatModel.overloaded
    default:
      spoiled =
        fault.kind.answer(project: configuration.projectNumber, now: now) ?? answer
        ?? SimulatedAnswer(status: 503, headers: [], body: [])
    }
    spoiled.delivery = fault.kind.delivery
    return spoiled
  }

  /// Whose request it is, as far as one can tell without refusing it.
  private func accountBehind(_ request: SimulatedRequest) -> String? {
    if request.path == "/token" { return TokenEndpoint.account(request, tokens) }
    return Self.bearer(request).flatMap { tokens.access[$0]?.account }
  }

  static func bearer(_ request: SimulatedRequest) -> String? {
    if let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ") {
      return String(header.dropFirst(7)).trimmed
    }
    return request.query["access_token"]
  }

  private func tokenInfo(_ request: SimulatedRequest) -> SimulatedAnswer {
    guard let token = request.query["access_token"], let access = tokens.opened(by: token, at: now),
      let client = access.grant.flatMap({ tokens.grants[$0]?.client }), let account = accounts[access.account]
    else { return OAuthError(status: 400, error: "invalid_token", description: "Invalid Value").answer }
    let left = Int(access.expires.timeIntervalSince(now))
    return TokenEndpoint.answer(
      .object([
        "azp": .string(client), "aud": .string(client), "sub": .string(account.subject),
        "scope": .string(access.scopes.joined(separator: " ")),
        "exp": .string(String(Int(access.expires.timeIntervalSince1970))), "expires_in": .string(String(left)),
        "email": .string(account.address), "email_verified": "true", "access_type": "offline",
      ]))
  }
}

extension Fault.Kind {
  /// Faults that spoil only how an answer travels need an answer to spoil.
  var actsFirst: Bool {
    switch self {
    case .late, .slowBody, .cutOff, .chat: true
    default: false
    }
  }
}
