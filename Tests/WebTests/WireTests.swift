import Foundation
import Hummingbird
import NIOCore
import Synchronization
import Testing

@testable import Web

/// The server on a real socket, with requests no browser would send.
struct WireTests {
  @Test func `two requests on one connection are answered in turn, errors and heads included`() async throws {
    try await WebFixture.with { fixture in
      try await fixture.serving { port in
        let wire = try WireClient(port: port)
        let text = try await wire.exchange(
          """
          HEAD /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /nothing HTTP/1.1\r\nHost: a\r\n\r\nGET /healthz HTTP/1.1\r
          Host: a\r\nConnection: close\r\n\r\n
          """)
        #expect(text.ranges(of: "HTTP/1.1 404 Not Found").count == 2)
        #expect(text.ranges(of: "<!doctype html>").count == 1, "the head's answer has no body")
        #expect(text.contains("HTTP/1.1 200 OK") && text.hasSuffix("ok\n"))
      }
    }
  }

  @Test func `a connection on which nothing is asked is closed`() async throws {
    try await WebFixture.with {
      $0.limits.firstRequestTime = .milliseconds(200)
      $0.limits.idleTime = .seconds(3_600)
    } _: { fixture in
      try await fixture.serving { port in
        let asked = try WireClient(port: port)
        #expect(try await asked.greet())
        // Reads until the other end closes.
        #expect(try await WireClient(port: port).exchange("").isEmpty)
        #expect(try await asked.greet(), "one that has asked may wait longer")
        asked.close()
      }
    }
  }

  @Test func `headers that trickle in are cut off`() async throws {
    try await WebFixture.with {
      $0.limits.idleTime = .seconds(1)
    } _: { fixture in
      try await fixture.serving { port in
        let wire = try WireClient(port: port)
        let text = await wire.drip("GET / HTTP/1.1\r\nX-Slow: " + String(repeating: "a", count: 200), every: 0.05)
        #expect(text?.contains("200 OK") == false)
      }
    }
  }

  @Test func `a body that trickles in is cut off and does nothing`() async throws {
    try await WebFixture.with {
      $0.limits.requestTime = .seconds(1)
    } _: { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let form = "form_token=\(try await fixture.token(ann))&x="
      let cookie = ann.cookie("__Host-session") ?? ""
      try await fixture.serving { port in
        let wire = try WireClient(port: port)
        let text = await wire.drip(
          Self.signOut(cookie, length: 5_000) + form + String(repeating: "a", count: 400), every: 0.01)
        #expect(text?.contains("303") == false)
      }
      #expect(try await ann.get("/settings").status == 200, "still signed in")
    }
  }

