import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about sending: `DeliveryRequests`, as values.
enum DeliveryVerb: Sendable, Codable {
  case sending
  case due(at: Date)
  case approved(DraftID)
  case markSending(DraftID, version: Int, at: Date)
  case markSent(DraftID, as: MessageID)
  case markSentByUser(DraftID, as: MessageID, notice: String?)
  case markNotSent(DraftID, retryAt: Date?, isInDoubt: Bool)
  case postponeAll(until: Date, notice: String?)
  case handBack(DraftID, notice: String)
  case markUndecided(DraftID, notice: String)

  func asked(of delivery: any DeliveryRequests) async throws(StorageError) -> Answer {
    switch self {
    case .sending: Answer(try await delivery.sending())
    case .due(let moment): Answer(try await delivery.due(at: moment))
    case .approved(let id): Answer(try await delivery.approved(id))
    case .markSending(let id, let version, let moment):
      Answer(try await delivery.markSending(id, version: version, at: moment))
    case .markSent(let id, let message): Answer(try await delivery.markSent(id, as: message))
    case .markSentByUser(let id, let message, let notice):
      Answer(try await delivery.markSentByUser(id, as: message, notice: notice))
    case .markNotSent(let id, let retryAt, let isInDoubt):
      Answer(try await delivery.markNotSent(id, retryAt: retryAt, isInDoubt: isInDoubt))
    case .postponeAll(let moment, let notice): Answer(try await delivery.postponeAll(until: moment, notice: notice))
    case .handBack(let id, let notice): Answer(try await delivery.handBack(id, notice: notice))
    case .markUndecided(let id, let notice): Answer(try await delivery.markUndecided(id, notice: notice))
    }
  }
}

struct DistantDelivery: DeliveryRequests {
  let line: StoreLine

  func sending() async throws(StorageError) -> [DraftRecord] {
    try await line.ask(.delivery(.sending))
  }

  func due(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await line.ask(.delivery(.due(at: moment)))
  }

  func approved(_ id: DraftID) async throws(StorageError) -> DraftRecord? {
    try await line.ask(.delivery(.approved(id)))
  }

  func markSending(_ id: DraftID, version: Int, at moment: Date) async throws(StorageError) -> Bool {
    try await line.ask(.delivery(.markSending(id, version: version, at: moment)))
  }

  func markSent(_ id: DraftID, as message: MessageID) async throws(StorageError) {
    try await line.ask(.delivery(.markSent(id, as: message)))
  }

  func markSentByUser(_ id: DraftID, as message: MessageID, notice: String?) async throws(StorageError) -> Bool {
    try await line.ask(.delivery(.markSentByUser(id, as: message, notice: notice)))
  }

  func markNotSent(_ id: DraftID, retryAt: Date?, isInDoubt: Bool) async throws(StorageError) {
    try await line.ask(.delivery(.markNotSent(id, retryAt: retryAt, isInDoubt: isInDoubt)))
  }

  func postponeAll(until moment: Date, notice: String?) async throws(StorageError) {
    try await line.ask(.delivery(.postponeAll(until: moment, notice: notice)))
  }

  func handBack(_ id: DraftID, notice: String) async throws(StorageError) {
    try await line.ask(.delivery(.handBack(id, notice: notice)))
  }

  func markUndecided(_ id: DraftID, notice: String) async throws(StorageError) {
    try await line.ask(.delivery(.markUndecided(id, notice: notice)))
  }
}
