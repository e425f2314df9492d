import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// The connection behind all stores of a `Store`, and the wall clock they stamp rows with.
struct StoreConnection: Sendable {
  let sql: SQLConnection
  /// Reads what is asked outside of transactions. Another than `sql` in a program that serves many: a write that waits for
  /// its turn holds up only other writes then.
  let reader: SQLConnection
  /// How long a call waits for others, counted from when it was made: calls that stand in line wait together, not each anew.
  let patience: Duration
  /// Whether writes that wait at the same time become one transaction.
  let isSharingCommits: Bool
  let now: @Sendable () -> Date
  /// Whose rows alone are reached, where the engine can see to that; nil is everybody's.
  private var user: UserID?

  init(
    sql: SQLConnection, reader: SQLConnection? = nil, patience: Duration,
    isSharingCommits: Bool = false, now: @escaping @Sendable () -> Date
  ) {
    self.sql = sql
    self.reader = reader ?? sql
    self.patience = patience
    self.isSharingCommits = isSharingCommits
    self.now = now
  }

  static let patience = Duration.seconds(10)

  /// The same connection for one user's statements: one that forgets to say whose rows it means reaches no others on PostgreSQL.
  func acting(for user: UserID) -> StoreConnection {
    var connection = self
    connection.user = user
    return connection
  }

  /// One SELECT, each row made into a value.
  ///
  /// Not inlined: the optimizer of Swift 6.3.1 crashes on a caller that it was inlined into (`draftsToPlace`, release
  /// build, "while splitting coroutine").
  @inline(never)
  func read<Value: Sendable>(
    _ query: String, _ parameters: [SQLValue] = [], as value: (SQLRow) throws -> Value
  ) async throws(StorageError) -> [Value] {
    do { return try await reader.query(query, parameters, by: .now + patience, for: user?.rawValue).map(value) } catch {
      throw StorageError(error)
    }
  }

  /// One short transaction. See `SQLConnection.transaction` for what `durable` buys.
  ///
  /// - Parameter patience: how long it may wait for others, where that is less than usual.
  func write<Value: Sendable>(
    durable: Bool, patience: Duration? = nil, _ body: @escaping @Sendable (SQLSession) throws -> Value
  ) async throws(StorageError) -> Value {
    let deadline = ContinuousClock.now + (patience ?? self.patience)
    do {
      if isSharingCommits { return try await sql.sharedTransaction(durable: durable, by: deadline, body) }
      return try await sql.transaction(durable: durable, by: deadline, for: user?.rawValue, body)
    } catch {
      throw StorageError(error)
    }
  }

  func close() async {
    await reader.close()
    await sql.close()
  }

  /// For a store whose files are no longer in their place.
  func abandon() async {
    await reader.abandon()
    await sql.abandon()
  }
}
