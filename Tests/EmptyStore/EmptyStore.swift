package import Foundation
package import Storage
package import StoreRequests

/// A store before anybody has written. The steps of the schema take longer than most tests: they are taken once in a process,
/// and every test begins with a copy of what came of them.
package enum EmptyStore {
  /// Opens the store in the file that `location` names: a new one, unless one is there.
  package static func open(
    _ location: StoreLocation, now: @escaping @Sendable () -> Date = { Date() }
  ) async throws -> Store {
    guard let path = location.localFile else { return try await Store.open(location, migrating: true, now: now) }
    let file = try await file.value
    if !FileManager.default.fileExists(atPath: path) {
      guard FileManager.default.createFile(atPath: path, contents: file, attributes: [.posixPermissions: 0o600])
      else { throw CocoaError(.fileWriteUnknown) }
    }
    return try await Store.open(location, migrating: true, now: now)
  }

  /// Made by whichever test is first; all others wait for it, so it is part of none of them.
  private static let file = Task {
    let folder = FileManager.default.temporaryDirectory.appending(path: "empty-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appending(path: "store.db")
    await (try await Store.open(StoreLocation("sqlite:\(path.path)"), migrating: true)).close()
    return try Data(contentsOf: path)
  }
}
