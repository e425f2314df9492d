/// The files that a store was opened on. Whoever keeps a store open looks now and then whether they still lie there: SQLite
/// would go on with files that nobody else can see, and all that is written to them would be gone with the process.
package struct StorePlace: Sendable {
  /// The database itself, every link followed.
  let path: String
  private let database: FileIdentity?
  /// The log of what is not in the database yet, and its index. Nil where SQLite does without.
  private let log: FileIdentity?
  private let index: FileIdentity?

  init(path: String) {
    self.path = path
    database = FileIdentity(of: path)
    log = FileIdentity(of: path + "-wal")
    index = FileIdentity(of: path + "-shm")
  }

  /// What became of them; nil while all is as it was.
  package var loss: StoreLoss? {
    guard let now = FileIdentity(of: path) else { return StoreLoss(path: path, kind: .removed) }
    guard now == database else { return StoreLoss(path: path, kind: .replaced) }
    let changed = [(log, "-wal"), (index, "-shm")].filter { $0 != nil && FileIdentity(of: path + $1) != $0 }
    if changed.isEmpty { return nil }
    let isAnothers = changed.contains { FileIdentity(of: path + $1) != nil }
    return StoreLoss(path: path, kind: isAnothers ? .logReplaced : .logRemoved)
  }
}
