import FoundationEssentials

/// What an access token tells of itself and of its person: `/tokeninfo` and the userinfo endpoints.
extension SimulatedGoogle {
  func tokenInfo(_ request: SimulatedRequest) -> SimulatedAnswer {
    let form = FormParameters(String(decoding: request.body, as: UTF8.self))
    guard let token = request.query["access_token"] ?? form["access_token"],
      let access = tokens.opened(by: token, at: now), let account = accounts[access.account]
    else { return OAuthError(status: 400, error: "invalid_token", description: "Invalid Value").answer }
    let left = Int(access.expires.timeIntervalSince(now))
    let hasEmail = access.scopes.contains { $0 == Scope.email || Scope.isMail($0) }
    return Self.unstored(
      .object([
        "azp": .string(access.client), "aud": .string(access.client), "sub": .string(account.subject),
        "scope": .string(access.scopes.joined(separator: " ")),
        "exp": .string(String(Int(access.expires.timeIntervalSince1970))), "expires_in": .string(String(left)),
        "email": hasEmail ? .string(account.address) : nil, "email_verified": hasEmail ? "true" : nil,
        "access_type": access.grant == nil ? "online" : "offline",
      ]))
  }

  /// `/v1/userinfo` and `/oauth2/v3/userinfo`; `/oauth2/v2/userinfo` has other names for the same.
  func userInfo(_ request: SimulatedRequest) -> SimulatedAnswer {
    guard let access = Self.bearer(request).flatMap({ tokens.opened(by: $0, at: now) }),
      let account = accounts[access.account], access.scopes.contains(where: Scope.signIn.contains)
    else {
      var answer = OAuthError(status: 401, error: "invalid_request", description: "Invalid Credentials").answer
      answer.headers.append(("WWW-Authenticate", "Bearer realm=\"https://accounts.google.com/\", error=invalid_token"))
      return answer
    }
    let claims = account.claims(
      email: access.scopes.contains(Scope.email), profile: access.scopes.contains(Scope.profile))
    guard request.path == "/oauth2/v2/userinfo" else { return Self.unstored(claims) }
    let older = ["sub": "id", "email_verified": "verified_email"]
    return Self.unstored(
      .object((claims.members ?? []).map { JSON.Member(name: older[$0.name] ?? $0.name, value: $0.value) }))
  }
}
