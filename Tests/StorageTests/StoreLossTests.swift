import Database
import Foundation
import Secretary
import StoreRequests
import Testing

@testable import Storage

/// A store whose files are taken away under a running program.
@Suite struct StoreLossTests {
  private static let ends = ["", "-wal", "-shm"]

  private func remove(_ ends: [String], of test: TestStore) throws {
    for end in ends { try FileManager.default.removeItem(atPath: test.location.path + end) }
  }

  private func users(at path: String) async throws -> [String] {
    let store = try await Store.open(StoreLocation("sqlite:\(path)"), migrating: false)
    let users = try await store.users.list().map(\.id.rawValue)
    await store.close()
    return users
  }

  @Test func `while its files lie where they lay nothing is lost, however much is written`() async throws {
    try await Engine.sqlite.withStore { test in
      for number in 0..<20 { _ = try await test.activeUser("user-\(number)") }
      await test.store.connection.sql.writeBackLog()
      #expect(test.store.place?.loss == nil)
    }
  }

  @Test(arguments: [["-wal"], ["-shm"], ["-wal", "-shm"]])
  func `what lies in a log that was removed is written back before the program ends`(_ ends: [String]) async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      try remove(ends, of: test)
      _ = try await test.activeUser("bob")
      let loss = try #require(test.store.place?.loss)
      #expect(loss.kind == .logRemoved && loss.exitStatus == .temporary)
      #expect(await test.store.leave(after: loss) == nil)
      #expect(try await users(at: test.location.path) == ["ann", "bob"])
    }
  }

  @Test func `a log that others have begun meanwhile is left to them`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      await test.store.connection.sql.writeBackLog()
      try remove(["-wal", "-shm"], of: test)
      let other = try await Store.open(test.location, migrating: false)
      _ = try await other.users.add("bob@example.com", id: UserID("bob"))
      let loss = try #require(test.store.place?.loss)
      #expect(loss.kind == .logReplaced && loss.exitStatus == .temporary)
      #expect(await test.store.leave(after: loss) == nil)
      await other.close()
      #expect(try await users(at: test.location.path) == ["ann", "bob"])
    }
  }

  @Test func `of a store that was removed all is kept, and no empty one follows it`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      try remove(Self.ends, of: test)
      let loss = try #require(test.store.place?.loss)
      #expect(loss.exitStatus == .configuration)
      #expect("\(loss)".contains("restore"))
      let words = try #require(await test.store.leave(after: loss))
      let rescued = test.location.path + ".rescued"
      #expect(words.contains(rescued))
      #expect(try await users(at: rescued) == ["ann"])
      await #expect(throws: StorageError.self) {
        try await Store.open(test.location, migrating: true, creating: false)
      }
      #expect(test.location.isMissing)
    }
  }

  @Test func `another file in its place is another store`() async throws {
    try await withScratchFolder { folder in
      let test = try await TestStore(location: StoreLocation("sqlite:\(folder)/test.db"))
      let other = try await TestStore(location: StoreLocation("sqlite:\(folder)/other.db"))
      _ = try await other.activeUser("bob")
      await other.store.close()
      _ = try await test.activeUser("ann")
      try FileManager.default.removeItem(atPath: test.location.path)
      try FileManager.default.moveItem(atPath: other.location.path, toPath: test.location.path)
      let loss = try #require(test.store.place?.loss)
      #expect(loss.kind == .replaced && loss.exitStatus == .temporary)
      _ = await test.store.leave(after: loss)
      for end in ["-wal", "-shm"] { try FileManager.default.removeItem(atPath: test.location.path + end) }
      #expect(try await users(at: test.location.path) == ["bob"])
    }
  }
}

/// Copies of a store, and how one is put back.
@Suite struct StoreCopyTests {
  private func users(_ test: TestStore) async throws -> [String] {
    let store = try await Store.open(test.location, migrating: true, creating: false)
    let users = try await store.users.list().map(\.id.rawValue)
    await store.close()
    return users
  }

