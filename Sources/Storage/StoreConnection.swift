import Database
import Secretary

import struct FoundationEssentials.Date

/// The one connection behind all stores of a `Store`, and the wall clock they stamp rows with.
struct StoreConnection: Sendable {
  let sql: SQLConnection
  let now: @Sendable () -> Date

  /// One SELECT, each row made into a value.
  ///
  /// Not inlined: the optimizer of Swift 6.3.1 crashes on a caller that it was inlined into (`draftsToPlace`, release
  /// build, "while splitting coroutine").
  @inline(never)
  func read<Value: Sendable>(
    _ query: String, _ parameters: [SQLValue] = [], as value: (SQLRow) throws -> Value
  ) async throws(StorageError) -> [Value] {
    do { return try await sql.query(query, parameters).map(value) } catch { throw StorageError(error) }
  }

  /// One short transaction. See `SQLConnection.transaction` for what `durable` buys.
  func write<Value: Sendable>(
    durable: Bool, _ body: @Sendable (SQLSession) throws -> Value
  ) async throws(StorageError) -> Value {
    do { return try await sql.transaction(durable: durable, body) } catch { throw StorageError(error) }
  }
}
