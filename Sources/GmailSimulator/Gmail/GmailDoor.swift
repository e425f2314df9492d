import FoundationEssentials

/// The door of the Gmail API: which call is meant, whether the token opens it, whether the minute's units allow it.
extension SimulatedGoogle {
  /// The JSON path takes about 5 MB; larger mail goes through `/upload/`.
  private static let largestJSON = 8 * 1024 * 1024

  func gmail(_ request: SimulatedRequest) -> Outcome {
    var segments = request.path.split(separator: "/").map { FormParameters.decode($0, plusIsSpace: false) }[...]
    let isUpload = segments.first == "upload"
    if isUpload { segments.removeFirst() }
    guard segments.count > 4, segments.starts(with: ["gmail", "v1", "users"]) else {
      return Outcome(answer: .html("Not Found", status: 404))
    }
    let user = segments[segments.startIndex + 3]
    let rest = segments.dropFirst(4)
    for method in GmailMethod.all where !isUpload || method.takesUpload {
      if let ids = method.ids(request.method, rest) {
        return call(method, ids: ids, user: user, isUpload: isUpload, request)
      }
    }
    return Outcome(answer: .html("Not Found", status: 404))
  }

  private func call(
    _ method: GmailMethod, ids: [String], user: String, isUpload: Bool, _ request: SimulatedRequest
  ) -> Outcome {
    var units = 0
    do throws(APIError) {
      let access = try opened(request, for: method, user: user)
      guard let account = accounts[access.account] else { throw .invalidCredentials }
      guard quota.spend(method.units, by: account.address, at: now) else {
        throw .quotaExceeded(project: configuration.projectNumber)
      }
      units = method.units
      try check(request, against: method)
      var body = JSON.object([])
      var upload: [UInt8]?
      if isUpload {
        guard let parts = UploadBody(request) else { throw .badRequest("Malformed multipart body.") }
        (body, upload) = (parts.metadata, parts.mail)
      } else if request.method != "GET" {
        guard request.body.count <= Self.largestJSON else { throw .tooLarge }
        guard let json = JSON.parse(request.body), json.members != nil else {
          throw .badRequest("Invalid JSON payload received. Parsing terminated before end of input.")
        }
        body = json
      }
      let reply = try method.act(
        APICall(
          account: account, ids: ids, query: request.query, body: body, upload: upload, scopes: access.scopes,
          settings: settings, now: now))
      if let mail = reply.sent { deliver(mail, from: account) }
      return Outcome(answer: try answer(reply, to: request), call: method.name, units: units)
    } catch {
      return Outcome(answer: error.answer, call: method.name, units: units)
    }
  }

  private func opened(
    _ request: SimulatedRequest, for method: GmailMethod, user: String
  ) throws(APIError) -> Tokens.Access {
    guard let token = Self.bearer(request) else { throw .loginRequired }
    guard let access = tokens.opened(by: token, at: now), let account = accounts[access.account] else {
      throw .invalidCredentials
    }
    guard access.scopes.contains(where: { $0 == GrantableScope.full || method.scopes.contains($0) }) else {
      throw .insufficientScopes
    }
    guard user == "me" || user.lowercased() == account.address else {
      throw .forbidden("Delegation denied for \(user)")
    }
    switch account.condition {
    // The last two end refreshing; an access token that was given lives on.
    case .normal, .adminPolicyEnforced, .reauthenticationRequired: return access
    case .mailServiceNotEnabled: throw .mailServiceNotEnabled
    case .domainPolicy: throw .domainPolicy
    }
  }

  private func check(_ request: SimulatedRequest, against method: GmailMethod) throws(APIError) {
    for field in request.query.fields
    where !method.parameters.contains(field.name) && !GmailMethod.commonParameters.contains(field.name) {
      throw .badRequest(
        "Invalid JSON payload received. Unknown name \"\(field.name)\": Cannot bind query parameter. "
          + "Field '\(field.name)' could not be found in request message.")
    }
  }

  private func answer(_ reply: GmailReply, to request: SimulatedRequest) throws(APIError) -> SimulatedAnswer {
    guard var body = reply.body else { return SimulatedAnswer(status: 204, headers: [], body: []) }
    if let fields = request.query["fields"], !fields.isEmpty {
      guard let mask = FieldMask(fields) else { throw .badRequest("Invalid field selection \(fields)") }
      body = mask.applied(to: body)
    }
    return .json(body, pretty: request.query["prettyPrint"] != "false")
  }
}