  @Test func `a running store is copied as it is, closed to others, and put back`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      let copy = test.location.path + ".copy"
      try await test.store.backUp(to: copy)
      let attributes = try FileManager.default.attributesOfItem(atPath: copy)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      _ = try await test.activeUser("bob")
      let inUse = await #expect(throws: StoreCopyError.self) { try await Store.restore(test.location, from: copy) }
      #expect(inUse?.description.contains("Stop all programs") == true)
      await test.store.close()
      #expect(try await users(test) == ["ann", "bob"])
      let aside = try #require(try await Store.restore(test.location, from: copy))
      #expect(try await users(test) == ["ann"])
      let before = try await TestStore(location: StoreLocation("sqlite:\(aside)"))
      #expect(try await users(before) == ["ann", "bob"])
      await before.store.close()
      #expect(try await Store.restore(test.location, from: copy) != aside)
    }
  }

  @Test func `a copy never takes the place of a file, and what is no store is not put back`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      let letter = test.location.path + ".letter"
      try String(repeating: "Dear Ann, ", count: 900).write(toFile: letter, atomically: true, encoding: .utf8)
      let taken = await #expect(throws: StoreCopyError.self) { try await test.store.backUp(to: letter) }
      #expect(taken?.description.contains("exists already") == true)
      let nowhere = await #expect(throws: StoreCopyError.self) { try await test.store.backUp(to: "/nowhere/copy") }
      #expect(nowhere?.exitStatus == .configuration)
      await test.store.close()
      for file in [letter, test.location.path + ".none"] {
        let error = await #expect(throws: StoreCopyError.self) { try await Store.restore(test.location, from: file) }
        #expect(error?.description.contains(file) == true)
      }
      #expect(try String(contentsOfFile: letter, encoding: .utf8).hasPrefix("Dear Ann, "))
      #expect(try await users(test) == ["ann"])
      let left = try FileManager.default.contentsOfDirectory(
        atPath: (test.location.path as NSString).deletingLastPathComponent)
      #expect(left.allSatisfy { !$0.contains("restor") }, "\(left)")
    }
  }

  @Test func `a damaged store gives way to its copy, and a link in its place stays one`() async throws {
    try await withScratchFolder { folder in
      let real = try await TestStore(location: StoreLocation("sqlite:\(folder)/real.db"))
      _ = try await real.activeUser("ann")
      try await real.store.backUp(to: folder + "/copy")
      await real.store.close()
      try String(repeating: "x", count: 20_000).write(toFile: folder + "/real.db", atomically: false, encoding: .utf8)
      try FileManager.default.createSymbolicLink(atPath: folder + "/link.db", withDestinationPath: folder + "/real.db")
      let link = try StoreLocation("sqlite:\(folder)/link.db")
      #expect(try await Store.restore(link, from: folder + "/copy") != nil)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link.db") == folder + "/real.db")
      #expect(try await users(real) == ["ann"])
    }
  }

  @Test func `a copy of an earlier version is put back, and brought up to date when it is opened`() async throws {
    try await withScratchFolder { folder in
      let old = try await SQLConnection.open(SQLiteFile(path: folder + "/old.db", creating: true))
      try await old.migrate(Array(SQLiteSchema.migrations.dropLast()))
      await old.close()
      let place = try StoreLocation("sqlite:\(folder)/new.db")
      #expect(try await Store.restore(place, from: folder + "/old.db") == nil)
      let store = try await Store.open(place, migrating: true)
      #expect(try await store.users.list().isEmpty)
      await store.close()
    }
  }

  /// The programs run as a user of their own, and whoever restores is root.
  @Test(.enabled(if: geteuid() == 0)) func `what is put back belongs to whom the store belonged, or else its folder`()
    async throws
  {
    try await withScratchFolder { folder in
      let real = try await TestStore(location: StoreLocation("sqlite:\(folder)/real.db"))
      _ = try await real.activeUser("ann")
      try await real.store.backUp(to: folder + "/copy")
      await real.store.close()
      #expect(chown(folder + "/real.db", 1234, 1234) == 0)
      try await Store.restore(StoreLocation("sqlite:\(folder)/real.db"), from: folder + "/copy")
      #expect(try Self.owner(of: folder + "/real.db") == 1234)
      #expect(chown(folder, 1235, 1235) == 0)
      try await Store.restore(StoreLocation("sqlite:\(folder)/new.db"), from: folder + "/copy")
      #expect(try Self.owner(of: folder + "/new.db") == 1235)
    }
  }

  private static func owner(of path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? Int
  }

  @Test func `a store that is there is not missing, whatever was asked before`() async throws {
    try await Engine.sqlite.withStore { test in
      let missing = try StoreLocation("sqlite:\(test.location.path).none")
      for _ in 0..<2 {
        #expect(missing.isMissing)
        #expect(!test.location.isMissing)
      }
    }
  }

  @Test func `where no store is the copy becomes one`() async throws {
    try await Engine.sqlite.withStore { test in
      _ = try await test.activeUser("ann")
      let copy = test.location.path + ".copy"
      try await test.store.backUp(to: copy)
      let place = try StoreLocation("sqlite:\(test.location.path).new")
      #expect(try await Store.restore(place, from: copy) == nil)
      let store = try await Store.open(place, migrating: false)
      #expect(try await store.users.list().count == 1)
      await store.close()
    }
  }
}
