/// A SQLite database and how to open it.
///
/// Every connection works in write-ahead mode, so that readers never wait and processes share the file; waits up to
/// `busyTimeout` for another writer; enforces foreign keys; and keeps at most 256 KB of pages in memory, since a worker
/// opens it for a moment only and there are thousands of workers.
package struct SQLiteFile: Sendable {
  package var path: String
  /// Whether a missing file is made, readable by its owner only: it holds people's mail. Otherwise it is `notFound`.
  package var creating: Bool
  package var busyTimeout: Duration
  /// Whether nothing may be changed, neither the file nor what lies beside it: for copies.
  package var readOnly: Bool

  package init(path: String, creating: Bool, busyTimeout: Duration = .seconds(10), readOnly: Bool = false) {
    self.path = path
    self.creating = creating
    self.readOnly = readOnly
    self.busyTimeout = busyTimeout
  }
}
