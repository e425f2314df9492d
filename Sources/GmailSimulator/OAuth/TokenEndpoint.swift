import FoundationEssentials

/// `/token` and `/revoke`.
struct TokenEndpoint {
  var accessLifetime: TimeInterval
  /// Whether every refresh hands out a new refresh token and kills the old one.
  var rotatesRefreshTokens: Bool

  func token(_ request: SimulatedRequest, _ tokens: inout Tokens, at now: Date) throws(OAuthError) -> SimulatedAnswer {
    let form = FormFields(String(decoding: request.body, as: UTF8.self))
    guard let grantType = form["grant_type"] else {
      throw .invalidRequest("Required parameter is missing: grant_type")
    }
    guard grantType == "refresh_token" else {
      throw OAuthError(
        status: 400, error: "unsupported_grant_type", description: "Invalid grant_type: \(grantType)")
    }
    let client = try client(request, form, tokens)
    guard let refresh = form["refresh_token"], !refresh.isEmpty else {
      throw .invalidRequest("Missing required parameter: refresh_token")
    }
    guard let grant = tokens.grants[refresh], grant.client == client.id else { throw .invalidGrant("Bad Request") }
    guard tokens.isAlive(grant, at: now) else {
      tokens.kill(refresh)
      throw .invalidGrant("Token has been expired or revoked.")
    }
    let fresh = rotatesRefreshTokens ? tokens.rotate(refresh, at: now) : refresh
    let access = tokens.newAccess(under: fresh, lifetime: accessLifetime, at: now)
    return Self.answer(
      .object([
        "access_token": .string(access), "expires_in": .int(Int(accessLifetime)),
        "refresh_token": fresh == refresh ? nil : .string(fresh), "scope": .string(grant.scopes.joined(separator: " ")),
        "token_type": "Bearer",
        "refresh_token_expires_in": grant.ends.map { .int(Int($0.timeIntervalSince(now).rounded(.up))) },
      ]))
  }

  func revoke(_ request: SimulatedRequest, _ tokens: inout Tokens) -> SimulatedAnswer {
    let form = FormFields(String(decoding: request.body, as: UTF8.self))
    guard let token = form["token"] ?? request.query["token"] else {
      return OAuthError.invalidRequest("Missing required parameter: token").answer
    }
    guard tokens.revoke(token) else {
      return OAuthError(status: 400, error: "invalid_token", description: "Token expired or revoked").answer
    }
    return Self.answer(.object([]))
  }

  /// The account a token request is about, so that a fault can be aimed at one user.
  static func account(_ request: SimulatedRequest, _ tokens: Tokens) -> String? {
    FormFields(String(decoding: request.body, as: UTF8.self))["refresh_token"].flatMap { tokens.grants[$0]?.account }
  }

  /// RFC 6749 §5.1: nothing of this may be stored by a cache.
  static func answer(_ body: JSON, status: Int = 200) -> SimulatedAnswer {
    var answer = SimulatedAnswer.json(body, status: status)
    answer.headers += [("Cache-Control", "no-store"), ("Pragma", "no-cache")]
    return answer
  }

  /// The client of the request, by `client_secret_post` or `client_secret_basic`.
  private func client(
    _ request: SimulatedRequest, _ form: FormFields, _ tokens: Tokens
  ) throws(OAuthError) -> Tokens.Client {
    var id = form["client_id"]
    var secret = form["client_secret"]
    if let basic = request.headers["authorization"], basic.hasPrefix("Basic "),
      let pair = Base64URL.decode(String(basic.dropFirst(6))).map({ String(decoding: $0, as: UTF8.self) }),
      let colon = pair.firstIndex(of: ":")
    {
      id = FormFields.decode(pair[..<colon])
      secret = FormFields.decode(pair[pair.index(after: colon)...])
    }
    guard let id else { throw .invalidRequest("Could not determine client ID from request.") }
    guard let client = tokens.clients[id] else {
      throw OAuthError(status: 401, error: "invalid_client", description: "The OAuth client was not found.")
    }
    guard !client.isDeleted else {
      throw OAuthError(status: 401, error: "deleted_client", description: "The OAuth client was deleted.")
    }
    guard let secret else { throw .invalidRequest("client_secret is missing.") }
    guard secret == client.secret else {
      throw OAuthError(status: 401, error: "invalid_client", description: "Unauthorized")
    }
    return client
  }
}
