import HTTPTransport
import Testing

/// What is told apart here decides whether a write may be made again.
@Suite struct FailureTests {
  @Test func `a refused connection never reached the server`() async throws {
    let server = try LoopbackServer { _, _ in }
    server.stop()
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.post, server.url(), body: [1]))
    }
    #expect(error?.isNeverReached == true)
  }

  @Test func `a host without a name never reached the server`() async throws {
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.get, "https://nowhere.invalid/"))
    }
    #expect(error?.isNeverReached == true)
  }

  @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"])
  func `an answer cut off anywhere is unknown`(beginning: String) async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.write(beginning)
    }
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.post, server.url(), body: [1]))
    }
    #expect(error?.isAnswerUnknown == true)
  }

  @Test func `a connection reset after the request is an unknown answer`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.reset()
    }
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.post, server.url(), body: [1]))
    }
    #expect(error?.isAnswerUnknown == true)
  }

  @Test func `a post is not repeated when a kept connection dies under it`() async throws {
    let server = try LoopbackServer { connection, _ in
      // Answers reads; on any post it drops the connection, as a server that crashed after acting would.
      while let request = connection.request(), request.hasPrefix("GET") { connection.answer() }
      connection.reset()
    }
    let transport = HTTPTransport()
    _ = try await transport.send(HTTPRequest(.get, server.url()))
    await #expect(throws: HTTPTransportError.self) {
      try await transport.send(HTTPRequest(.post, server.url(), body: [1]))
    }
    #expect(server.received.filter { $0.hasPrefix("POST") }.count == 1)
  }

  @Test func `a server that stays silent is given up after the total time`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.request()  // until the client leaves
    }
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.get, server.url(), totalTimeout: .milliseconds(50)))
    }
    #expect(error?.isAnswerUnknown == true)
  }

  @Test(arguments: [
    "http://example.com/", "http://127.0.0.1.example.com/", "http://10.0.0.1/", "ftp://127.0.0.1/",
    "file:///etc/passwd",
    "https://user:secret@example.com/", "nonsense", "", "http://localhost.example.com/", "http://[::2]/",
  ])
  func `an address that is not https and not this machine is refused`(url: String) async throws {
    let error = await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.get, url))
    }
    guard case .refusedURL = error else {
      Issue.record("\(url) was not refused: \(String(describing: error))")
      return
    }
  }

  @Test func `a header with a line break is refused before anything is sent`() async throws {
    let server = try LoopbackServer { connection, _ in connection.request() }
    await #expect(throws: HTTPTransportError.refusedURL("a header field holds a line break")) {
      try await HTTPTransport().send(
        HTTPRequest(.get, server.url(), headers: [HTTPField("Authorization", "Bearer x\r\nX-Evil: 1")]))
    }
    #expect(server.received.isEmpty)
  }
}

extension HTTPTransportError {
  var isNeverReached: Bool { if case .neverReached = self { true } else { false } }
  var isAnswerUnknown: Bool { if case .answerUnknown = self { true } else { false } }
}
