/// What the user had remembered.
package protocol MemoryRequests: Sendable {
  /// Newest first.
  func facts() async throws(StorageError) -> [SealedFact]
}
