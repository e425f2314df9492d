import Glibc
import LocalSocket
package import Secretary
package import StoreRequests

/// A worker's way to whoever serves the store: one connection for the whole life of the process, and of those it becomes by `execve`.
package actor StoreEntrance {
  /// Nil once there is a store over it.
  private var connection: Int32?
  /// Whether the lease was proven on it by the program that this process was before.
  private let isProven: Bool
  private var store: DistantStore?

  /// - Parameters:
  ///   - connection: open, and nobody else's.
  ///   - isProven: it comes from before a sleep.
  package init(connection: Int32, isProven: Bool) {
    self.connection = connection
    self.isProven = isProven
  }

  /// A connection made before anything else is, because from within a sandbox none can be made. Whoever serves the store may just be
  /// starting: that is waited for, but no longer than the lifeline holds.
  package static func connect(to socket: String) throws(StorageError) -> Int32 {
    do {
      return try FrameLine.descriptor(connectedTo: socket, patience: .seconds(10)) {
        var lifeline = pollfd(fd: STDIN_FILENO, events: 0, revents: 0)
        return poll(&lifeline, 1, 0) > 0 && lifeline.revents & Int16(POLLHUP) != 0
      }
    } catch { throw .unreachable }
  }

  /// Once it was lost, whatever is asked is `unreachable`: no other is made.
  package func store(of user: UserID, lease: LeaseToken) async throws(StorageError) -> DistantStore {
    if let store { return store }
    guard let connection else { throw .unreachable }
    self.connection = nil
    let line: StoreLine
    if isProven { line = .resume(connection) } else { line = try await .begin(connection, of: user, lease: lease) }
    let opened = DistantStore(line)
    store = opened
    return opened
  }

  /// For a process that is about to become another program: the descriptor that the connection goes with it as; nil when there is none.
  package func keepThroughExecution() async -> Int32? { await store?.line.keepThroughExecution() }
}
