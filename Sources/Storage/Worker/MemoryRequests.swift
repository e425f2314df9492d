import Database

/// What the user had remembered.
package protocol MemoryRequests: Sendable {
  /// Newest first.
  func facts() async throws(StorageError) -> [SealedFact]
}

struct LeasedMemory: MemoryRequests {
  let rows: LeasedRows

  func facts() async throws(StorageError) -> [SealedFact] {
    try await rows.read(SealedFact.query, [SQLValue(rows.user)], as: SealedFact.init)
  }
}
