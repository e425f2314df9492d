import Foundation
import HTTPTypes
import Secretary

@testable import Web

/// A script of somebody's, as far as the web can tell: what it sends is JSON, what comes back is read as JSON.
struct APIClient: Sendable {
  /// Who holds the cookie, if anybody does.
  let browser: TestBrowser
  /// Sent with everything.
  var headers: HTTPFields = [:]

  /// A script on a page of ours, in a session.
  static func ofSession(_ address: String, _ fixture: WebFixture) async throws -> APIClient {
    let browser = try await fixture.browser(signedInAs: address)
    return APIClient(
      browser: browser,
      headers: [
        .formToken: try await fixture.token(browser), .origin: browser.site.origin, .secFetchSite: "same-origin",
      ])
  }

  func get(_ path: String) async throws -> APIAnswer { try await ask(.get, path) }

  func post(_ path: String, _ body: JSONValue? = nil) async throws -> APIAnswer { try await ask(.post, path, body) }

  func ask(_ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil) async throws -> APIAnswer {
    var headers = headers
    if body != nil { headers[.contentType] = "application/json" }
    let text = try body.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
    return try APIAnswer(try await browser.send(method, path, headers: headers, body: text))
  }
}

/// What came back, read.
struct APIAnswer: Sendable {
  let status: Int
  let headers: HTTPFields
  let body: JSONValue

  init(_ answer: Answer) throws {
    status = answer.status
    headers = answer.headers
    body = answer.text.isEmpty ? .null : try JSONDecoder().decode(JSONValue.self, from: Data(answer.text.utf8))
  }

  subscript(name: String) -> JSONValue? { body[name] }

  /// The name of the problem, without its namespace; nil when it is none.
  var problem: String? {
    guard headers[.contentType] == "application/problem+json", let type = self["type"]?.text else { return nil }
    return type.hasPrefix(APIProblem.namespace) ? String(type.dropFirst(APIProblem.namespace.count)) : type
  }

  /// The fields that a problem says something about.
  var wrongFields: [String] { (self["errors"]?.items ?? []).compactMap { $0["field"]?.text } }
}

extension JSONValue {
  subscript(name: String) -> JSONValue? { members?[name] }
}
