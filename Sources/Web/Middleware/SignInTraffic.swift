import struct Foundation.Date

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
