/// One HTTP request, free of any server's types.
package struct SimulatedRequest: Sendable {
  package let method: String
  package let path: String
  package let query: FormParameters
  /// Names in lower case; a repeated header keeps its last value.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(
    method: String, path: String, query: String = "", headers: [String: String] = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.path = path
    self.query = FormParameters(query)
    self.headers = headers
    self.body = body
  }

  /// The server's own address as this client reached it.
  var baseURL: String { "http://\(headers["host"] ?? "127.0.0.1")" }
}

/// What goes back, and in which way.
package struct SimulatedAnswer: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  package var delivery: Delivery = .whole

  /// How the answer travels: scripted faults cut it off or make it slow.
  package enum Delivery: Sendable, Equatable {
    case whole
    /// The connection is reset and nothing is sent.
    case reset
    /// Half of the body, then a reset.
    case cutOff
    /// Nothing for this long, then everything.
    case late(seconds: Double)
    /// The head at once, the body in pieces over this time.
    case dripping(seconds: Double)
  }

  package static func json(_ value: JSON, status: Int = 200, pretty: Bool = true) -> SimulatedAnswer {
    SimulatedAnswer(
      status: status, headers: [("Content-Type", "application/json; charset=UTF-8")],
      body: JSONWriter.bytes(value, pretty: pretty))
  }

  /// The value of a header, by name without regard to case.
  package func header(_ name: String) -> String? { headers.first { $0.name.isSame(as: name) }?.value }

  static func html(_ title: String, status: Int) -> SimulatedAnswer {
    SimulatedAnswer(
      status: status, headers: [("Content-Type", "text/html; charset=UTF-8")],
      body: Array(
        """
        <!DOCTYPE html>
        <html lang=en>
          <title>Error \(status) (\(title))!!1</title>
          <p><b>\(status).</b> <ins>That’s an error.</ins>
          <p>\(title). <ins>That’s all we know.</ins>

        """.utf8))
  }
}