  @Test func `a form that breaks off does nothing`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let form = "form_token=\(try await fixture.token(ann))&x=abc"
      let cookie = ann.cookie("__Host-session") ?? ""
      try await fixture.serving { port in
        let text = try await WireClient(port: port).exchange(Self.signOut(cookie, length: 500) + form, ending: true)
        #expect(!text.contains("303"))
        let whole = try await WireClient(port: port).exchange(
          Self.signOut(cookie, length: form.utf8.count) + form, ending: true)
        #expect(whole.contains("303"), "the same form, whole, is taken")
      }
    }
  }

  @Test func `a body without a length is not read`() async throws {
    try await WebFixture.with { fixture in
      let ann = try await fixture.browser(signedInAs: "ann@example.com")
      let cookie = ann.cookie("__Host-session") ?? ""
      let form = "form_token=\(try await fixture.token(ann))"
      let chunk = String(form.utf8.count, radix: 16)
      try await fixture.serving { port in
        let text = try await WireClient(port: port).exchange(
          """
          POST /sign-out HTTP/1.1\r\nHost: a\r\nCookie: __Host-session=\(cookie)\r
          Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r
          \(chunk)\r\n\(form)\r\n0\r\n\r\n
          """)
        #expect(text.hasPrefix("HTTP/1.1 411"))
      }
    }
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
    "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n", "GET / HTTP/1.1\r\nBad Header: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "NONSENSE\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: a\r\nX: a\u{0}b\r\n\r\n", "GET /\u{1}x HTTP/1.1\r\nHost: a\r\n\r\n",
  ])
  func `what is no proper HTTP gets 400 at most`(_ request: String) async throws {
    try await WebFixture.with { fixture in
      try await fixture.serving { port in
        let text = try await WireClient(port: port).exchange(request)
        #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400"), "\(text.prefix(60))")
        let after = try await WireClient(port: port).exchange(
          "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(after.hasSuffix("ok\n"), "and the server goes on")
      }
    }
  }

  @Test func `too much of everything is refused, not kept`() async throws {
    try await WebFixture.with { fixture in
      try await fixture.serving { port in
        let header = String(repeating: "a", count: 20_000)
        let large = try await WireClient(port: port).exchange(
          "GET / HTTP/1.1\r\nHost: a\r\nX: \(header)\r\nConnection: close\r\n\r\n")
        #expect(large.hasPrefix("HTTP/1.1 431"))
        let huge = String(repeating: "a", count: 200_000)
        let text = try await WireClient(port: port).exchange("GET / HTTP/1.1\r\nHost: a\r\nX: \(huge)\r\n\r\n")
        #expect(text.isEmpty || text.hasPrefix("HTTP/1.1 400"))
        let path = try await WireClient(port: port).exchange(
          "GET /\(header) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(path.hasPrefix("HTTP/1.1 414"))
      }
    }
  }

  @Test func `paths cannot climb out of anything`() async throws {
    try await WebFixture.with { fixture in
      try await fixture.serving { port in
        for path in [
          "/../../etc/passwd", "/assets/../../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "//etc/passwd",
          "/assets//etc/passwd", "/./", "http://evil.example/etc/passwd", "*",
        ] {
          let text = try await WireClient(port: port).exchange(
            "GET \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          #expect(!text.contains("root:") && !text.contains("evil.example"), "\(path)")
          #expect(text.hasPrefix("HTTP/1.1 404") || text.hasPrefix("HTTP/1.1 400"), "\(path): \(text.prefix(30))")
        }
      }
    }
  }

  @Test func `more connections than there may be wait their turn`() async throws {
    try await WebFixture.with {
      $0.limits.connections = 3
    } _: { fixture in
      try await fixture.serving { port in
        let ask = "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        var idle = try (0..<3).map { _ in try WireClient(port: port) }
        // All three are accepted once each has been answered.
        for wire in idle { try await wire.greet() }
        let waiting = try WireClient(port: port)
        async let answer = waiting.exchange(ask)
        idle.removeFirst().close()
        #expect(try await answer.hasSuffix("ok\n"), "served when a place is free")
        for wire in idle { wire.close() }
      }
    }
  }

  @Test func `told to stop, the server answers what it is asked and ends`() async throws {
    try await WebFixture.with { fixture in
      let port = try await fixture.serving { port in
        let wire = try WireClient(port: port)
        #expect(try await wire.exchange("GET /healthz HTTP/1.0\r\n\r\n").hasSuffix("ok\n"))
        return port
      }
      #expect(throws: WireClient.Failure.self) { try WireClient(port: port) }
    }
  }

  private static func signOut(_ cookie: String, length: Int) -> String {
    """
    POST /sign-out HTTP/1.1\r\nHost: a\r\nCookie: __Host-session=\(cookie)\r
    Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(length)\r\nConnection: close\r\n\r\n
    """
  }
}

extension WebFixture {
  /// Serves on a free port of this machine while `body` runs.
  func serving<Result: Sendable>(_ body: @Sendable (Int) async throws -> Result) async throws -> Result {
    let (ports, tell) = AsyncStream.makeStream(of: Int.self)
    let application = server.application { address in tell.yield(address?.port ?? 0) }
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        try await application.run()
        tell.finish()
      }
      var iterator = ports.makeAsyncIterator()
      let port = await iterator.next() ?? 0
      let result = try await body(port)
      group.cancelAll()
      return result
    }
  }
}
