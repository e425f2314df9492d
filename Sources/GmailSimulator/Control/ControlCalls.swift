import FoundationEssentials

/// The verbs over HTTP, below `/control/`. Bodies and answers are JSON; a mistake is `{"error": "…"}`.
extension SimulatedGoogle {
  func control(_ request: SimulatedRequest) -> SimulatedAnswer {
    let path = request.path.split(separator: "/").dropFirst().map { FormParameters.decode($0, plusIsSpace: false) }
    do throws(ControlError) {
      guard let body = JSON.parse(request.body) else { throw .bad("the body is not JSON") }
      if path.count >= 2, path[0] == "users" {
        return .json(try userVerb(request.method, path[1], path.dropFirst(2).joined(separator: "/"), body, request))
      }
      if path.first == "supabase" {
        return .json(try supabaseVerb("\(request.method) \(path.dropFirst().joined(separator: "/"))", body))
      }
      return .json(try worldVerb("\(request.method) \(path.joined(separator: "/"))", body, request))
    } catch {
      return .json(.object(["error": .string(error.description)]), status: error.status)
    }
  }

  private func worldVerb(_ verb: String, _ body: JSON, _ request: SimulatedRequest) throws(ControlError) -> JSON {
    switch verb {
    case "GET health": break
    case "GET users": return .object(["users": .array(users.map { .string($0) })])
    case "POST users":
      guard let address = body["address"]?.text else { throw .bad("address is missing") }
      let made = addUser(
        Self.address(for: address), name: body["name"]?.text ?? "", aliases: body["aliases"]?.texts ?? [],
        scopes: body["scopes"]?.texts ?? Self.defaultScopes)
      return tokenFile(made, base: request.baseURL)
    case "GET samples": return .object(["samples": .array(UnansweredMail.allCases.map { .string($0.rawValue) })])
    case "GET credentials.json": return credentialsFile(base: request.baseURL)
    case "GET web-credentials.json": return webCredentialsFile(base: request.baseURL)
    case "POST arrive":
      let count = try arrive(body["count"]?.whole, for: body["user"]?.text.map(Self.address(for:)))
      return .object(["arrived": .int(count), "waiting": waitingJSON])
    case "GET arrive": return .object(["waiting": waitingJSON])
    case "GET clock": return .object(["now": .string(GoogleTime.text(now))])
    case "POST clock":
      guard let seconds = body["advance"]?.real else { throw .bad("advance (seconds) is missing") }
      advanceClock(by: seconds)
      return .object(["now": .string(GoogleTime.text(now))])
    case "GET faults": return .object(["faults": .array(faults.faults.map(Self.json))])
    case "POST faults": add(try Self.fault(body))
    case "DELETE faults": clearFaults()
    case "GET log": return logJSON(request.query)
    case "DELETE log": clearLog()
    case "GET usage": return usageJSON
    case "POST settings": try apply(body)
    case "POST expire-history": try expireHistory()
    case "POST expire-tokens": try expireAccessTokens()
    case "GET client": return clientJSON
    case "POST client": return try changeClient(body)
    case "POST rotate-keys": try rotateSigningKeys()
    case "GET chat":
      return .object([
        "exchanges": .array(chatExchanges.map { .object(["request": $0.request, "reply": .string($0.reply)]) })
      ])
    case "POST chat": try scriptChat(body)
    case "DELETE chat":
      chat.rules = []
      chat.clearExchanges()
    default: throw ControlError(description: "there is no control verb \(verb)", status: 404)
    }
    return .object(["ok": true])
  }

