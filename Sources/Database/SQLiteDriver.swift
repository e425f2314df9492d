import CSQLite
import Glibc
import SQLErrors

/// SQLite behind one connection, used by one queue.
final class SQLiteDriver: SQLDriver {
  let dialect = SQLDialect.sqlite

  private var database: OpaquePointer?
  private var statements: [String: OpaquePointer] = [:]
  private var isDurable: Bool?

  /// A worker's tick asks about a dozen different statements, the store's process about a hundred; beyond this the cache starts
  /// anew.
  private static let statementLimit = 160

  /// Once per process, before any connection.
  private static let isFrugal = secretary_sqlite3_take_pages_singly() == SQLITE_OK

  init(_ file: SQLiteFile) throws(SQLError) {
    guard Self.isFrugal else { throw SQLError(.misuse, "SQLite was set up by somebody else") }
    if file.creating { try Self.create(file.path) }
    // One queue uses it, so SQLite needs no mutexes of its own.
    let access = file.readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE
    let code = sqlite3_open_v2(file.path, &database, access | SQLITE_OPEN_NOMUTEX, nil)
    guard code == SQLITE_OK else {
      let error = failure(code)
      close()
      throw error
    }
    sqlite3_extended_result_codes(database, 1)
    secretary_sqlite3_hold_no_lookaside(database)
    do { try setUp(file) } catch {
      close()
      throw error
    }
  }

  deinit { close() }

  private func setUp(_ file: SQLiteFile) throws(SQLError) {
    wait(atMost: file.busyTimeout)
    // What a large statement puts aside stays in memory: a worker may write no folder of temporary files.
    try runScript("PRAGMA foreign_keys = ON; PRAGMA cache_size = -256; PRAGMA temp_store = MEMORY;")
    if file.readOnly { return }
    try enterWriteAheadMode(patience: file.busyTimeout)
    // After a reader that took long the log is large; this is what it is cut back to.
    try runScript("PRAGMA journal_size_limit = \(Self.logLimit);")
    wait(atMost: file.busyTimeout)
  }

  /// Bytes. SQLite folds the log into the database at about this size while nobody reads.
  static let logLimit = 4 << 20

  func wait(atMost patience: Duration) {
    sqlite3_busy_timeout(database, Int32(clamping: Int(max(.zero, patience) / .milliseconds(1))))
  }

  /// Changing the journal mode of a file needs it alone for a moment, and SQLite waits for a part of that only: two
  /// processes that open a new file together would fail. In a file that has the mode already this is a read. However SQLite
  /// waits, all tries together take as long as `patience`.
  private func enterWriteAheadMode(patience: Duration) throws(SQLError) {
    let clock = ContinuousClock()
    let deadline = clock.now + patience
    while true {
      let left = deadline - clock.now
      wait(atMost: left)
      do { return try runScript("PRAGMA journal_mode = WAL;") } catch  where error.code == .busy && left > .zero {
        sqlite3_sleep(10)
      }
    }
  }

  var path: String? {
    sqlite3_db_filename(database, "main").map { String(cString: $0) }
  }

  func writeBackLog() { sqlite3_wal_checkpoint_v2(database, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil) }

  func abandon() {
    statements = [:]
    database = nil
  }

