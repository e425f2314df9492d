import FoundationEssentials
import GmailSimulator
import Testing
import Vault

/// A client that signs people in, without sockets: its authorization request, its visits and its exchange.
struct SignIn {
  static let back = "http://127.0.0.1:8300/auth/gmail/callback"
  static let verifier = String(repeating: "v", count: 43)
  static let modify = "https://www.googleapis.com/auth/gmail.modify"
  static let readonly = "https://www.googleapis.com/auth/gmail.readonly"
  static let address = "https://www.googleapis.com/auth/userinfo.email"

  let google: SimulatedGoogle
  var fields: [String: String]

  init(_ google: SimulatedGoogle, _ changes: [String: String?] = [:]) {
    self.google = google
    fields = [
      "client_id": google.configuration.clientID, "redirect_uri": Self.back, "response_type": "code",
      "scope": "openid email \(Self.modify)", "access_type": "offline", "state": "s t&te", "nonce": "once",
      "code_challenge": SHA256.hash(Self.verifier), "code_challenge_method": "S256",
    ]
    for (name, value) in changes { fields[name] = value }
  }

  var query: String {
    FormParameters(fields.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: $0.value) }).encoded
  }

  var url: String { "http://localhost:8025/o/oauth2/v2/auth?\(query)" }

  /// The page or the redirect a browser gets at first.
  func visit(_ more: String = "") async -> SimulatedAnswer {
    await google.answer(SimulatedRequest(method: "GET", path: "/o/oauth2/v2/auth", query: query + more))
  }

  /// Through all pages, ticking every box unless told which: what the browser carries back to the client.
  func consent(as person: String, ticking scopes: [String]? = nil, cancelling: Bool = false) async throws
    -> FormParameters
  {
    let answer = await google.consent(
      at: url, as: SimulatedGoogle.address(for: person), ticking: scopes, cancelling: cancelling)
    return try #require(answer.callback, "\(answer.status) \(answer.text)")
  }

  func exchange(_ code: String, _ changes: [String: String?] = [:]) async -> SimulatedAnswer {
    var fields = [
      "grant_type": "authorization_code", "code": code, "redirect_uri": Self.back, "code_verifier": Self.verifier,
    ]
    for (name, value) in changes { fields[name] = value }
    return await google.token(fields)
  }

  /// The tokens of a person who consents to everything.
  func tokens(of person: String, ticking scopes: [String]? = nil) async throws -> JSON {
    try await exchange(try #require(try await consent(as: person, ticking: scopes)["code"])).json
  }
}

extension SimulatedGoogle {
  /// A request of our client to the token endpoint.
  func token(_ fields: [String: String]) -> SimulatedAnswer {
    let client = [
      "client_id": configuration.clientID, "client_secret": configuration.clientSecret,
    ]
    let form = FormParameters(client.merging(fields) { $1 }.map { .init(name: $0.key, value: $0.value) })
    return answer(
      SimulatedRequest(
        method: "POST", path: "/token", headers: ["host": "localhost:8025"], body: Array(form.encoded.utf8)))
  }

  func refresh(_ token: String) -> SimulatedAnswer {
    self.token(["grant_type": "refresh_token", "refresh_token": token])
  }
}

extension SimulatedAnswer {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The query of the redirect back to the client; nil when it is none.
  var callback: FormParameters? {
    guard [302, 303].contains(status), let location = header("Location"), location.hasPrefix(SignIn.back + "?") else {
      return nil
    }
    return FormParameters(location.dropFirst(SignIn.back.count + 1))
  }

  /// `error_description`, or the `error` when there is none.
  var refusal: String? {
    let json = try? self.json
    return json?["error_description"]?.text ?? json?["error"]?.text
  }

  /// The id of the page's `<main>`.
  var pageID: String? {
    text.firstRange(of: "<main id=\"").map { String(text[$0.upperBound...].prefix { $0 != "\"" }) }
  }
}

extension JSON {
  var scopes: Set<String> { Set((self["scope"]?.text ?? "").split(separator: " ").map(String.init)) }
}
