import FoundationEssentials
package import Secretary
import Storage
package import StoreRequests
package import Worker

/// The lease of a worker that somebody started by hand: no supervisor vouches for it, so it takes the user's lease itself
/// and keeps it, or says who has it.
package struct HandLease: Sendable {
  /// A worker that dies without a word blocks the user for at most this long, in seconds.
  private static let lifetime: Double = 60

  package let token: LeaseToken
  private let user: UserID
  private let holder: LeaseHolder
  private let location: StoreLocation

  package static func take(of user: UserID, in location: StoreLocation) async throws(WorkerEnd) -> HandLease {
    let holder = LeaseHolder.thisProcess("secretary-worker")
    do {
      let store = try await Store.open(location, migrating: false)
      do {
        let token = try await token(of: user, holder: holder, in: store)
        await store.close()
        return HandLease(token: token, user: user, holder: holder, location: location)
      } catch {
        await store.close()
        throw error
      }
    } catch {
      throw WorkerEnd(because: error)
    }
  }

  private static func token(of user: UserID, holder: LeaseHolder, in store: Store) async throws -> LeaseToken {
    var answer = try await store.leases.acquire([user], holder: holder, until: end())
    if let other = answer.refused[user], other.holder.isGone(seenFrom: holder) {
      // Only of this user: what else that holder has is not ours to judge.
      try await store.leases.release(user, heldBy: other.holder.id)
      answer = try await store.leases.acquire([user], holder: holder, until: end())
    }
    if let token = answer.granted[user] { return token }
    guard let other = answer.refused[user] else { throw StorageError.unknownUser }
    throw WorkerEnd(
      .temporary,
      "This user is served by \(other.holder). Stop that one first, or look without touching: --dry-run, --explain.")
  }

  /// Keeps the lease and looks for requests until the task is cancelled; then gives it back.
  package func keep(
    every pause: Duration = .seconds(10), clock: any Clock<Duration> = ContinuousClock(),
    requested: @escaping @Sendable () -> Void, lost: @escaping @Sendable (WorkerEnd) -> Void
  ) async {
    var heard: Date?
    while !Task.isCancelled {
      guard (try? await clock.sleep(for: pause)) != nil else { break }
      guard let store = try? await Store.open(location, migrating: false) else { continue }
      // A store that is busy for a moment takes nothing away: the lease outlives several tries.
      if let held = try? await store.leases.renew(holder, until: Self.end(), holding: 1), !held.contains(user) {
        lost(WorkerEnd(.temporary, StorageError.leaseLost.description))
      }
      let wanted = try? await store.settings.wanted().first { $0.userID == user }
      // Each request once: while a check cannot be completed the request stands, and must not cut its pauses short.
      if let asked = wanted?.checkRequestedAt, asked != heard {
        heard = asked
        requested()
      }
      await store.close()
    }
    await giveBack()
  }

  /// Gives the lease back, so that nobody waits until it expires. Once more does no harm.
  package func giveBack() async {
    guard let store = try? await Store.open(location, migrating: false) else { return }
    try? await store.leases.release(user, token: token)  // else it expires
    await store.close()
  }

  private static func end() -> Date { Date().addingTimeInterval(lifetime) }
}
