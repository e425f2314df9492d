import HTTPTypes
import Hummingbird
import Synchronization

import struct Foundation.Date

/// Slows down whoever tries to sign in very often, or very often at once, from one place. Generous, since an office shares one
/// address. Nobody waits in a line: a code that somebody made up is asked about at Google beside everybody else's, not before.
final class SignInLimit: RouterMiddleware {
  typealias Context = PageContext

  private let traffic: Mutex<SignInTraffic<ClientAddress>>
  private let now: @Sendable () -> Date

  init(_ limits: WebLimits, now: @escaping @Sendable () -> Date) {
    traffic = Mutex(SignInTraffic(limits))
    self.now = now
  }

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let client = context.client.network
    let moment = now()
    let wait = traffic.withLock { $0.enter(from: client, at: moment) }
    guard wait <= 0 else {
      throw PageProblem(.tooManyRequests, headers: [.retryAfter: "\(Int(wait.rounded(.up)))"])
    }
    defer { traffic.withLock { $0.leave(client) } }
    return try await next(request, context)
  }
}
