import Secretary
import StoreRequests

/// What can be asked about what models took: `UsageRequests`, as values.
enum UsageVerb: Sendable, Codable {
  case begin(ModelCall, on: String, within: ModelBudget)
  case end(ModelCall, took: TokenUsage)
  case forget(before: String)

  func asked(of usage: any UsageRequests) async throws(StorageError) -> Answer {
    switch self {
    case .begin(let call, let day, let budget): Answer(try await usage.begin(call, on: day, within: budget))
    case .end(let call, let taken): Answer(try await usage.end(call, took: taken))
    case .forget(let day): Answer(try await usage.forget(before: day))
    }
  }
}

struct DistantUsage: UsageRequests {
  let line: StoreLine

  func begin(_ call: ModelCall, on day: String, within budget: ModelBudget) async throws(StorageError) -> ModelBudget
    .Refusal?
  {
    try await line.ask(.usage(.begin(call, on: day, within: budget)))
  }

  func end(_ call: ModelCall, took usage: TokenUsage) async throws(StorageError) {
    try await line.ask(.usage(.end(call, took: usage)))
  }

  func forget(before day: String) async throws(StorageError) {
    try await line.ask(.usage(.forget(before: day)))
  }
}
