import Database
import SQLErrors
import StoreRequests

/// Copies all rows of one store into another, of whatever engine, and compares them afterwards.
///
/// It can be stopped at any moment and begun again: rows that are there stay as they are, and in the end both stores are read and must
/// hold the same. What leases and supervisors are at the moment stays behind. Nobody may write to either store meanwhile; whoever
/// calls sees to that.
package struct StoreTransfer: Sendable {
  /// How far it is.
  package enum Progress: Sendable, Equatable {
    case copied(table: String, rows: Int)
    case compared(table: String, rows: Int)
  }

  /// Rows that are read at a time, and written in one transaction.
  private static let pageSize = 500

  private let source: Store
  private let target: Store

  package init(from source: Store, to target: Store) {
    self.source = source
    self.target = target
  }

  /// - Returns: rows of each table, in the order in which they were copied.
  package func run(
    progress: @Sendable (Progress) -> Void = { _ in }
  ) async throws(StoreTransferError) -> [(table: String, rows: Int)] {
    let kinds = try await reporting(nil) { try await columnKinds() }
    for table in TransferredTable.all {
      try await reporting(table.name) { try await copy(table, kinds[table.name] ?? [:], progress) }
    }
    try await reporting("audit_log") { try await target.connection.continueNumbers() }
    var counts: [(table: String, rows: Int)] = []
    for table in TransferredTable.all {
      let here = try await reporting(table.name) { try await digest(table, kinds[table.name] ?? [:], of: source) }
      let there = try await reporting(table.name) { try await digest(table, kinds[table.name] ?? [:], of: target) }
      guard here == there else { throw .differs(table: table.name, rows: here.rows, copied: there.rows) }
      progress(.compared(table: table.name, rows: here.rows))
      counts.append((table.name, here.rows))
    }
    return counts
  }

  /// What the columns of each table hold, told by whichever of the two stores has types.
  private func columnKinds() async throws -> [String: [String: ColumnKind]] {
    var kinds: [String: [String: ColumnKind]] = [:]
    for store in [source, target] {
      for (table, column, type) in try await store.connection.columns() {
        let kind = ColumnKind(type: type)
        if kind != .plain || kinds[table]?[column] == nil { kinds[table, default: [:]][column] = kind }
      }
    }
    return kinds
  }

  private func copy(
    _ table: TransferredTable, _ kinds: [String: ColumnKind], _ progress: @Sendable (Progress) -> Void
  ) async throws {
    var copied = 0
    try await pages(of: table, in: source) { rows in
      try await target.connection.add(rows, to: table, kinds)
      copied += rows.count
      progress(.copied(table: table.name, rows: copied))
    }
  }

  private func digest(
    _ table: TransferredTable, _ kinds: [String: ColumnKind], of store: Store
  ) async throws -> TableDigest {
    var digest = TableDigest()
    try await pages(of: table, in: store) { rows in
      for row in rows {
        digest.add(try row.columns.map { ($0, try (kinds[$0] ?? .plain).canonical($0, of: row)) })
      }
    }
    return digest
  }

  private func pages(
    of table: TransferredTable, in store: Store, _ take: ([SQLRow]) async throws -> Void
  ) async throws {
    var last: [String]?
    while true {
      let rows = try await store.connection.page(of: table, after: last, size: Self.pageSize)
      if !rows.isEmpty { try await take(rows) }
      guard rows.count == Self.pageSize, let end = rows.last else { return }
      last = try table.key.map { try end.text($0) }
    }
  }

  private func reporting<Value>(
    _ table: String?, _ body: () async throws -> Value
  ) async throws(StoreTransferError) -> Value {
    do { return try await body() } catch let error as StorageError { throw .store(error, table: table) } catch let error
      as SQLError
    {
      throw .store(StorageError(error), table: table)
    } catch { throw .store(StorageError(error), table: table) }
  }
}

extension StoreConnection {
  /// Every column of every table of ours, with what the engine calls its type.
  fileprivate func columns() async throws -> [(table: String, column: String, type: String)] {
    try await reader.columns().map { (try $0.text("table_name"), try $0.text("column_name"), try $0.text("type")) }
  }

  fileprivate func page(of table: TransferredTable, after last: [String]?, size: Int) async throws -> [SQLRow] {
    try await reader.query(table.page(after: last, of: size), (last ?? []).map { SQLValue($0) })
  }

  fileprivate func add(
    _ rows: [SQLRow], to table: TransferredTable, _ kinds: [String: ColumnKind]
  ) async throws {
    try await write(durable: false) { session in
      for row in rows {
        _ = try session.query(
          table.insertion(of: row.columns), try row.columns.map { try (kinds[$0] ?? .plain).value($0, of: row) })
      }
    }
  }

  /// Numbers that the engine gives to new rows go on after those that were copied.
  fileprivate func continueNumbers() async throws {
    try await write(durable: true) { session in
      if let statement = session.dialect.continuingNumbers(of: "audit_log", column: "id") {
        _ = try session.query(statement)
      }
    }
  }
}
