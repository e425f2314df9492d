import FoundationEssentials
import Vault

/// The Auth server of a Supabase project, as far as somebody's access token is concerned: signing in with a password, the keys
/// tokens are signed with, and the person behind a token. Its refusals are those of supabase/auth (docs/simulator.md).
package struct SimulatedSupabase {
  /// Below the simulator's own address, as in a project.
  static let folder = "/auth/v1"
  /// What the gateway lets in; a key of the newer kind.
  package static let key = "sb_publishable_simulated"
  /// Seconds.
  package static let lifetime = 3_600

  var people: [String: SupabasePerson] = [:]
  /// Open sessions by their id, and whose they are.
  private var sessions: [String: String] = [:]
  private var refreshTokens: [String: String] = [:]
  private var keys: [SupabaseSigningKey] = []
  private var random = SeededGenerator("supabase")

  /// Adds somebody, or gives them another password.
  mutating func add(_ email: String, password: String, id: String?, isAnonymous: Bool, at now: Date) -> SupabasePerson {
    var person =
      people[email]
      ?? SupabasePerson(
        id: id ?? uuid(), email: email, password: password, isAnonymous: isAnonymous, createdAt: now)
    person.password = password
    people[email] = person
    return person
  }

  /// The key that signs now.
  mutating func signingKey() throws(VaultError) -> SupabaseSigningKey {
    if let key = keys.last { return key }
    return try addKey(.es256(try ES256Key.generate()))
  }

  /// Those before stay published.
  mutating func rotateKeys(toRSA isRSA: Bool) throws(VaultError) {
    _ = try signingKey()
    _ = try addKey(isRSA ? .rs256(try RS256Key.generate()) : .es256(try ES256Key.generate()))
  }

  private mutating func addKey(_ kind: SupabaseSigningKey.Kind) throws(VaultError) -> SupabaseSigningKey {
    let key = SupabaseSigningKey(id: uuid(), kind: kind)
    keys.append(key)
    return key
  }

  private mutating func uuid() -> String {
    let text = Array(random.text(32, of: "0123456789abcdef"))
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }.joined(separator: "-")
  }

  /// Every session of somebody's ends, as after signing out.
  mutating func endSessions(of email: String) {
    guard let id = people[email]?.id else { return }
    sessions = sessions.filter { $0.value != id }
    refreshTokens = refreshTokens.filter { sessions[$0.value] != nil }
  }

  /// A token such as the project gives out, with some claims otherwise; nil leaves a claim out.
  ///
  /// - `issuer`: the address of the Auth server.
  mutating func token(
    for person: SupabasePerson, issuer: String, at now: Date, claims changes: [(String, JSON?)] = []
  ) throws(VaultError) -> String {
    let session = uuid()
    sessions[session] = person.id
    return try token(for: person, session: session, issuer: issuer, at: now, claims: changes)
  }

  private mutating func token(
    for person: SupabasePerson, session: String, issuer: String, at now: Date, claims changes: [(String, JSON?)] = []
  ) throws(VaultError) -> String {
    let moment = Int(now.timeIntervalSince1970.rounded(.down))
    var claims: [(String, JSON?)] = [
      ("iss", .string(issuer)), ("sub", .string(person.id)), ("aud", "authenticated"),
      ("exp", .int(moment + Self.lifetime)), ("iat", .int(moment)), ("email", .string(person.email)), ("phone", ""),
      ("app_metadata", .object(["provider": "email"])), ("user_metadata", .object([])), ("role", "authenticated"),
      ("aal", "aal1"), ("session_id", .string(session)), ("is_anonymous", .bool(person.isAnonymous)),
    ]
    for (name, value) in changes {
      claims.removeAll { $0.0 == name }
      claims.append((name, value))
    }
    return try signingKey().sign(
      .object(claims.compactMap { name, value in value.map { JSON.Member(name: name, value: $0) } }))
  }

  // MARK: What it is asked

  /// Nil where the Auth server has no such address. Pages of any origin may ask it.
  mutating func answer(_ request: SimulatedRequest, at now: Date) -> SimulatedAnswer? {
    var answer =
      request.method == "OPTIONS"
      ? SimulatedAnswer(
        status: 204,
        headers: [
          ("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE"),
          ("Access-Control-Allow-Headers", request.headers["access-control-request-headers"] ?? ""),
        ], body: []) : answerKnown(request, at: now)
    answer?.headers.append(("Access-Control-Allow-Origin", "*"))
    return answer
  }

  private mutating func answerKnown(_ request: SimulatedRequest, at now: Date) -> SimulatedAnswer? {
    // The gateway looks first, whatever is asked.
    if let refusal = Self.gatewayRefusal(request) { return refusal }
    let issuer = request.baseURL + Self.folder
    do throws(VaultError) {
      switch (request.method, String(request.path.dropFirst(Self.folder.count))) {
      case ("GET", "/.well-known/jwks.json"): return try keySet()
      case ("GET", "/user"): return try user(request, issuer: issuer, at: now)
      case ("POST", "/token"): return try signIn(request, issuer: issuer, at: now)
      case ("POST", "/logout"): return try signOut(request, issuer: issuer, at: now)
      default: return nil
      }
    } catch {
      return Self.refusal(500, "unexpected_failure", "the simulator cannot sign")
    }
  }

  private static func gatewayRefusal(_ request: SimulatedRequest) -> SimulatedAnswer? {
    switch request.headers["apikey"] {
    case key: nil
    case nil: .json(.object(["message": "No API key found in request"]), status: 401)
    default: .json(.object(["message": "Invalid API key"]), status: 401)
    }
  }

  private mutating func keySet() throws(VaultError) -> SimulatedAnswer {
    _ = try signingKey()
    var answer = SimulatedAnswer.json(.object(["keys": .array(keys.map(\.jwk))]))
    answer.headers.append(("Cache-Control", "public, max-age=600"))
    return answer
  }

  private mutating func signIn(
    _ request: SimulatedRequest, issuer: String, at now: Date
  ) throws(VaultError) -> SimulatedAnswer {
    let body = JSON.parse(request.body)
    let session: String
    let person: SupabasePerson
    switch request.query["grant_type"] {
    case "password":
      guard let email = body?["email"]?.text, let known = people[email], known.password == body?["password"]?.text,
        known.condition != .deleted
      else { return Self.refusal(400, "invalid_credentials", "Invalid login credentials") }
      guard known.condition != .banned else { return Self.refusal(400, "user_banned", "User is banned") }
      person = known
      session = uuid()
      sessions[session] = person.id
    case "refresh_token":
      guard let token = body?["refresh_token"]?.text, let known = refreshTokens.removeValue(forKey: token),
        let owner = sessions[known], let found = people.values.first(where: { $0.id == owner })
      else { return Self.refusal(400, "refresh_token_not_found", "Invalid Refresh Token: Refresh Token Not Found") }
      (session, person) = (known, found)
    default: return Self.refusal(400, "validation_failed", "unsupported grant_type")
    }
    let refresh = random.text(12, of: "abcdefghijklmnopqrstuvwxyz0123456789")
    refreshTokens[refresh] = session
    return .json(
      .object([
        "access_token": .string(try token(for: person, session: session, issuer: issuer, at: now)),
        "token_type": "bearer", "expires_in": .int(Self.lifetime),
        "expires_at": .int(Int(now.timeIntervalSince1970) + Self.lifetime), "refresh_token": .string(refresh),
        "user": person.json,
      ]))
  }

  private mutating func signOut(
    _ request: SimulatedRequest, issuer: String, at now: Date
  ) throws(VaultError) -> SimulatedAnswer {
    switch try bearer(of: request, issuer: issuer, at: now) {
    case .refused(let refusal): return refusal
    case .known(let person):
      endSessions(of: person.email)
      return SimulatedAnswer(status: 204, headers: [], body: [])
    }
  }

  private mutating func user(
    _ request: SimulatedRequest, issuer: String, at now: Date
  ) throws(VaultError) -> SimulatedAnswer {
    switch try bearer(of: request, issuer: issuer, at: now) {
    case .refused(let refusal): return refusal
    case .known(let person): return .json(person.json)
    }
  }

  private enum Bearer {
    case known(SupabasePerson)
    case refused(SimulatedAnswer)
  }

  /// In the order in which the Auth server looks.
  private mutating func bearer(
    of request: SimulatedRequest, issuer: String, at now: Date
  ) throws(VaultError) -> Bearer {
    guard let header = request.headers["authorization"], header.lowercased().hasPrefix("bearer "),
      header.utf8.count > 7
    else { return .refused(Self.refusal(401, "no_authorization", "This endpoint requires a valid Bearer token")) }
    _ = try signingKey()
    let text = String(header.dropFirst(7))
    guard let claims = keys.lazy.compactMap({ $0.claims(of: text) }).first,
      claims["exp"]?.whole ?? 0 > Int(now.timeIntervalSince1970)
    else {
      return .refused(
        Self.refusal(403, "bad_jwt", "invalid JWT: unable to parse or verify signature, token is expired or malformed"))
    }
    guard let subject = claims["sub"]?.text else {
      return .refused(Self.refusal(403, "bad_jwt", "invalid claim: missing sub claim"))
    }
    guard claims["aud"]?.text == "authenticated" else {
      return .refused(
        Self.refusal(400, "validation_failed", "Token audience doesn't match request audience"))
    }
    guard UUID(uuidString: subject) != nil else {
      return .refused(Self.refusal(400, "bad_jwt", "invalid claim: sub claim must be a UUID"))
    }
    guard let person = people.values.first(where: { $0.id == subject }), person.condition != .deleted else {
      return .refused(Self.refusal(403, "user_not_found", "User from sub claim in JWT does not exist"))
    }
    if let session = claims["session_id"]?.text, sessions[session] == nil {
      return .refused(
        Self.refusal(403, "session_not_found", "Session from session_id claim in JWT does not exist"))
    }
    guard person.condition != .banned else { return .refused(Self.refusal(403, "user_banned", "User is banned")) }
    return .known(person)
  }

  private static func refusal(_ status: Int, _ code: String, _ message: String) -> SimulatedAnswer {
    .json(
      .object(["code": .int(status), "error_code": .string(code), "msg": .string(message)]), status: status,
      pretty: false)
  }
}
