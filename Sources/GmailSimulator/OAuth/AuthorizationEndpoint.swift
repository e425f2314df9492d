import FoundationEssentials

/// The browser's leg: `/o/oauth2/v2/auth`. Every page carries the whole request in its address, so going back, two tabs
/// and a reload are all harmless.
extension SimulatedGoogle {
  func authorize(_ request: SimulatedRequest) -> SimulatedAnswer {
    do throws(AuthorizationError) {
      let asked = try AuthorizationRequest(request.query, clients: tokens.clients)
      let visit = Visit(asked: asked, page: request)
      switch request.method {
      case "GET": return try arrived(visit)
      case "POST": return try answered(visit, FormParameters(String(decoding: request.body, as: UTF8.self)))
      default: throw .invalidRequest("Invalid method: \(request.method)")
      }
    } catch {
      return error.answer
    }
  }

  /// One request of a browser on its way through the pages.
  struct Visit {
    let asked: AuthorizationRequest
    let page: SimulatedRequest

    /// The request again, as the address of a page.
    var address: String { "\(page.path)?\(page.query.encoded)" }

    var otherAccount: String {
      let prompts = (page.query["prompt"] ?? "").split(separator: " ").filter { $0 != "select_account" && $0 != "none" }
      let prompt = (prompts + ["select_account"]).joined(separator: " ")
      return "\(page.path)?\(page.query.replacing("prompt", with: prompt).replacing("login_hint", with: nil).encoded)"
    }

    func sentBack(_ fields: KeyValuePairs<String, String?>) -> SimulatedAnswer {
      let query = FormParameters(
        fields.compactMap { name, value in value.map { FormParameters.Field(name: name, value: $0) } })
      let uri = asked.redirectURI
      let mark = !uri.contains("?") ? "?" : uri.hasSuffix("?") || uri.hasSuffix("&") ? "" : "&"
      // After a form the browser must go on with GET (RFC 9110 §15.4.4).
      return SimulatedAnswer(
        status: page.method == "POST" ? 303 : 302,
        headers: [("Location", uri + mark + query.encoded), ("Cache-Control", "no-store")], body: [])
    }

    func refused(_ error: String) -> SimulatedAnswer { sentBack(["error": error, "state": asked.state]) }
  }

  private func arrived(_ visit: Visit) throws(AuthorizationError) -> SimulatedAnswer {
    let accounts = accounts.values.sorted { $0.address < $1.address }
    let hinted = visit.asked.loginHint.flatMap { hint in
      owners[hint.lowercased()].flatMap { self.accounts[$0] } ?? accounts.first { $0.subject == hint }
    }
    if !visit.asked.prompts.contains(.selectAccount) {
      if let hinted { return try chosen(hinted, visit) }
      if accounts.count == 1 { return try chosen(accounts[0], visit) }
    }
    guard !visit.asked.prompts.contains(.none) else {
      return visit.refused(accounts.isEmpty || visit.asked.loginHint != nil ? "login_required" : "interaction_required")
    }
    return AccountChooserPage(client: visit.asked.client, accounts: accounts, action: visit.address).answer
  }

  private func chosen(_ account: Account, _ visit: Visit) throws(AuthorizationError) -> SimulatedAnswer {
    let asked = visit.asked
    if let organization = asked.client.organization, organization != account.domain {
      throw .internalOnly(asked.client)
    }
    guard account.condition != .adminPolicyEnforced else { throw .adminPolicy(account) }
    let allowed = tokens.consents.scopes(of: account.address, for: asked.client.id)
    let isAllowed = allowed.isSuperset(of: asked.scopes)
    if isAllowed, !asked.prompts.contains(.consent) {
      return granted(asked.scopes, by: account, visit, pageWasShown: false)
    }
    guard !asked.prompts.contains(.none) else { return visit.refused("consent_required") }
    return ConsentPage(
      client: asked.client, account: account, scopes: asked.scopes, allowed: allowed, action: visit.address,
      otherAccount: visit.otherAccount
    ).answer
  }

  private func answered(_ visit: Visit, _ form: FormParameters) throws(AuthorizationError) -> SimulatedAnswer {
    if let choice = form["choose"] {
      guard let account = accounts[choice] else { return try arrived(visit) }
      return try chosen(account, visit)
    }
    guard let account = form["account"].flatMap({ accounts[$0] }) else { return try arrived(visit) }
    guard form["cancel"] == nil else { return visit.refused("access_denied") }
    let ticked = form.all("scope")
    let scopes = visit.asked.scopes.filter { Scope.signIn.contains($0) || ticked.contains($0) }
    // Who ticks nothing where there was nothing else has refused.
    guard !scopes.isEmpty else { return visit.refused("access_denied") }
    tokens.consents.record(scopes, of: visit.asked.scopes, by: account.address, to: visit.asked.client.id)
    return granted(scopes, by: account, visit, pageWasShown: true)
  }

  private func granted(
    _ scopes: [String], by account: Account, _ visit: Visit, pageWasShown: Bool
  ) -> SimulatedAnswer {
    let asked = visit.asked
    // The person has just signed in.
    if account.condition == .reauthenticationRequired { account.condition = .normal }
    let earlier =
      asked.includesGranted ? tokens.consents.scopes(of: account.address, for: asked.client.id).sorted() : []
    let covered = scopes + earlier.filter { !scopes.contains($0) }
    let code = codes.issue(
      AuthorizationCodes.Code(
        client: asked.client.id, account: account.address, redirectURI: asked.redirectURI, scopes: covered,
        challenge: asked.challenge, nonce: asked.nonce, givesRefreshToken: asked.isOffline && pageWasShown, issued: now)
    )
    return visit.sentBack([
      "state": asked.state, "iss": issuer(visit.page), "code": code,
      "scope": covered.shuffled(using: &random).joined(separator: " "), "authuser": "0", "hd": account.hostedDomain,
      "prompt": pageWasShown ? "consent" : "none",
    ])
  }

  /// Who vouches for identities: the simulator's own address, unless it was told to speak as somebody else.
  func issuer(_ request: SimulatedRequest) -> String { issuerName.isEmpty ? request.baseURL : issuerName }
}
