import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// A store that somebody else writes to for long.
@Suite struct BusyStoreTests {
  /// A store for a program that serves many, and another program that holds the right to write until `body` is done.
  private func whileLocked(
    patience: Duration, _ body: (TestStore, Store, _ unlock: () async throws -> Void) async throws -> Void
  ) async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      let store = try await Store.open(
        test.location, migrating: false, patience: patience, readingApart: true, now: { .nine })
      let other = try await SQLConnection.open(SQLiteFile(path: test.location.path, creating: false))
      _ = try await other.query("BEGIN IMMEDIATE")
      try await body(test, store) { _ = try await other.query("COMMIT") }
      await other.close()
      await store.close()
    }
  }

  @Test func `reads do not stand behind a write that waits`() async throws {
    try await whileLocked(patience: .seconds(120)) { _, store, unlock in
      async let written: UserID = store.users.add("bob@example.com")
      for _ in 0..<50 {
        #expect(try await store.settings.wanted().count == 1)
        await Task.yield()
      }
      try await unlock()
      _ = try await written
      #expect(try await store.users.list().count == 2)
    }
  }

  @Test func `writes that stand in line wait together, and then are a temporary error`() async throws {
    try await whileLocked(patience: .milliseconds(500)) { _, store, unlock in
      let clock = ContinuousClock()
      let start = clock.now
      let temporary = await withTaskGroup(of: Bool.self) { group in
        for number in 0..<40 {
          group.addTask {
            do throws(StorageError) { _ = try await store.users.add("user-\(number)@example.com") } catch {
              return error.isTemporary
            }
            return false
          }
        }
        return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(temporary == 40)
      // Each for itself would be twenty seconds.
      #expect(clock.now - start < .seconds(10))
      try await unlock()
      _ = try await store.users.add("bob@example.com")
    }
  }

  @Test func `whoever only looks stays signed in and does not wait`() async throws {
    try await Engine.sqlite.withStore { test in
      let ann = try await test.activeUser("ann")
      let token = try await test.store.sessions.open(for: ann, lifetime: .seconds(100_000))
      let other = try await SQLConnection.open(SQLiteFile(path: test.location.path, creating: false))
      _ = try await other.query("BEGIN IMMEDIATE")
      test.setClock(to: .nine(plus: 3_000))
      let session = try await test.store.sessions.session(token, idle: .seconds(3_600))
      #expect(session?.userID == ann)
      _ = try await other.query("COMMIT")
      // Looking did not count as use, so that is over in time.
      test.setClock(to: .nine(plus: 3_601))
      #expect(try await test.store.sessions.session(token, idle: .seconds(3_600)) == nil)
      await other.close()
    }
  }
}
