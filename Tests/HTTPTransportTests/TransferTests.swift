import HTTPTransport
import Synchronization
import Testing

@Suite struct TransferTests {
  @Test func `a request arrives as it was given and its reply comes back whole`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.answer("418 I'm a teapot", headers: ["X-One: a", "x-two:  b c "], body: "héllo")
    }
    let transport = HTTPTransport()
    let response = try await transport.send(
      HTTPRequest(.put, server.url("/path?q=1"), headers: [HTTPField("X-Own", "value")], body: Array("body".utf8)))

    #expect(response.status == 418)
    #expect(response.header("X-TWO") == "b c")
    #expect(String(decoding: response.body, as: UTF8.self) == "héllo")
    let request = try #require(server.received.first)
    #expect(request.hasPrefix("PUT /path?q=1 HTTP/1.1\r\n"))
    #expect(request.contains("\r\nX-Own: value\r\n"))
    #expect(!request.contains("Expect"))
    #expect(request.hasSuffix("\r\n\r\nbody"))
  }

  @Test func `a post without a body says that its length is nothing`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.answer()
    }
    _ = try await HTTPTransport().send(HTTPRequest(.post, server.url()))
    #expect(server.received.first?.contains("Content-Length: 0\r\n") == true)
  }

  @Test func `a redirect is not followed`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.answer("302 Found", headers: ["Location: /elsewhere"])
    }
    let response = try await HTTPTransport().send(HTTPRequest(.get, server.url()))
    #expect(response.status == 302)
    #expect(server.received.count == 1)
  }

  @Test func `a refusal is a reply and keeps its headers`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.answer("429 Too Many Requests", headers: ["Retry-After: 7"], body: "{}")
    }
    let response = try await HTTPTransport().send(HTTPRequest(.get, server.url()))
    #expect(response.status == 429)
    #expect(response.header("retry-after") == "7")
  }

  @Test func `headers of an interim reply are not those of the reply`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.write("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
      connection.answer(headers: ["X-Final: yes"])
    }
    let response = try await HTTPTransport().send(HTTPRequest(.get, server.url()))
    #expect(response.header("Link") == nil)
    #expect(response.header("X-Final") == "yes")
  }

  @Test func `a reply longer than the limit is given up`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.write("HTTP/1.1 200 OK\r\n\r\n")
      while connection.write(String(repeating: "x", count: 1000)) {}
    }
    var configuration = HTTPTransport.Configuration()
    configuration.responseLimit = 10_000
    let transport = HTTPTransport(configuration: configuration)
    await #expect(throws: HTTPTransportError.tooLarge(limit: 10_000)) {
      try await transport.send(HTTPRequest(.get, server.url()))
    }
  }

  @Test func `headers without an end are given up`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.write("HTTP/1.1 200 OK\r\n")
      while connection.write("X: \(String(repeating: "x", count: 1000))\r\n") {}
    }
    await #expect(throws: HTTPTransportError.self) {
      try await HTTPTransport().send(HTTPRequest(.get, server.url()))
    }
  }

  @Test func `connections are kept between requests until the transport is closed`() async throws {
    let connections = Mutex(0)
    let server = try LoopbackServer { connection, number in
      connections.withLock { $0 = max($0, number + 1) }
      while connection.request() != nil { connection.answer() }
    }
    let transport = HTTPTransport()
    for _ in 0..<3 { _ = try await transport.send(HTTPRequest(.get, server.url())) }
    #expect(connections.withLock { $0 } == 1)
    await transport.close()
    _ = try await transport.send(HTTPRequest(.get, server.url()))
    #expect(connections.withLock { $0 } == 2)
  }
}
