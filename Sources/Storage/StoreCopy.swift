import Database
import Glibc
import SQLErrors
import Secretary
package import StoreRequests

extension Store {
  /// Copies the store as it is at this moment into a new file of that name, readable by its owner alone, and checks the copy.
  /// Others go on reading and writing meanwhile. What was begun and failed is removed.
  package func backUp(to path: String) async throws {
    guard place != nil else {
      throw StoreCopyError(
        "Only a store that is a file is copied so. What is on a PostgreSQL server is copied with pg_dump.")
    }
    try Self.makeEmpty(path)
    do {
      _ = try await connection.sql.query("VACUUM INTO $1", [SQLValue(path)])
      try await Self.check(path, migrations, isWhole: true)
      try Self.sync(path)
    } catch {
      for end in ["", "-wal", "-shm", "-journal"] { unlink(path + end) }
      throw (error as? SQLError).map { StoreCopyError("The copy \(path) was not made. \($0)", $0.exitStatus) } ?? error
    }
  }

  /// Puts the copy at `file` in the place of the store, having checked it. What was there stays beside it, under the name that
  /// is returned; nil when nothing was there.
  ///
  /// No program may have the store open: one that has is a failure, and so is another supervisor's lock, which the caller holds.
  @discardableResult
  package static func restore(_ location: StoreLocation, from file: String) async throws -> String? {
    guard let place = location.localFile.map(resolved) else {
      throw StoreCopyError("Only a store that is a file can be put back.")
    }
    try await check(file, SQLiteSchema.migrations, isWhole: false)
    let fresh = place + ".restoring"
    for end in ["", "-wal", "-shm"] { unlink(fresh + end) }
    try makeEmpty(fresh)
    do {
      try await reading(file) { _ = try await $0.query("VACUUM INTO $1", [SQLValue(fresh)]) }
      try await check(fresh, SQLiteSchema.migrations, isWhole: false)
      try takeOwner(of: place, for: fresh)
      try sync(fresh)
      let aside = try await setAside(place)
      guard rename(fresh, place) == 0 else { throw StoreCopyError("\(place) cannot be written", errno: errno) }
      try sync(place)
      return aside
    } catch {
      unlink(fresh)
      throw (error as? SQLError).map { StoreCopyError("\(file) was not put back. \($0)", $0.exitStatus) } ?? error
    }
  }

  /// What lies in the store's place, taken out of use and renamed.
  private static func setAside(_ place: String) async throws -> String? {
    guard FileIdentity(of: place) != nil else { return nil }
    do {
      let old = try await SQLConnection.open(SQLiteFile(path: place, creating: false, busyTimeout: .seconds(2)))
      // Works only while nobody else has it open, and leaves no log that would be taken for the new store's.
      let mode = try? await old.query("PRAGMA journal_mode = DELETE").first?.text("journal_mode")
      await old.close()
      guard mode == "delete" else { throw SQLError(.busy) }
    } catch let error as SQLError where error.code == .busy {
      throw StoreCopyError("The store \(place) is in use. Stop all programs of Secretary first, the web as well.")
    } catch let error as SQLError where [.corrupt, .unexpectedValue, .inputOutput].contains(error.code) {
      // That may be why another is put in its place.
    }
    var aside = place + ".before-restore"
    var number = 1
    while FileIdentity(of: aside) != nil {
      number += 1
      aside = place + ".before-restore-\(number)"
    }
    for end in ["-wal", "-shm", ""] where FileIdentity(of: place + end) != nil {
      guard rename(place + end, aside + end) == 0 else {
        throw StoreCopyError("\(place + end) cannot be renamed", errno: errno)
      }
    }
    return aside
  }

  /// Whether it is a store, undamaged, and not of a newer version. `isWhole`: of exactly this one.
  private static func check(_ path: String, _ migrations: [SQLMigration], isWhole: Bool) async throws {
    guard FileIdentity(of: path) != nil else { throw StoreCopyError("There is no file \(path).") }
    do {
      try await reading(path) { copy in
        guard try await copy.query("PRAGMA integrity_check(1)").first?.text("integrity_check") == "ok" else {
          throw SQLError(.corrupt)
        }
        do { try await copy.requireSchema(migrations) } catch let error as SQLError
          where error.code == .olderSchema && !isWhole
        {
          // One of an earlier version is brought up to date when it is opened; a database of something else is not ours.
          guard try await !copy.query("SELECT 1 AS one FROM schema_migrations").isEmpty else {
            throw SQLError(.corrupt)
          }
        }
      }
    } catch let error as SQLError where error.code == .misuse || error.code == .corrupt {
      throw StoreCopyError("\(path) is damaged, or is no store of Secretary.")
    } catch let error as SQLError {
      throw StoreCopyError("\(path) cannot be used. \(error)", error.exitStatus)
    }
  }

  private static func reading(_ path: String, _ body: (SQLConnection) async throws -> Void) async throws {
    let copy = try await SQLConnection.open(SQLiteFile(path: path, creating: false, readOnly: true))
    do { try await body(copy) } catch {
      await copy.close()
      throw error
    }
    await copy.close()
  }

  private static func makeEmpty(_ path: String) throws(StoreCopyError) {
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      if errno == EEXIST { throw StoreCopyError("\(path) exists already and is left as it is. Name a new file.") }
      throw StoreCopyError("\(path) cannot be made", errno: errno)
    }
    Glibc.close(descriptor)
  }

  /// The programs run as a user of their own, and whoever restores may be root.
  private static func takeOwner(of place: String, for fresh: String) throws(StoreCopyError) {
    var status = stat()
    guard stat(place, &status) == 0 || stat(folder(of: place), &status) == 0 else { return }
    guard geteuid() == 0 else { return }
    guard chown(fresh, status.st_uid, status.st_gid) == 0 else {
      throw StoreCopyError("\(fresh) cannot be given to its owner", errno: errno)
    }
  }

  private static func sync(_ path: String) throws(StoreCopyError) {
    for name in [path, folder(of: path)] {
      let descriptor = Glibc.open(name, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw StoreCopyError("\(name) cannot be read", errno: errno) }
      defer { Glibc.close(descriptor) }
      guard fsync(descriptor) == 0 || errno == EINVAL else {
        throw StoreCopyError("\(name) cannot be written", errno: errno)
      }
    }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A link in the store's place stays one; what it leads to is replaced.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension SQLError {
  fileprivate var exitStatus: ExitStatus { isTemporary ? .temporary : .configuration }
}
