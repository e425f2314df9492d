import Database
import StoreRequests

struct LeasedMemory: MemoryRequests {
  let rows: LeasedRows

  func facts() async throws(StorageError) -> [SealedFact] {
    try await rows.read(SealedFact.query, [SQLValue(rows.user)], as: SealedFact.init)
  }
}
