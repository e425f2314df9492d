import Secretary
import StoreRequests

/// What can be asked about the intake: `IntakeRequests`, as values.
enum IntakeVerb: Sendable, Codable {
  case position
  case record(IntakeRecord)

  func asked(of intake: any IntakeRequests) async throws(StorageError) -> Answer {
    switch self {
    case .position: Answer(try await intake.position())
    case .record(let arrivals): Answer(try await intake.record(arrivals))
    }
  }
}

struct DistantIntake: IntakeRequests {
  let line: StoreLine

  func position() async throws(StorageError) -> IntakePosition? {
    try await line.ask(.intake(.position))
  }

  func record(_ arrivals: IntakeRecord) async throws(StorageError) -> Int {
    try await line.ask(.intake(.record(arrivals)))
  }
}
