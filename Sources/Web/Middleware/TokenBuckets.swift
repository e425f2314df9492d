import struct Foundation.Date

/// A bucket of tokens for everybody who asks: a request takes one, and one comes back after each pause. Memory is bounded:
/// there are two generations, and when the newer one is full the older one is forgotten, which at worst gives back a full
/// bucket to somebody who was not seen for thousands of others.
struct TokenBuckets<Key: Hashable & Sendable>: Sendable {
  private struct Bucket {
    var tokens: Double
    var at: Date
  }

  private let capacity: Double
  /// Seconds.
  private let pause: Double
  private let largestGeneration: Int
  private var newer: [Key: Bucket] = [:]
  private var older: [Key: Bucket] = [:]

  /// - `remembering`: the most keys that are kept.
  init(capacity: Int, pause: Double, remembering most: Int) {
    self.capacity = Double(capacity)
    self.pause = pause
    largestGeneration = max(1, most / 2)
  }

  var count: Int { newer.count + older.count }

  /// Takes a token. 0 when there was one, else the seconds until there is one.
  mutating func take(from key: Key, at now: Date) -> Double {
    var bucket = newer[key] ?? older.removeValue(forKey: key) ?? Bucket(tokens: capacity, at: now)
    // A clock that was set back must not take tokens away.
    bucket.tokens = min(capacity, bucket.tokens + max(0, now.timeIntervalSince(bucket.at)) / pause)
    bucket.at = now
    let wait = bucket.tokens >= 1 ? 0 : (1 - bucket.tokens) * pause
    if wait == 0 { bucket.tokens -= 1 }
    if newer[key] == nil, newer.count >= largestGeneration {
      older = newer
      newer = [:]
    }
    newer[key] = bucket
    return wait
  }
}
