import HTTPTransport
import Testing

@Suite struct CancellationTests {
  @Test func `cancelling ends a transfer at once and the transport stays usable`() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection, _ in
      while let request = connection.request() {
        if request.hasPrefix("GET /slow") { arrived.yield() } else { connection.answer() }
      }
    }
    let transport = HTTPTransport()
    // On a connection that is up already and without a stall limit, so that no timer of curl's ends the wait by chance.
    _ = try await transport.send(HTTPRequest(.get, server.url("/first")))
    let transfer = Task { try await transport.send(HTTPRequest(.get, server.url("/slow"), stallTimeout: .zero)) }
    for await _ in arrivals { break }
    let start = ContinuousClock.now
    transfer.cancel()
    await #expect(throws: HTTPTransportError.cancelled) { try await transfer.value }
    // Far below the poll's bound of a minute, on however busy a machine: it was woken.
    #expect(ContinuousClock.now - start < .seconds(20))
    #expect(try await transport.send(HTTPRequest(.get, server.url("/next"))).status == 200)
  }

  @Test func `a request of a cancelled task is not sent`() async throws {
    let server = try LoopbackServer { connection, _ in
      connection.request()
      connection.answer()
    }
    let transport = HTTPTransport()
    let transfer = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await transport.send(HTTPRequest(.get, server.url()))
    }
    await #expect(throws: HTTPTransportError.cancelled) { try await transfer.value }
    #expect(server.received.isEmpty)
  }

  @Test func `a transfer does not hold a thread that other tasks need`() async throws {
    let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
    let server = try LoopbackServer { connection, _ in
      connection.request()
      arrived.yield()
      connection.request()
    }
    // More transfers at once than any machine has cores; were they on the shared pool, the loop below would hang.
    let transports = (0..<64).map { _ in HTTPTransport() }
    let transfers = transports.map { transport in
      Task { try await transport.send(HTTPRequest(.get, server.url())) }
    }
    var count = 0
    for await _ in arrivals {
      count += 1
      if count == 64 { break }
    }
    for transfer in transfers { transfer.cancel() }
    for transfer in transfers { await #expect(throws: HTTPTransportError.cancelled) { try await transfer.value } }
  }
}
