import Secretary
import StoreRequests

/// What can be asked about what is remembered: `MemoryRequests`, as values.
enum MemoryVerb: Sendable, Codable {
  case facts

  func asked(of memory: any MemoryRequests) async throws(StorageError) -> Answer {
    switch self {
    case .facts: Answer(try await memory.facts())
    }
  }
}

struct DistantMemory: MemoryRequests {
  let line: StoreLine

  func facts() async throws(StorageError) -> [SealedFact] {
    try await line.ask(.memory(.facts))
  }
}
