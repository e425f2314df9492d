/// A browser's request for consent (RFC 6749 §4.1.1 with Google's parameters), once nothing is wrong with it.
struct AuthorizationRequest {
  enum Prompt: String {
    case none, consent
    case selectAccount = "select_account"
  }

  let client: Client
  let redirectURI: String
  /// As Google spells them, each once.
  let scopes: [String]
  let state: String?
  let nonce: String?
  let challenge: CodeChallenge?
  let prompts: Set<Prompt>
  let isOffline: Bool
  /// Whether the new token also covers what was allowed before.
  let includesGranted: Bool
  let loginHint: String?

  static let paths: Set = ["/o/oauth2/v2/auth", "/o/oauth2/auth"]

  /// Throws what Google shows on its own page: a client that asks wrongly never hears of it.
  init(_ query: FormParameters, clients: [String: Client]) throws(AuthorizationError) {
    for field in query.fields where query.all(field.name).count > 1 {
      throw .invalidRequest("OAuth 2 parameters can only have a single value: \(field.name)")
    }
    func required(_ name: String) throws(AuthorizationError) -> String {
      guard let value = query[name], !value.isEmpty else {
        throw .invalidRequest("Missing required parameter: \(name)")
      }
      return value
    }
    client = try Self.client(try required("client_id"), clients)
    redirectURI = try required("redirect_uri")
    guard client.accepts(redirect: redirectURI), !redirectURI.contains("#") else {
      throw AuthorizationError(
        status: 400, code: "redirect_uri_mismatch",
        detail: "The redirect URI in the request, \(redirectURI), is not one that is registered for this client.")
    }
    guard try required("response_type") == "code" else {
      throw AuthorizationError(
        status: 400, code: "unsupported_response_type", detail: "Invalid response_type: \(query["response_type"] ?? "")"
      )
    }
    guard query["response_mode"] ?? "query" == "query" else {
      throw .invalidRequest("Invalid response_mode: \(query["response_mode"] ?? "")")
    }
    scopes = try Self.scopes(try required("scope"))
    challenge = try Self.challenge(query)
    prompts = try Self.prompts(query["prompt"] ?? "")
    switch query["access_type"] ?? "online" {
    case "online": isOffline = false
    case "offline": isOffline = true
    case let other: throw .invalidRequest("Invalid access_type: \(other)")
    }
    includesGranted = query["include_granted_scopes"] == "true"
    loginHint = query["login_hint"].flatMap { $0.isEmpty ? nil : $0 }
    state = query["state"]
    nonce = query["nonce"]
  }

  private static func client(_ id: String, _ clients: [String: Client]) throws(AuthorizationError) -> Client {
    guard let client = clients[id] else {
      throw AuthorizationError(status: 401, code: "invalid_client", detail: "The OAuth client was not found.")
    }
    guard !client.isDeleted else {
      throw AuthorizationError(status: 401, code: "deleted_client", detail: "The OAuth client was deleted.")
    }
    return client
  }

  private static func scopes(_ text: String) throws(AuthorizationError) -> [String] {
    let names = text.split(separator: " ").map(String.init)
    let invalid = names.filter { Scope.canonical($0) == nil }
    guard invalid.isEmpty else {
      let valid = names.filter { !invalid.contains($0) }
      throw AuthorizationError(
        status: 400, code: "invalid_scope",
        detail: "Some requested scopes were invalid. {valid=[\(valid.joined(separator: ", "))], "
          + "invalid=[\(invalid.joined(separator: ", "))]}")
    }
    return Scope.complete(names.compactMap(Scope.canonical))
  }

  private static func challenge(_ query: FormParameters) throws(AuthorizationError) -> CodeChallenge? {
    guard let text = query["code_challenge"] else {
      guard query["code_challenge_method"] == nil else {
        throw .invalidRequest("Missing required parameter: code_challenge")
      }
      return nil
    }
    // Without a method it is plain (RFC 7636 §4.3).
    guard let method = CodeChallenge.Method(rawValue: query["code_challenge_method"] ?? "plain") else {
      throw .invalidRequest("Invalid code_challenge_method: \(query["code_challenge_method"] ?? "")")
    }
    // base64url(SHA-256) has 43 characters and no padding.
    guard CodeChallenge.isWellFormed(text), method == .plain || text.utf8.count == 43 else {
      throw .invalidRequest("Invalid code_challenge")
    }
    return CodeChallenge(text: text, method: method)
  }

  private static func prompts(_ text: String) throws(AuthorizationError) -> Set<Prompt> {
    var prompts: Set<Prompt> = []
    for word in text.split(separator: " ") {
      guard let prompt = Prompt(rawValue: String(word)) else { throw .invalidRequest("Invalid prompt: \(word)") }
      prompts.insert(prompt)
    }
    guard !prompts.contains(.none) || prompts.count == 1 else { throw .invalidRequest("Invalid prompt: \(text)") }
    return prompts
  }
}