  private func userVerb(
    _ method: String, _ name: String, _ verb: String, _ body: JSON, _ request: SimulatedRequest
  ) throws(ControlError) -> JSON {
    let user = Self.address(for: name)
    switch "\(method) \(verb)" {
    case "GET ":
      let summary = try summary(of: user)
      return .object([
        "address": .string(try account(user).address), "messages": .int(summary.messages),
        "threads": .int(summary.threads), "drafts": .int(summary.drafts), "historyId": .string(summary.historyID),
        "waiting": .int(waiting[user] ?? 0),
      ])
    case "GET token.json": return tokenFile(try credentials(of: user), base: request.baseURL)
    case "GET messages":
      return .object(["messages": .array(try messages(of: user, label: request.query["label"]).map(Self.json))])
    case "GET drafts": return .object(["drafts": .array(try drafts(of: user).map(Self.json))])
    case "POST deliver":
      let mail = try DeliveredMail(body, to: user, number: log.entries.count, at: now)
      let made = try deliver(mail.raw, to: user, labels: mail.labels, later: mail.changes)
      return .object(["id": .string(made.id), "threadId": .string(made.threadID)])
    case "POST labels":
      try change(
        try Self.required("id", body), of: user,
        .relabel(add: body["add"]?.texts ?? [], remove: body["remove"]?.texts ?? []))
    case "POST delete": try change(try Self.required("id", body), of: user, .delete)
    case "POST rescue": try rescue(try Self.required("id", body), of: user)
    case "POST web-send":
      let id = try sendFromWeb(
        draft: try Self.required("draft", body), of: user, orphan: body["orphan"]?.flag ?? true)
      return .object(["id": .string(id)])
    case "POST web-edit":
      let mail = try DeliveredMail(body, to: user, number: log.entries.count, at: now)
      return .object([
        "id": .string(try editFromWeb(draft: try Self.required("draft", body), of: user, raw: mail.raw))
      ])
    case "POST expire-history": try expireHistory(of: user)
    case "POST empty-history-pages": try sendEmptyHistoryPages(body["count"]?.whole ?? 1, of: user)
    case "POST expire-tokens": try expireAccessTokens(of: user)
    case "POST web-discard": try discardFromWeb(draft: try Self.required("draft", body), of: user)
    case "POST revoke": try revokeAccess(of: user)
    case "POST change-password": try changePassword(of: user)
    case "POST consent": try rememberConsent(body["scopes"]?.texts ?? [], of: user)
    case "POST scopes": try setScopes(body["scopes"]?.texts ?? Self.defaultScopes, of: user)
    case "POST condition":
      guard let condition = AccountCondition(rawValue: try Self.required("condition", body)) else {
        throw .bad("condition is one of \(AccountCondition.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      try setCondition(condition, of: user)
    default: throw ControlError(description: "there is no control verb \(method) \(verb) of a user", status: 404)
    }
    return .object(["ok": true])
  }

  private static func required(_ name: String, _ body: JSON) throws(ControlError) -> String {
    guard let text = body[name]?.text else { throw .bad("\(name) is missing") }
    return text
  }

  private func apply(_ body: JSON) throws(ControlError) {
    for member in body.members ?? [] {
      switch (member.name, member.value.real, member.value.flag) {
      case ("unitsPerMinute", .some(let value), _): quota.unitsPerMinute = Int(value)
      case ("searchLag", .some(let value), _): settings.searchLag = value
      case ("largestInlineText", .some(let value), _): settings.largestInlineText = Int(value)
      case ("historyRetention", .some(let value), _): settings.historyRetention = value
      case ("accessLifetime", .some(let value), _): endpoint.accessLifetime = value
      case ("rotatesRefreshTokens", _, .some(let flag)): endpoint.rotatesRefreshTokens = flag
      case ("isTestingProject", _, .some(let flag)): isTestingProject = flag
      case ("issuer", _, _) where member.value.text != nil: setIssuer(member.value.text ?? "")
      default: throw .bad("there is no setting \(member.name) with such a value")
      }
    }
  }

  private func scriptChat(_ body: JSON) throws(ControlError) {
    if let key = body["apiKey"] { setChatKey(key.text) }
    guard let rules = body["rules"]?.list else { return }
    var made: [ChatModel.Rule] = []
    for rule in rules {
      guard let contains = rule["contains"]?.text, let reply = rule["reply"]?.text else {
        throw .bad("a rule has contains and reply")
      }
      made.append(
        ChatModel.Rule(contains: contains, reply: reply, isStructured: rule["structured"]?.flag ?? false))
    }
    setChatRules(made)
  }
}
