package import LocalSocket
import Secretary
package import Storage
import StoreDoor
import StoreRequests
import Synchronization

/// Serves a store to workers at a local socket. A connection first proves the lease of one user, and belongs to that user from then on; of
/// two that prove the same lease the later one counts.
package final class StoreServer: Sendable {
  private let store: Store
  private let server: FrameServer
  private let desk = Desk()

  /// Listens from now on.
  package init(_ store: Store, at path: String, limits: FrameServer.Limits) throws(LocalSocketError) {
    self.store = store
    server = try FrameServer(at: path, limits: limits)
  }

  /// Serves until `stop`.
  package func serve() async {
    await server.serve { [store, desk] hangUp in Visitor(store, desk, hangUp: hangUp) }
  }

  package func stop() { server.stop() }
}

/// Which connection has proven which lease last; one a user.
private final class Desk: Sendable {
  private struct Place {
    var lease: LeaseToken
    var hangUp: @Sendable () -> Void
  }

  private let places = Mutex<[UserID: Place]>([:])

  func seat(_ user: UserID, _ lease: LeaseToken, hangUp: @escaping @Sendable () -> Void) {
    let before = places.withLock { places in
      defer { places[user] = Place(lease: lease, hangUp: hangUp) }
      return places[user]
    }
    // With another lease it may still be told that it has lost its own.
    if let before, before.lease == lease { before.hangUp() }
  }
}

/// The other end of one connection.
private final class Visitor: FrameAnswering {
  private let store: Store
  private let desk: Desk
  private let hangUp: @Sendable () -> Void
  /// Nil until the lease is proven.
  private let guest = Mutex<StoreGuest?>(nil)

  init(_ store: Store, _ desk: Desk, hangUp: @escaping @Sendable () -> Void) {
    self.store = store
    self.desk = desk
    self.hangUp = hangUp
  }

  var longestMessage: Int { guest.withLock { $0 } == nil ? StoreGuest.longestProof : StoreGuest.longestMessage }

  func answer(_ message: [UInt8]) async -> [UInt8]? {
    if let guest = guest.withLock({ $0 }) { return await guest.answer(message) }
    guard let (user, lease) = StoreGuest.proof(in: message) else { return nil }
    do throws(StorageError) {
      let proven = try await store.worker(of: user, proving: lease)
      try await proven.wake()
      guest.withLock { $0 = StoreGuest(proven) }
      desk.seat(user, lease, hangUp: hangUp)
      return StoreGuest.answer(toProof: nil)
    } catch {
      return StoreGuest.answer(toProof: error)
    }
  }
}
