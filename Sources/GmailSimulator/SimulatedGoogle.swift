package import FoundationEssentials

/// Everything behind the simulated addresses: accounts with their mailboxes, tokens, quota, faults, the chat model and the
/// log. One request is one step, so that nothing is ever half done unless a fault says so.
package actor SimulatedGoogle {
  package nonisolated let configuration: SimulatorConfiguration
  var accounts: [String: Account] = [:]
  /// What was sent to people who have no account here, by their address: a browser can look, and nobody signs in.
  var elsewhere: [String: Account] = [:]
  /// Which account an address belongs to, aliases included.
  var owners: [String: String] = [:]
  var tokens = Tokens()
  /// The first tokens made for each account: what an importer is given.
  var firstTokens: [String: Tokens.Pair] = [:]
  var codes = AuthorizationCodes()
  var signingKeys = SigningKeys()
  /// Who the simulator says it is; empty for its own address.
  var issuerName: String
  var endpoint: TokenEndpoint
  var quota: Quota
  var settings: MailboxSettings
  var faults = FaultQueue()
  package internal(set) var log = RequestLog()
  var chat: ChatModel
  var supabase = SimulatedSupabase()
  var schedule: [ScheduledChange] = []
  var isTestingProject: Bool
  var random = SeededGenerator("answers")
  private var clockOffset: TimeInterval = 0

  package init(configuration: SimulatorConfiguration = SimulatorConfiguration()) {
    self.configuration = configuration
    endpoint = TokenEndpoint(
      accessLifetime: configuration.accessLifetime, rotatesRefreshTokens: configuration.rotatesRefreshTokens)
    quota = Quota(unitsPerMinute: configuration.unitsPerMinute)
    settings = configuration.mailboxes
    chat = configuration.chat
    isTestingProject = configuration.isTestingProject
    issuerName = configuration.issuer
    tokens.clients[configuration.clientID] = Client(
      id: configuration.clientID, secret: configuration.clientSecret, name: configuration.clientName,
      redirectURIs: configuration.redirectURIs)
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
    case "/.well-known/openid-configuration": return Outcome(answer: discovery(request), call: "discovery")
    case "/oauth2/v3/certs": return Outcome(answer: keySet(), call: "certs")
    case "/oauth2/v1/certs": return Outcome(answer: certificates(), call: "certs")
    case _ where AuthorizationRequest.paths.contains(request.path):
      return Outcome(answer: authorize(request), call: "authorize")
    case "/token", "/oauth2/token": return Outcome(answer: token(request), call: "token")
    case "/revoke", "/oauth2/revoke": return Outcome(answer: revoke(request), call: "revoke")
    case "/tokeninfo", "/oauth2/v3/tokeninfo": return Outcome(answer: tokenInfo(request), call: "tokeninfo")
    case "/v1/userinfo", "/oauth2/v3/userinfo", "/oauth2/v2/userinfo":
      return Outcome(answer: userInfo(request), call: "userinfo")
    case "/v1/chat/completions", "/v1/messages":
      return Outcome(answer: chat.answer(request, oddity: oddity, at: now), call: "chat")
    case "/v1/models":
      return Outcome(
        answer: .json(.object(["object": "list", "data": .array([.object(["id": "simulated", "object": "model"])])])))
    case let path where Self.batchPaths.contains(path): return Outcome(answer: batch(request), call: "batch")
    case let path where path.hasPrefix(SimulatedSupabase.folder + "/"):
      return supabase.answer(request, at: now).map { Outcome(answer: $0, call: "supabase") } ?? gmail(request)
    case let path where path == "/mail" || path.hasPrefix("/mail/"): return Outcome(answer: mailPage(request))
    default: return gmail(request)
    }
  }

  private func spoiled(_ answer: SimulatedAnswer?, by fault: Fault, _ request: SimulatedRequest) -> SimulatedAnswer {
    let isChat = request.path.hasPrefix("/v1/") && request.path != "/v1/userinfo"
    var spoiled: SimulatedAnswer
    switch fault.kind {
    case .concurrent where isChat, .quota where isChat: spoiled = ChatDialect(path: request.path).rateLimited
    case .backendError where isChat: spoiled = ChatDialect(path: request.path).failed
    case .unavailableJSON where isChat: spoiled = ChatDialect(path: request.path).overloaded
    case .oauth(let status, let code, let description, _) where AuthorizationRequest.paths.contains(request.path):
      spoiled = AuthorizationError(status: status, code: code, detail: description ?? "").answer
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
    switch request.path {
    case "/token", "/oauth2/token", "/revoke", "/oauth2/revoke": return accountAsking(request)
    case _ where AuthorizationRequest.paths.contains(request.path):
      let form = FormParameters(String(decoding: request.body, as: UTF8.self))
      return (form["account"] ?? form["choose"] ?? request.query["login_hint"]).flatMap { owners[$0.lowercased()] }
    default: return Self.bearer(request).flatMap { tokens.access[$0]?.account }
    }
  }

  static func bearer(_ request: SimulatedRequest) -> String? {
    if let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer ") {
      return String(header.dropFirst(7)).withoutBlanks
    }
    return request.query["access_token"]
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
