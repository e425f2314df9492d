import SQLErrors

/// PostgreSQL behind one connection, used by one queue. The connection is made anew when it was lost, between transactions.
///
/// Nothing is ever asked outside of a transaction, and each begins by saying all that a statement depends on: behind a pooler the
/// one before may have been somebody else's, and have left the session as it liked.
final class PostgreSQLDriver: SQLDriver {
  let dialect = SQLDialect.postgresql

  private let server: PostgreSQLServer
  private var link: PostgreSQLLink?
  private var patience: Duration
  private var isInTransaction = false
  private var actingUser: String?

  init(_ server: PostgreSQLServer) throws(SQLError) {
    self.server = server
    patience = server.patience
    link = try PostgreSQLLink.open(server, by: .now + connecting)
  }

  /// The schema that the store makes for itself.
  static let schema = "secretary"

  /// The longest that a statement may take once it has what it waits for. The server ends it then.
  private static let statementLimit = Duration.seconds(30)
  /// What the server may take longer to say so, before it counts as silent.
  private static let grace = Duration.seconds(5)

  func act(for user: String?) { actingUser = user }

  func wait(atMost patience: Duration) { self.patience = max(.milliseconds(1), patience) }

  /// A server that is new to us is given a second at least.
  private var connecting: Duration { max(.seconds(1), patience) }

  /// The shortest time in which a transaction must have begun. That needs nothing but a server that is there, and behind a pooler
  /// a connection of its own; who waits longer for that is not told of a server that went silent.
  private static let leastForBeginning = Duration.seconds(2)

  private var answerDeadline: ContinuousClock.Instant { .now + patience + Self.statementLimit + Self.grace }

  // MARK: Transactions

  func begin(durable: Bool) throws(SQLError) {
    // Serializable, so that what a transaction has read is still so when it commits, as on SQLite, where it is alone.
    try begin("SERIALIZABLE", durable: durable, statementLimit: Self.statementLimit)
    try becomeWorker()
  }

  /// The second wall between users: row level security shows this role the rows of the user that is set, whatever a statement forgets to
  /// say. Both are for the transaction only, and the user is a parameter, which nobody else's list of statements shows.
  private func becomeWorker() throws(SQLError) {
    guard let actingUser else { return }
    do {
      _ = try ask(
        "SELECT set_config('role', '\(Self.schema)_worker', true), set_config('\(Self.schema).user_id', $1, true)",
        [SQLValue(actingUser)])
    } catch {
      rollback()
      throw error
    }
  }

  /// One after another: nobody else's step is half taken. What was read before must be read again in it.
  func beginMigration() throws(SQLError) {
    try begin("READ COMMITTED", durable: true, statementLimit: nil)
    // Any number would do; nobody else's locks are looked for here.
    _ = try run("SELECT pg_advisory_xact_lock(7305808929340777836)", [])
    let missing = try run("SELECT to_regnamespace('\(Self.schema)') IS NULL AS missing", [])
    if try missing.first?.bool("missing") == true { try runScript("CREATE SCHEMA \(Self.schema)") }
  }

  private func begin(_ isolation: String, durable: Bool, statementLimit: Duration?) throws(SQLError) {
    let beginning = beginning(isolation, durable: durable, statementLimit: statementLimit)
    let end = ContinuousClock.now + max(Self.leastForBeginning, patience)
    if let link, link.isOpen {
      do {
        try link.script(beginning, by: end)
        isInTransaction = true
        return
      } catch {
        // A standby by now: another of its hosts may be the primary.
        if error.code == .onlyReading { link.close() }
        // The server was started anew, or somebody between closed or forgot what was idle: nothing has happened yet.
        guard !link.isOpen else {
          rollback()
          throw error
        }
      }
    }
    let fresh = try PostgreSQLLink.open(server, by: max(end, .now + .seconds(1)))
    link = fresh
    do { try fresh.script(beginning, by: max(end, .now + Self.leastForBeginning)) } catch {
      rollback()
      throw error
    }
    isInTransaction = true
  }

  /// - `search_path` names our schema, and the temporary one last: by itself it would be
  ///   first, and a table that somebody left there would take what is meant for ours.
  /// - Times come as `Timestamp` reads them.
  private func beginning(_ isolation: String, durable: Bool, statementLimit: Duration?) -> String {
    let wait = Self.milliseconds(patience)
    let limit = statementLimit.map { wait + Self.milliseconds($0) } ?? 0
    return """
      BEGIN ISOLATION LEVEL \(isolation) READ WRITE NOT DEFERRABLE; SET LOCAL search_path = \(Self.schema), pg_temp;
      SET LOCAL ROLE NONE; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL standard_conforming_strings = on;
      SET LOCAL lock_timeout = \(wait); SET LOCAL statement_timeout = \(limit);
      SET LOCAL idle_in_transaction_session_timeout = 60000; SET LOCAL synchronous_commit = \(durable ? "on" : "off")
      """
  }

  func commit() throws(SQLError) {
    guard let link else { throw SQLError(.unreachable, "closed") }
    isInTransaction = false
    // A transaction in which a statement failed, and somebody went on, is ended by the word that should have kept it.
    guard try link.script("COMMIT", by: answerDeadline) == "COMMIT" else { throw SQLError(.misuse, "not committed") }
  }

  func rollback() {
    isInTransaction = false
    guard let link, link.isInTransaction else { return }
    do { try link.script("ROLLBACK", by: .now + Self.grace) } catch { link.close() }
  }

  // MARK: Statements

  func run(_ sql: String, _ parameters: [SQLValue]) throws(SQLError) -> [SQLRow] {
    if isInTransaction { return try ask(sql, parameters) }
    try begin("READ COMMITTED", durable: true, statementLimit: Self.statementLimit)
    try becomeWorker()
    do {
      let rows = try ask(sql, parameters)
      try commit()
      return rows
    } catch {
      rollback()
      throw error
    }
  }

  private func ask(_ sql: String, _ parameters: [SQLValue]) throws(SQLError) -> [SQLRow] {
    guard let link else { throw SQLError(.unreachable, "closed") }
    return try link.query(sql, parameters.map(Self.text), by: answerDeadline)
  }

  func runScript(_ script: String) throws(SQLError) {
    guard let link, isInTransaction else { throw SQLError(.misuse, "a script outside of a transaction") }
    // Making an index of a large table takes what it takes.
    try link.script(script, by: .now + .seconds(24 * 3600))
  }

  private static func text(_ value: SQLValue) -> String? {
    switch value {
    case .null: nil
    case .text(let text): storable(text)
    case .list(let list): storable(ArrayText.encode(list))
    }
  }

  /// PostgreSQL's texts hold every character but NUL, at which libpq would end them.
  private static func storable(_ text: String) -> String {
    text.utf8.contains(0) ? String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) : text
  }

  private static func milliseconds(_ duration: Duration) -> Int {
    // Nought would be without end; the server's numbers end at 2³¹.
    min(max(Int((duration / .milliseconds(1)).rounded(.up)), 1), 86_400_000)
  }

  // MARK: The connection

  /// A connection that nobody uses costs the server a process.
  func rest() {
    rollback()
    link?.close()
  }

  func close() { rest() }
  func abandon() { rest() }
  var path: String? { nil }
  func writeBackLog() {}
}
