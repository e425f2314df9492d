import HTTPTypes
import Hummingbird
import Synchronization

import struct Foundation.Date

/// Slows down whoever tries to sign in very often from one place. Generous, since an office shares one address.
final class SignInLimit: RouterMiddleware {
  typealias Context = PageContext

  private let buckets: Mutex<TokenBuckets<ClientAddress>>
  private let now: @Sendable () -> Date

  init(_ limits: WebLimits, now: @escaping @Sendable () -> Date) {
    buckets = Mutex(TokenBuckets(capacity: limits.signInBurst, pause: limits.signInPause, remembering: 20_000))
    self.now = now
  }

  func handle(
    _ request: Request, context: PageContext, next: (Request, PageContext) async throws -> Response
  ) async throws -> Response {
    let moment = now()
    let wait = buckets.withLock { $0.take(from: context.client.network, at: moment) }
    guard wait <= 0 else {
      throw PageProblem(.tooManyRequests, headers: [.retryAfter: "\(Int(wait.rounded(.up)))"])
    }
    return try await next(request, context)
  }
}
