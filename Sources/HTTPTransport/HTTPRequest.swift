/// One request out.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
  }

  package var method: Method
  /// Absolute, already percent-encoded. Plain `http` is accepted for loopback hosts only.
  package var url: String
  package var headers: [HTTPField]
  package var body: [UInt8]?
  /// Overrides the transport's total time limit: a language model thinks longer than a mailbox answers.
  package var totalTimeout: Duration?
  /// Overrides how long the transfer may stand still; `.zero` switches the watch off.
  package var stallTimeout: Duration?

  package init(
    _ method: Method, _ url: String, headers: [HTTPField] = [], body: [UInt8]? = nil, totalTimeout: Duration? = nil,
    stallTimeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.totalTimeout = totalTimeout
    self.stallTimeout = stallTimeout
  }
}

/// One header field. Names compare without case.
package struct HTTPField: Sendable, Equatable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// One reply back, whatever its status: a status is the caller's to judge.
package struct HTTPResponse: Sendable, Equatable {
  package var status: Int
  package var headers: [HTTPField]
  /// Content encoding already removed.
  package var body: [UInt8]

  package init(status: Int, headers: [HTTPField] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The first field of that name.
  package func header(_ name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }
}
