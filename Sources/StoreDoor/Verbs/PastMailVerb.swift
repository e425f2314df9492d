import Secretary
import StoreRequests

/// What can be asked about mail of before the start: `PastMailRequests`, as values.
enum PastMailVerb: Sendable, Codable {
  case isListed
  case list([PastMessage])
  case unread(limit: Int)
  case finish(MessageID, teaching: Lesson?, judged: JudgedMail?)

  func asked(of past: any PastMailRequests) async throws(StorageError) -> Answer {
    switch self {
    case .isListed: Answer(try await past.isListed())
    case .list(let messages): Answer(try await past.list(messages))
    case .unread(let limit): Answer(try await past.unread(limit: limit))
    case .finish(let message, let lesson, let judged):
      Answer(try await past.finish(message, teaching: lesson, judged: judged))
    }
  }
}

struct DistantPastMail: PastMailRequests {
  let line: StoreLine

  func isListed() async throws(StorageError) -> Bool {
    try await line.ask(.past(.isListed))
  }

  func list(_ messages: [PastMessage]) async throws(StorageError) {
    try await line.ask(.past(.list(messages)))
  }

  func unread(limit: Int) async throws(StorageError) -> [PastMessage] {
    try await line.ask(.past(.unread(limit: limit)))
  }

  func finish(_ message: MessageID, teaching lesson: Lesson?, judged: JudgedMail?) async throws(StorageError) {
    try await line.ask(.past(.finish(message, teaching: lesson, judged: judged)))
  }
}
