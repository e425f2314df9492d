import GmailSimulator
import Vault

/// A person's requests to a simulated Google, without a socket.
struct Person {
  let google: SimulatedGoogle
  let address: String
  var token: String

  init(_ google: SimulatedGoogle, _ name: String, scopes: [String] = SimulatedGoogle.defaultScopes) async {
    self.google = google
    address = SimulatedGoogle.address(for: name)
    token = await google.addUser(address, scopes: scopes).accessToken
  }

  /// Somebody who has a token already.
  init(_ google: SimulatedGoogle, address: String, token: String) {
    self.google = google
    self.address = address
    self.token = token
  }

  func send(_ method: String, _ path: String, _ query: String = "", body: String = "") async -> SimulatedAnswer {
    await google.answer(
      SimulatedRequest(
        method: method, path: "/gmail/v1/users/me/\(path)", query: query, headers: ["authorization": "Bearer \(token)"],
        body: Array(body.utf8)))
  }

  /// The JSON of an answer.
  func get(_ path: String, _ query: String = "") async throws -> JSON {
    try await send("GET", path, query).json
  }

  func createDraft(_ text: String, thread: String? = nil) async throws -> JSON {
    let raw = Base64URL.encode(Array(text.utf8), padded: true)
    let thread = thread.map { ", \"threadId\": \"\($0)\"" } ?? ""
    return try await send("POST", "drafts", body: "{\"message\": {\"raw\": \"\(raw)\"\(thread)}}").json
  }

  func deliver(_ header: String, body: String = "Hello.", labels: [String] = ["UNREAD", "INBOX"]) async throws -> String
  {
    try await google.deliver(Array("\(header)\r\n\r\n\(body)".utf8), to: address, labels: labels).id
  }
}

extension SimulatedAnswer {
  struct NotJSON: Error {}

  var json: JSON {
    get throws {
      guard let value = JSON.parse(body) else { throw NotJSON() }
      return value
    }
  }

  var reason: String? { (try? json)?["error"]?["errors"]?.list?.first?["reason"]?.text }
}
