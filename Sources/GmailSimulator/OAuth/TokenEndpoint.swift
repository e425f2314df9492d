import FoundationEssentials

/// `/token` and `/revoke`.
extension SimulatedGoogle {
  func token(_ request: SimulatedRequest) -> SimulatedAnswer {
    do throws(OAuthError) {
      let form = FormParameters(String(decoding: request.body, as: UTF8.self))
      guard let grantType = form["grant_type"] else {
        throw .invalidRequest("Required parameter is missing: grant_type")
      }
      guard ["authorization_code", "refresh_token"].contains(grantType) else {
        throw OAuthError(
          status: 400, error: "unsupported_grant_type", description: "Invalid grant_type: \(grantType)")
      }
      let client = try ClientAuthentication.client(of: request, form, tokens.clients)
      return grantType == "refresh_token"
        ? try refreshed(form, client, request) : try exchanged(form, client, request)
    } catch {
      return error.answer
    }
  }

  private func exchanged(
    _ form: FormParameters, _ client: Client, _ request: SimulatedRequest
  ) throws(OAuthError) -> SimulatedAnswer {
    guard let text = form["code"], !text.isEmpty else { throw .invalidRequest("Missing required parameter: code") }
    let code = try codes.redeemable(text, by: client.id, at: now)
    guard let redirect = form["redirect_uri"] else {
      throw .invalidRequest("Missing required parameter: redirect_uri")
    }
    guard redirect == code.redirectURI else {
      throw OAuthError(status: 400, error: "redirect_uri_mismatch", description: "Bad Request")
    }
    switch (code.challenge, form["code_verifier"]) {
    case (.none, .none): break
    case (.some, .none): throw .invalidGrant("Missing code verifier.")
    case (.some(let challenge), .some(let verifier)) where challenge.accepts(verifier): break
    // A verifier without a challenge is somebody who took the challenge out on the way (RFC 9700 §4.8.2).
    default: throw .invalidGrant("Invalid code verifier.")
    }
    codes.spend(text)
    var reply = TokenReply(scopes: code.scopes, nonce: code.nonce)
    if code.givesRefreshToken {
      let pair = tokens.issue(
        account: code.account, client: client.id, scopes: code.scopes, testing: isTestingProject,
        lifetime: endpoint.accessLifetime, at: now)
      reply.access = pair.access
      reply.refresh = pair.refresh
      reply.ends = tokens.grants[pair.refresh]?.ends
      firstTokens[code.account] = pair
    } else {
      reply.access = tokens.newAccess(
        account: code.account, client: client.id, scopes: code.scopes, lifetime: endpoint.accessLifetime, at: now)
    }
    return try answer(reply, account: code.account, client: client, request)
  }

  private func refreshed(
    _ form: FormParameters, _ client: Client, _ request: SimulatedRequest
  ) throws(OAuthError) -> SimulatedAnswer {
    guard let refresh = form["refresh_token"], !refresh.isEmpty else {
      throw .invalidRequest("Missing required parameter: refresh_token")
    }
    guard let grant = tokens.grants[refresh], grant.client == client.id else { throw .invalidGrant("Bad Request") }
    guard tokens.isAlive(grant, at: now) else {
      tokens.kill(refresh)
      throw .invalidGrant("Token has been expired or revoked.")
    }
    switch accounts[grant.account]?.condition {
    case .adminPolicyEnforced:
      throw OAuthError(status: 400, error: "admin_policy_enforced", description: "Bad Request")
    case .reauthenticationRequired:
      throw OAuthError(
        status: 400, error: "invalid_grant", description: "reauth related error (invalid_rapt)",
        subtype: "invalid_rapt")
    default: break
    }
    let fresh = endpoint.rotatesRefreshTokens ? tokens.rotate(refresh, at: now) : refresh
    let reply = TokenReply(
      access: tokens.newAccess(under: fresh, lifetime: endpoint.accessLifetime, at: now),
      refresh: fresh == refresh ? nil : fresh, scopes: grant.scopes, ends: grant.ends)
    return try answer(reply, account: grant.account, client: client, request)
  }

  private func answer(
    _ reply: TokenReply, account address: String, client: Client, _ request: SimulatedRequest
  ) throws(OAuthError) -> SimulatedAnswer {
    var identity: String?
    if reply.scopes.contains(Scope.openid), let account = accounts[address] {
      do {
        identity = try IDToken(
          issuer: issuer(request), client: client.id, account: account, scopes: reply.scopes, access: reply.access,
          nonce: reply.nonce, issued: now
        ).signed(with: try signingKeys.current(at: now))
      } catch {
        throw OAuthError(status: 500, error: "internal_failure", description: nil)
      }
    }
    let scopes = reply.scopes.shuffled(using: &random)
    return Self.unstored(
      .object([
        "access_token": .string(reply.access), "expires_in": .int(Int(endpoint.accessLifetime)),
        "refresh_token": reply.refresh.map { .string($0) }, "scope": .string(scopes.joined(separator: " ")),
        "token_type": "Bearer", "id_token": identity.map { .string($0) },
        "refresh_token_expires_in": reply.ends.map { .int(Int($0.timeIntervalSince(now).rounded(.up))) },
      ]))
  }

  func revoke(_ request: SimulatedRequest) -> SimulatedAnswer {
    let form = FormParameters(String(decoding: request.body, as: UTF8.self))
    guard let token = form["token"] ?? request.query["token"] else {
      return OAuthError.invalidRequest("Missing required parameter: token").answer
    }
    guard tokens.revoke(token) else {
      return OAuthError(status: 400, error: "invalid_token", description: "Token expired or revoked").answer
    }
    return Self.unstored(.object([]))
  }

  /// The account a token request is about, so that a fault can be aimed at one user.
  func accountAsking(_ request: SimulatedRequest) -> String? {
    let form = FormParameters(String(decoding: request.body, as: UTF8.self))
    return form["refresh_token"].flatMap { tokens.grants[$0]?.account } ?? form["code"].flatMap { codes[$0]?.account }
      ?? form["token"].flatMap { tokens.grants[$0]?.account ?? tokens.access[$0]?.account }
  }

  /// RFC 6749 §5.1: nothing of this may be stored by a cache.
  static func unstored(_ body: JSON, status: Int = 200) -> SimulatedAnswer {
    var answer = SimulatedAnswer.json(body, status: status)
    answer.headers += [("Cache-Control", "no-store"), ("Pragma", "no-cache")]
    return answer
  }
}

/// What the token endpoint gives.
private struct TokenReply {
  var access = ""
  var refresh: String?
  var scopes: [String]
  var nonce: String?
  /// The end of a grant in Testing status.
  var ends: Date?
}

/// How the token endpoint behaves where Google leaves room.
struct TokenEndpoint {
  var accessLifetime: TimeInterval
  /// Whether every refresh hands out a new refresh token and kills the old one.
  var rotatesRefreshTokens: Bool
}
