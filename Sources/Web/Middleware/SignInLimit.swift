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

/// Who is signing in: how often, and how many at this moment.
struct SignInTraffic<Key: Hashable & Sendable>: Sendable {
  private var buckets: TokenBuckets<Key>
  private var underway: [Key: Int] = [:]
  private var total = 0
  private let mostPerKey: Int
  private let most: Int

  init(_ limits: WebLimits) {
    buckets = TokenBuckets(capacity: limits.signInBurst, pause: limits.signInPause, remembering: 20_000)
    mostPerKey = limits.signInsAtOncePerAddress
    most = limits.signInsAtOnce
  }

  /// Begins a request. 0 when it may go on, and then `leave` ends it; else the seconds until it is worth trying again.
  mutating func enter(from key: Key, at now: Date) -> Double {
    let mine = underway[key, default: 0]
    guard mine < mostPerKey, total < most else { return 1 }
    let wait = buckets.take(from: key, at: now)
    guard wait <= 0 else { return wait }
    underway[key] = mine + 1
    total += 1
    return 0
  }

  mutating func leave(_ key: Key) {
    guard let mine = underway[key] else { return }
    underway[key] = mine > 1 ? mine - 1 : nil
    total -= 1
  }
}
