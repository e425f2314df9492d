import HTTPTransport

/// One request to the Gmail API, before authorization.
struct GmailCall {
  var method: HTTPRequest.Method = .get
  /// Below `/gmail/v1/users/me`, already escaped.
  var path: String
  var query: [(String, String)] = []
  var body: [UInt8]?
  /// Price in quota units.
  var units: Int
  /// Whether doing it twice does no harm. Gmail has no idempotency key, so creating and sending are never repeated
  /// once the request was under way.
  var isRepeatable = true
  /// Whether it may wait for quota or try again after a pause. Sending may not: what a row in the store says was begun
  /// happens now or, as far as that row is concerned, not at all.
  var isPatient = true

  func request(base: String, token: String) -> HTTPRequest {
    var url = "\(base)/gmail/v1/users/me\(path)"
    let query = query + [("prettyPrint", "false")]
    url += "?" + FormEncoding.encode(query)
    var headers = [HTTPField("Authorization", "Bearer \(token)"), HTTPField("Accept", "application/json")]
    if body != nil { headers.append(HTTPField("Content-Type", "application/json")) }
    return HTTPRequest(method, url, headers: headers, body: body)
  }
}
