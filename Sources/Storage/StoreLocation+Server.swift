import Database
package import StoreRequests

extension StoreLocation {
  /// Whether it can be opened as far as its text tells; else `badLocation`, with a sentence for whoever wrote it.
  package func check() throws(StorageError) {
    if case .postgresql(let address) = engine { _ = try Self.server(address) }
  }

  static func server(_ address: String) throws(StorageError) -> PostgreSQLServer {
    do { return try PostgreSQLServer(address) } catch { throw .badLocation(problem: error.problem) }
  }
}
