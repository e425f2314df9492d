import Hummingbird
import Synchronization

/// The pages as they are now: after the configuration was read again, others. A request that came before is answered by those
/// of then.
final class CurrentPages: HTTPResponder {
  typealias Context = PageContext

  private let current: Mutex<RouterResponder<PageContext>>

  init(_ server: WebServer) { current = Mutex(server.responder()) }

  func replace(by server: WebServer) {
    let pages = server.responder()
    current.withLock { $0 = pages }
  }

  func respond(to request: Request, context: PageContext) async throws -> Response {
    try await current.withLock { $0 }.respond(to: request, context: context)
  }
}
