import Secretary
import StoreRequests

/// What can be asked about correspondents: `CorrespondentRequests`, as values.
enum CorrespondentVerb: Sendable, Codable {
  case correspondent(EmailAddress)
  case choice(for: EmailAddress)
  case learn(Lesson?, from: MessageID, score: Double?)
  case unlearned(limit: Int)

  func asked(of correspondents: any CorrespondentRequests) async throws(StorageError) -> Answer {
    switch self {
    case .correspondent(let address): Answer(try await correspondents.correspondent(address))
    case .choice(let address): Answer(try await correspondents.choice(for: address))
    case .learn(let lesson, let message, let score):
      Answer(try await correspondents.learn(lesson, from: message, score: score))
    case .unlearned(let limit): Answer(try await correspondents.unlearned(limit: limit))
    }
  }
}

struct DistantCorrespondents: CorrespondentRequests {
  let line: StoreLine

  func correspondent(_ address: EmailAddress) async throws(StorageError) -> Correspondent? {
    try await line.ask(.correspondents(.correspondent(address)))
  }

  func choice(for address: EmailAddress) async throws(StorageError) -> SenderChoice? {
    try await line.ask(.correspondents(.choice(for: address)))
  }

  func learn(_ lesson: Lesson?, from message: MessageID, score: Double?) async throws(StorageError) {
    try await line.ask(.correspondents(.learn(lesson, from: message, score: score)))
  }

  func unlearned(limit: Int) async throws(StorageError) -> [MessageID] {
    try await line.ask(.correspondents(.unlearned(limit: limit)))
  }
}
