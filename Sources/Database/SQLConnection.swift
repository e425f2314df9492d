import Blocking
import Glibc
package import SQLErrors

/// A connection to a SQL database, serialised on a queue of its own because its calls block.
///
/// Statements are written once for both engines: parameters `$1`, `$2`, …, values as text, `ON CONFLICT`, `RETURNING`.
package actor SQLConnection {
  private nonisolated let queue = BlockingQueue(label: "secretary.database")
  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  private var driver: (any SQLDriver)?
  private nonisolated let waiting = WaitingTransactions()
  /// How long a statement waits for others when nobody says by when it must be through.
  private let patience: Duration

  private init(patience: Duration) { self.patience = patience }

  /// Opens a SQLite file. See `SQLiteFile` for what is set up.
  package static func open(_ file: SQLiteFile) async throws(SQLError) -> SQLConnection {
    let connection = SQLConnection(patience: file.busyTimeout)
    try await connection.connect(to: file)
    return connection
  }

  private func connect(to file: SQLiteFile) throws(SQLError) { driver = try SQLiteDriver(file) }

  /// Connects to a PostgreSQL server. See `PostgreSQLDriver` for what every transaction begins with.
  package static func open(_ server: PostgreSQLServer) async throws(SQLError) -> SQLConnection {
    let connection = SQLConnection(patience: server.patience)
    try await connection.connect(to: server)
    return connection
  }

  private func connect(to server: PostgreSQLServer) throws(SQLError) { driver = try PostgreSQLDriver(server) }

  /// Runs one statement by itself. For reading; what writes belongs into a `transaction`.
  ///
  /// - Parameters:
  ///   - deadline: the moment until which it waits for others, however long it stood in the queue here before; nil is the
  ///     whole busy timeout from now.
  ///   - user: whose rows alone it reaches, where the engine can see to that (`SQLDriver.act`); nil is all.
  package func query(
    _ sql: String, _ parameters: [SQLValue] = [], by deadline: ContinuousClock.Instant? = nil, for user: String? = nil
  ) throws(SQLError) -> [SQLRow] {
    try driver(waitingUntil: deadline, for: user).run(sql, parameters)
  }

  /// Runs `body` on the connection's queue inside one transaction: all of it happens or nothing. What `body` throws
  /// rolls back and is thrown on.
  ///
  /// What is read in it is so until it commits. SQLite sees to that by letting one write at a time: the transaction takes the
  /// right to at once (`BEGIN IMMEDIATE`) and waits for it up to the busy timeout, so no statement inside can fail because
  /// somebody else wrote in between. PostgreSQL lets all begin, and refuses those that were overtaken: `body` is then run again
  /// from its beginning, so it must do nothing but read and write here. Keep it short.
  ///
  /// `durable` asks that it survive a power cut once this returns, which costs a sync of the disk. Without, a power cut may
  /// take back the latest transactions, but only from the end: nothing later survives what is lost. So what can be done
  /// again from what remains need not be durable; what the outside world will know of must be, before it is told.
  ///
  /// `deadline` and `user` are as for `query`.
  package func transaction<Result: Sendable>(
    durable: Bool = true, by deadline: ContinuousClock.Instant? = nil, for user: String? = nil,
    _ body: @Sendable (SQLSession) throws -> Result
  ) throws -> Result {
    let end = deadline ?? .now + patience
    var attempt = 0
    while true {
      do { return try attemptTransaction(durable: durable, by: end, for: user, body) } catch let error as SQLError
        where error.code == .conflict && end > .now
      {
        // Those who were in each other's way must not meet again at once.
        attempt += 1
        usleep(.random(in: 500...2000) << min(attempt, 5))
      }
    }
  }

  private func attemptTransaction<Result>(
    durable: Bool, by deadline: ContinuousClock.Instant, for user: String?, _ body: (SQLSession) throws -> Result
  ) throws -> Result {
    let driver = try driver(waitingUntil: deadline, for: user)
    try driver.begin(durable: durable)
    do {
      let result = try body(SQLSession(driver: driver))
      try driver.commit()
      return result
    } catch {
      driver.rollback()
      throw error
    }
  }

  /// The same together with all others that are asked for while the queue is busy: one transaction, one sync for all. Each of them
  /// happens or does not by itself; this returns once the whole is committed. They wait for other processes as long as the most
  /// impatient of them. For SQLite, which lets one transaction write at a time: where one can be overtaken, as on PostgreSQL, it would
  /// take the others with it.
  package nonisolated func sharedTransaction<Result: Sendable>(
    durable: Bool = true, by deadline: ContinuousClock.Instant,
    _ body: @escaping @Sendable (SQLSession) throws -> Result
  ) async throws -> Result {
    let transaction = SharedTransaction(isDurable: durable, deadline: deadline, body)
    waiting.add(transaction)
    // Whoever comes first commits for all who wait then; the others find it done.
    await commitTogether()
    return try transaction.get()
  }

  private func commitTogether() {
    let all = waiting.takeAll()
    guard let deadline = all.map(\.deadline).min() else { return }
    do {
      let driver = try driver(waitingUntil: deadline)
      defer { driver.rollback() }
      try driver.begin(durable: all.contains { $0.isDurable })
      if all.count == 1 { try all[0].run(SQLSession(driver: driver)) } else { try run(all, on: driver) }
      try driver.commit()
    } catch {
      for transaction in all { transaction.fail(error) }
    }
  }

  /// What one of them throws takes back that one.
  private func run(_ all: [any WaitingTransaction], on driver: any SQLDriver) throws {
    for transaction in all {
      _ = try driver.run("SAVEPOINT one_of_many", [])
      do { try transaction.run(SQLSession(driver: driver)) } catch {
        transaction.fail(error)
        // After a full disk there may be nothing left to go back in: then none of them happened.
        do { _ = try driver.run("ROLLBACK TO one_of_many", []) } catch _ { throw error }
      }
      _ = try driver.run("RELEASE one_of_many", [])
    }
  }

  /// Gives back what memory it can, at the price of a slower start of the next call. For a connection that is kept and
  /// used once in a while.
  package func rest() { driver?.rest() }

  /// The file, every link followed; nil when it is none.
  package var path: String? { driver?.path }

  /// Writes what lies in a log back into the database, if nobody is in the way.
  package func writeBackLog() { driver?.writeBackLog() }

  /// Forgets the connection without closing it, for the rest of the process's life: for a file that is no longer in its place,
  /// where closing would write into somebody else's.
  package func abandon() {
    driver?.abandon()
    driver = nil
  }

  /// Closes the connection; harmless when it is closed. Whatever is asked later fails with `closed`.
  package func close() {
    driver?.close()
    driver = nil
  }

  /// Every column of every table: `table_name`, `column_name`, and what the engine calls its `type`.
  package func columns() throws(SQLError) -> [SQLRow] {
    let driver = try driver(waitingUntil: nil)
    return try driver.run(driver.dialect.columns, [])
  }

  /// Brings the schema up to the last of `migrations`. Processes that do so at once take turns; each migration is a
  /// transaction, so a failed one leaves the schema as the one before it left it.
  package func migrate(_ migrations: [SQLMigration]) throws(SQLError) {
    try Migrator(driver: try driver(waitingUntil: nil), migrations: migrations).migrate()
  }

  /// Refuses a schema that is not exactly the one of `migrations`: `olderSchema`, `newerSchema` or `changedMigration`.
  package func requireSchema(_ migrations: [SQLMigration]) throws(SQLError) {
    try Migrator(driver: try driver(waitingUntil: nil), migrations: migrations).requireCurrent()
  }

  private func driver(
    waitingUntil deadline: ContinuousClock.Instant?, for user: String? = nil
  ) throws(SQLError) -> any SQLDriver {
    guard let driver else { throw SQLError(.closed) }
    driver.wait(atMost: deadline.map { $0 - .now } ?? patience)
    driver.act(for: user)
    return driver
  }
}

/// What a transaction's body is given. Not `Sendable`: it is worth nothing outside the body.
package struct SQLSession {
  let driver: any SQLDriver

  package func query(_ sql: String, _ parameters: [SQLValue] = []) throws(SQLError) -> [SQLRow] {
    try driver.run(sql, parameters)
  }

  package var dialect: SQLDialect { driver.dialect }
}
