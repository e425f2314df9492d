import Database
import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// One user's rows, for whoever can prove the lease.
struct LeasedRows: Sendable {
  let connection: StoreConnection
  let user: UserID
  let lease: LeaseToken?

  var now: Date { connection.now() }

  /// One SELECT, each row made into a value. Reading needs no lease.
  func read<Value: Sendable>(
    _ query: String, _ parameters: [SQLValue], as value: (SQLRow) throws -> Value
  ) async throws(StorageError) -> [Value] {
    try await connection.read(query, parameters, as: value)
  }

  /// One transaction, after the lease is proven in it.
  func write<Value: Sendable>(
    durable: Bool = false, _ body: @escaping @Sendable (SQLSession) throws -> Value
  ) async throws(StorageError) -> Value {
    guard let lease else { throw .leaseLost }
    let user = user
    return try await connection.write(durable: durable) { session in
      let proof = try session.query(
        "SELECT user_id FROM worker_leases WHERE user_id = $1 AND token = $2",
        [SQLValue(user), SQLValue(lease)])
      guard !proof.isEmpty else { throw StorageError.leaseLost }
      return try body(session)
    }
  }

  /// One statement that ends in RETURNING, after the lease is proven. How many rows it changed.
  @discardableResult
  func change(
    _ statement: String, _ parameters: [SQLValue], durable: Bool = false
  ) async throws(StorageError) -> Int {
    try await write(durable: durable) { try $0.query(statement, parameters).count }
  }
}
