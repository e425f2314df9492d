import Vault

/// Which client asks, by `client_secret_post` or `client_secret_basic`.
enum ClientAuthentication {
  static func client(
    of request: SimulatedRequest, _ form: FormParameters, _ clients: [String: Client]
  ) throws(OAuthError) -> Client {
    var id = form["client_id"]
    var secret = form["client_secret"]
    if let basic = request.headers["authorization"], basic.hasPrefix("Basic "),
      let pair = Base64URL.decode(basic.dropFirst(6)).map({ String(decoding: $0, as: UTF8.self) }),
      let colon = pair.firstIndex(of: ":")
    {
      id = FormParameters.decode(pair[..<colon])
      secret = FormParameters.decode(pair[pair.index(after: colon)...])
    }
    guard let id else { throw .invalidRequest("Could not determine client ID from request.") }
    guard let client = clients[id] else {
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
