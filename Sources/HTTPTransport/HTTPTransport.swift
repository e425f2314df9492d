package import Blocking

/// One request out, one reply back, over libcurl; one at a time, on a queue of its own so that waiting for the network
/// never holds a thread of the cooperative pool.
///
/// Connections are kept between requests; `close()` ends them and gives their memory back. What it takes to resume them
/// cheaply stays.
/// Redirects are not followed: no API we use redirects, and a bearer token must not travel to another host.
package actor HTTPTransport {
  package nonisolated let queue = BlockingQueue(label: "http-transport")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  private let configuration: Configuration
  private let sessions = TLSSessions()
  private var session: CurlSession?

  package init(configuration: Configuration = Configuration()) {
    self.configuration = configuration
  }

  /// Sends and waits for the whole reply. Cancelling the task ends the transfer at once.
  package func send(_ request: HTTPRequest) async throws(HTTPTransportError) -> HTTPResponse {
    try TransportURL.check(request.url)
    let session = try openSession()
    let interrupt = TransferInterrupt(session)
    let outcome: Result<HTTPResponse, HTTPTransportError> = await withTaskCancellationHandler {
      session.perform(request, under: configuration, interrupt: interrupt)
    } onCancel: {
      interrupt.cancel()
    }
    interrupt.detach()
    return try outcome.get()
  }

  /// Closes connections and frees their memory.
  package func close() {
    session = nil
  }

  private func openSession() throws(HTTPTransportError) -> CurlSession {
    if let session { return session }
    guard let opened = CurlSession(resuming: sessions) else { throw .neverReached("libcurl could not be set up") }
    session = opened
    return opened
  }
}
