import Glibc
import LocalSocket
package import Logging
import Secretary
import Storage
package import StoreRequests

/// The whole life of the process that serves a store to workers.
package struct StoreProgram: Sendable {
  package var store: StoreLocation
  /// Where it listens.
  package var socket: String
  /// It serves.
  package var isReady: @Sendable () -> Void
  /// All is well: the store answered.
  package var isAlive: @Sendable () -> Void
  /// How often whoever started us wants to hear that; nil when nobody does.
  package var watchdog: Duration?

  package init(
    store: StoreLocation, socket: String, isReady: @escaping @Sendable () -> Void,
    isAlive: @escaping @Sendable () -> Void, watchdog: Duration?
  ) {
    self.store = store
    self.socket = socket
    self.isReady = isReady
    self.isAlive = isAlive
    self.watchdog = watchdog
  }

  /// Serves until it is to stop (`StopRequests`).
  package func run(_ log: Logger) async throws {
    let store = try await Store.open(store, migrating: false, readingApart: true, sharingCommits: true)
    let server = try StoreServer(store, at: socket, limits: FrameServer.Limits(connections: Self.roomForConnections()))
    StopRequests.watch { server.stop() }
    isReady()
    log.info("serving the store at \(socket)")
    await withTaskGroup { group in
      group.addTask { await server.serve() }
      group.addTask { await feedWatchdog(store) }
      // The watchdog never ends by itself.
      await group.next()
      group.cancelAll()
    }
    // A store that is no longer in its place is left as it is: closing would write into somebody else's.
    if store.place?.loss == nil { await store.close() }
    log.info("stopped")
  }

  private func feedWatchdog(_ store: Store) async {
    while !Task.isCancelled {
      // With an error as well: what a store cannot do is no reason to start this program anew.
      try? await store.wake()
      isAlive()
      try? await Task.sleep(for: (watchdog ?? .seconds(3600)) / 3)
    }
  }

  /// As many as there are descriptors, but for some of our own.
  private static func roomForConnections() -> Int {
    var limits = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    getrlimit(resource, &limits)
    limits.rlim_cur = limits.rlim_max
    setrlimit(resource, &limits)
    getrlimit(resource, &limits)
    return max(16, Int(clamping: limits.rlim_cur) - 64)
  }
}
