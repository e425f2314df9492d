import FoundationEssentials
import Vault

/// What a test or a demonstration may do to consents, to the client that asks for them and to the keys that vouch for them.
extension SimulatedGoogle {
  /// The person withdraws the consent: every token of the account is dead, and the next sign-in asks again.
  package func revokeAccess(of address: String) throws(ControlError) {
    tokens.withdraw(try account(address).address)
  }

  /// The person changes the password, which kills the tokens that reach mail and leaves the consent.
  package func changePassword(of address: String) throws(ControlError) {
    tokens.passwordChanged(try account(address).address)
  }

  /// The person allowed these scopes at an earlier time, and the tokens of then are lost: the next sign-in is silent and
  /// gives no refresh token.
  package func rememberConsent(_ scopes: [String], of address: String) throws(ControlError) {
    let canonical = Scope.complete(scopes.compactMap(Scope.canonical))
    tokens.consents.record(canonical, of: canonical, by: try account(address).address, to: configuration.clientID)
  }

  /// The OAuth client is deleted in the console, or comes back.
  package func setClientDeleted(_ deleted: Bool) { tokens.clients[configuration.clientID]?.isDeleted = deleted }

  /// Where a browser may be sent back to; with none, anywhere on the loopback interface.
  package func setRedirectURIs(_ addresses: [String]) {
    tokens.clients[configuration.clientID]?.redirectURIs = addresses
  }

  /// What the consent page calls our client.
  package func setClientName(_ name: String) { tokens.clients[configuration.clientID]?.name = name }

  /// Only accounts of this domain may use our client; nil for everybody.
  package func setOrganization(_ domain: String?) { tokens.clients[configuration.clientID]?.organization = domain }

  /// Another key signs id_tokens from now on; the old one stays published for a day.
  package func rotateSigningKeys() throws(ControlError) {
    do { try signingKeys.rotate(at: now) } catch { throw ControlError(description: error.description, status: 500) }
  }

  /// Who the simulator says it is in id_tokens; empty for its own address.
  package func setIssuer(_ name: String) { issuerName = name }

  /// A person follows an authorization URL, chooses an account, ticks boxes (all of them unless told which) and continues
  /// or cancels. The answer that ends it: a redirect back to the client, or an error page.
  package func consent(
    at url: String, as address: String, ticking scopes: [String]? = nil, cancelling: Bool = false
  ) -> SimulatedAnswer {
    let parts = url.split(separator: "?", maxSplits: 1).map(String.init)
    let query = parts.count > 1 ? parts[1] : ""
    let asked = (FormParameters(query)["scope"] ?? "").split(separator: " ").map(String.init)
    func posted(_ fields: [FormParameters.Field]) -> SimulatedAnswer {
      answer(
        SimulatedRequest(
          method: "POST", path: "/o/oauth2/v2/auth", query: query, headers: ["host": Self.host(of: url)],
          body: Array(FormParameters(fields).encoded.utf8)))
    }
    let chosen = posted([.init(name: "choose", value: address)])
    guard chosen.status == 200 else { return chosen }
    let ticked = (scopes ?? asked).map { FormParameters.Field(name: "scope", value: Scope.canonical($0) ?? $0) }
    let button = FormParameters.Field(name: cancelling ? "cancel" : "continue", value: "yes")
    return posted([.init(name: "account", value: address)] + ticked + [button])
  }

  private static func host(of url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return "127.0.0.1" }
    return String(url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" })
  }

  /// The registration of our client, changed where the body says so.
  func changeClient(_ body: JSON) throws(ControlError) -> JSON {
    if let flag = body["deleted"]?.flag { setClientDeleted(flag) }
    if let name = body["name"]?.text { setClientName(name) }
    if let value = body["redirectURIs"] {
      guard let addresses = value.texts else { throw .bad("redirectURIs is a list of addresses") }
      setRedirectURIs(addresses)
    }
    if let value = body["organization"] { setOrganization(value.text) }
    return clientJSON
  }

  var clientJSON: JSON {
    let client = tokens.clients[configuration.clientID]
    return .object([
      "id": .string(configuration.clientID), "name": client.map { .string($0.name) },
      "redirectURIs": .array((client?.redirectURIs ?? []).map { .string($0) }),
      "organization": client?.organization.map { .string($0) } ?? .null, "deleted": .bool(client?.isDeleted ?? true),
    ])
  }
}
