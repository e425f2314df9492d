import HTTPTypes
import Hummingbird

/// Why the API did not do as asked, as a problem document (RFC 9457).
struct APIProblem: Error {
  /// What every type of ours begins with.
  static let namespace = "urn:secretary:problem:"

  var status: HTTPResponse.Status
  /// The type without its namespace; nil for what the status alone says (`about:blank`).
  var name: String?
  var title: String
  /// What whoever asked can do about it.
  var detail: String
  /// Further members.
  var members: [String: JSONValue] = [:]
  var headers: HTTPFields = [:]

  init(
    _ status: HTTPResponse.Status, _ name: String, _ title: String, _ detail: String,
    members: [String: JSONValue] = [:], headers: HTTPFields = [:]
  ) {
    (self.status, self.name, self.title, self.detail) = (status, name, title, detail)
    (self.members, self.headers) = (members, headers)
  }

  /// A status in words.
  init(_ status: HTTPResponse.Status, headers: HTTPFields = [:]) {
    self.status = status
    self.headers = headers
    title = status.reasonPhrase
    detail = Self.detail(of: status)
  }

  func response() throws -> Response {
    let own: [String: JSONValue] = [
      "type": .string(name.map { Self.namespace + $0 } ?? "about:blank"), "title": .string(title),
      "status": .integer(status.code), "detail": .string(detail),
    ]
    return try JSONValue.object(members.merging(own) { $1 })
      .response(status, type: "application/problem+json", headers: headers)
  }

  private static func detail(of status: HTTPResponse.Status) -> String {
    switch status.code {
    case 400: "The request cannot be read."
    case 404: "There is nothing here, or it belongs to somebody else."
    case 405: "This address has other methods; `Allow` names them."
    case 413: "The body is too large."
    case 414, 431: "The request is too large."
    case 415: "The body must be application/json."
    case 402..<500: "That does not work. See /api/v1/openapi.json."
    default: "It is not your doing, and nothing was changed. Try again in a moment."
    }
  }
}

extension APIProblem {
  /// - `scheme`: what `WWW-Authenticate` offers (RFC 6750 §3); nil where only our own pages can be signed in to.
  static let signInNeeded = APIProblem(
    .unauthorized, "sign-in-needed", "Nobody is signed in",
    "Sign in on the pages of this site, or send an access token.", headers: [.wwwAuthenticate: "Bearer"])

  static let foreignToken = APIProblem(
    .forbidden, "foreign-token", "The form token is not this session's",
    "Read form_token from /api/v1/session and send it in Secretary-Form-Token.")

  static let foreignOrigin = APIProblem(
    .forbidden, "foreign-origin", "Another site asked",
    "A page of another site may not use the session of this one. Nothing was changed.")

  static let storeBusy = APIProblem(
    .serviceUnavailable, "busy", "Busy just now", "Nothing was changed. Try again in a few seconds.",
    headers: [.retryAfter: "5"])

  static func badQuery(_ name: String, _ detail: String) -> APIProblem {
    invalid([name: detail], status: .badRequest)
  }

  /// - `fields`: what is wrong with each, a sentence.
  static func invalid(_ fields: [String: String], status: HTTPResponse.Status = .unprocessableContent) -> APIProblem {
    APIProblem(
      status, "invalid", "Not every value can be taken",
      fields.count == 1
        ? "Nothing was changed. Correct the value that errors names."
        : "Nothing was changed. Correct the values that errors names.",
      members: [
        "errors": .array(
          fields.sorted { $0.key < $1.key }.map { ["field": .string($0.key), "detail": .string($0.value)] })
      ])
  }
}
