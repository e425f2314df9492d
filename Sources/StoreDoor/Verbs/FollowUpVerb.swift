import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about reminders: `FollowUpRequests`, as values.
enum FollowUpVerb: Sendable, Codable {
  case note(FollowUp)
  case due(at: Date, limit: Int)
  case begin(MessageID, retryAt: Date)
  case postpone(MessageID, until: Date)
  case subjects(after: MessageReference, from: [EmailAddress])
  case reminders
  case forget(MessageID)

  func asked(of followUps: any FollowUpRequests) async throws(StorageError) -> Answer {
    switch self {
    case .note(let followUp): Answer(try await followUps.note(followUp))
    case .due(let moment, let limit): Answer(try await followUps.due(at: moment, limit: limit))
    case .begin(let message, let retryAt): Answer(try await followUps.begin(message, retryAt: retryAt))
    case .postpone(let message, let moment): Answer(try await followUps.postpone(message, until: moment))
    case .subjects(let asked, let people): Answer(try await followUps.subjects(after: asked, from: people))
    case .reminders: Answer(try await followUps.reminders())
    case .forget(let message): Answer(try await followUps.forget(message))
    }
  }
}

struct DistantFollowUps: FollowUpRequests {
  let line: StoreLine

  func note(_ followUp: FollowUp) async throws(StorageError) {
    try await line.ask(.followUps(.note(followUp)))
  }

  func due(at moment: Date, limit: Int) async throws(StorageError) -> [FollowUp] {
    try await line.ask(.followUps(.due(at: moment, limit: limit)))
  }

  func begin(_ message: MessageID, retryAt: Date) async throws(StorageError) {
    try await line.ask(.followUps(.begin(message, retryAt: retryAt)))
  }

  func postpone(_ message: MessageID, until moment: Date) async throws(StorageError) {
    try await line.ask(.followUps(.postpone(message, until: moment)))
  }

  func subjects(after asked: MessageReference, from people: [EmailAddress]) async throws(StorageError) -> [String] {
    try await line.ask(.followUps(.subjects(after: asked, from: people)))
  }

  func reminders() async throws(StorageError) -> [EmailDraft] {
    try await line.ask(.followUps(.reminders))
  }

  func forget(_ message: MessageID) async throws(StorageError) {
    try await line.ask(.followUps(.forget(message)))
  }
}
