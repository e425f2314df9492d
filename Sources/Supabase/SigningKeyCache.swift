import FoundationEssentials
import HTTPTransport
import Vault

/// The project's keys, fetched when they are needed: kept for ten minutes, as the project says they may be, and asked for
/// again when a token names one that is not among them, at most every thirty seconds. Whoever makes tokens up costs one
/// request in that time.
actor SigningKeyCache {
  private static let freshness: Double = 600
  private static let pause: Double = 30
  /// While the project does not answer, its keys go on counting for this long.
  private static let patience: Double = 3_600

  private let project: SupabaseEndpoints
  private let now: @Sendable () -> Date
  private var keys: SigningKeySet?
  private var fetchedAt = Date.distantPast
  private var askedAt = Date.distantPast
  private var isAsking = false
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ project: SupabaseEndpoints, now: @escaping @Sendable () -> Date) {
    self.project = project
    self.now = now
  }

  /// Nil when the project names no such key.
  func key(_ id: String) async throws(SupabaseError) -> SignatureKey? {
    while isAsking { await withCheckedContinuation { waiting.append($0) } }
    let moment = now()
    let age = moment.timeIntervalSince(fetchedAt)
    let isKnown = keys?[id] != nil
    if (age >= Self.freshness || !isKnown) && abs(moment.timeIntervalSince(askedAt)) >= Self.pause {
      await fetch(at: moment)
    }
    guard let keys, now().timeIntervalSince(fetchedAt) < Self.patience else {
      throw .unavailable("Supabase's keys could not be had.")
    }
    return keys[id]
  }

  private func fetch(at moment: Date) async {
    isAsking = true
    askedAt = moment
    let answer = try? await project.ask(SupabaseEndpoints.keys, bearer: nil)
    if let answer, answer.status == 200, let found = SigningKeySet(answer.body) {
      keys = found
      fetchedAt = moment
    }
    isAsking = false
    for waiter in waiting { waiter.resume() }
    waiting = []
  }
}