  private static func create(_ path: String) throws(SQLError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      switch errno {
      case EROFS: throw SQLError(.readOnly, String(cString: strerror(errno)))
      case ENOSPC, EDQUOT: throw SQLError(.diskFull, String(cString: strerror(errno)))
      default: throw SQLError(.notFound, String(cString: strerror(errno)))
      }
    }
    Glibc.close(descriptor)
  }

  func run(_ sql: String, _ parameters: [SQLValue]) throws(SQLError) -> [SQLRow] {
    let statement = try prepared(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (offset, value) in parameters.enumerated() { try bind(value, to: "$\(offset + 1)", of: statement) }
    var rows: [SQLRow] = []
    var columns: [String]?
    while true {
      let code = sqlite3_step(statement)
      guard code != SQLITE_DONE else { return rows }
      guard code == SQLITE_ROW else { throw failure(code) }
      let names = columns ?? Self.columnNames(of: statement)
      columns = names
      rows.append(
        SQLRow(
          columns: names, values: (0..<Int32(names.count)).map { Self.text(of: statement, at: $0) }, hasArrays: false))
    }
  }

  func runScript(_ script: String) throws(SQLError) {
    let code = sqlite3_exec(database, script, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// Whether a commit syncs the disk is a setting of the connection (`synchronous`): FULL syncs the write-ahead log at
  /// every commit, NORMAL only when the log is folded into the database. In both a power cut leaves a beginning of what
  /// was committed, and a kill of the process loses nothing.
  func begin(durable: Bool) throws(SQLError) {
    if durable != isDurable {
      try runScript(durable ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL")
      isDurable = durable
    }
    _ = try run("BEGIN IMMEDIATE", [])
  }

  func beginMigration() throws(SQLError) { try begin(durable: true) }

  func commit() throws(SQLError) { _ = try run("COMMIT", []) }

  func rollback() {
    // After a full disk SQLite has often rolled back by itself; asking again would be an error.
    guard let database, sqlite3_get_autocommit(database) == 0 else { return }
    sqlite3_exec(database, "ROLLBACK", nil, nil, nil)
  }

  /// A file knows no users.
  func act(for user: String?) {}

  func rest() {
    forgetStatements()
    sqlite3_db_release_memory(database)
  }

  func close() {
    forgetStatements()
    sqlite3_close_v2(database)
    database = nil
  }

  private func prepared(_ sql: String) throws(SQLError) -> OpaquePointer {
    if let statement = statements[sql] { return statement }
    if statements.count >= Self.statementLimit { forgetStatements() }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v3(database, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    statements[sql] = statement
    return statement
  }

  private func forgetStatements() {
    for statement in statements.values { sqlite3_finalize(statement) }
    statements = [:]
  }

  /// SQLite numbers parameters by first appearance in the text, so `$2` is found by name. One that the statement does not
  /// have is a mistake, as it would be on PostgreSQL.
  private func bind(_ value: SQLValue, to name: String, of statement: OpaquePointer) throws(SQLError) {
    let index = sqlite3_bind_parameter_index(statement, name)
    guard index > 0 else { throw SQLError(.misuse, "no parameter \(name)") }
    let text: String
    switch value {
    case .null: return  // What is not bound is NULL.
    case .text(let plain): text = plain
    case .list(let list): text = ListText.encode(list)
    }
    let code = secretary_sqlite3_bind_text(statement, index, text, Int32(text.utf8.count))
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private static func columnNames(of statement: OpaquePointer) -> [String] {
    (0..<sqlite3_column_count(statement)).map { index in
      sqlite3_column_name(statement, index).map { String(cString: $0) } ?? ""
    }
  }

  private static func text(of statement: OpaquePointer, at index: Int32) -> String? {
    // SQLite itself would write fifteen of the seventeen digits that tell one number from the next.
    if sqlite3_column_type(statement, index) == SQLITE_FLOAT { return String(sqlite3_column_double(statement, index)) }
    guard let bytes = sqlite3_column_text(statement, index) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, index))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private func failure(_ code: Int32) -> SQLError {
    let detail = "\(code) " + (database.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory")
    return SQLError(Self.meaning(of: code), detail)
  }

  /// <https://www.sqlite.org/rescode.html>; the low eight bits are the primary code.
  static func meaning(of code: Int32) -> SQLError.Code {
    switch code & 0xff {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_FULL: .diskFull
    case SQLITE_READONLY: .readOnly
    case SQLITE_CONSTRAINT: .constraint
    case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
    case SQLITE_CANTOPEN, SQLITE_PERM: .notFound
    // Growing the shared index of the write-ahead log fails so when the disk is full: (SQLITE_IOERR | 19 << 8).
    case SQLITE_IOERR: code >> 8 == 19 ? .diskFull : .inputOutput
    default: .misuse
    }
  }
}
