import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about placing: `PlacementRequests`, as values.
enum PlacementVerb: Sendable, Codable {
  case due(at: Date)
  case markPlacing(DraftID)
  case markPlaced(DraftID, at: MailboxPlacement)
  case abandon(DraftID, because: String)
  case toRemove(at: Date)
  case markRemoved(DraftID)
  case markKept(DraftID, notice: String)

  func asked(of placement: any PlacementRequests) async throws(StorageError) -> Answer {
    switch self {
    case .due(let moment): Answer(try await placement.due(at: moment))
    case .markPlacing(let id): Answer(try await placement.markPlacing(id))
    case .markPlaced(let id, let place): Answer(try await placement.markPlaced(id, at: place))
    case .abandon(let id, let problem): Answer(try await placement.abandon(id, because: problem))
    case .toRemove(let moment): Answer(try await placement.toRemove(at: moment))
    case .markRemoved(let id): Answer(try await placement.markRemoved(id))
    case .markKept(let id, let notice): Answer(try await placement.markKept(id, notice: notice))
    }
  }
}

struct DistantPlacement: PlacementRequests {
  let line: StoreLine

  func due(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await line.ask(.placement(.due(at: moment)))
  }

  func markPlacing(_ id: DraftID) async throws(StorageError) -> Bool {
    try await line.ask(.placement(.markPlacing(id)))
  }

  func markPlaced(_ id: DraftID, at place: MailboxPlacement) async throws(StorageError) {
    try await line.ask(.placement(.markPlaced(id, at: place)))
  }

  func abandon(_ id: DraftID, because problem: String) async throws(StorageError) {
    try await line.ask(.placement(.abandon(id, because: problem)))
  }

  func toRemove(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await line.ask(.placement(.toRemove(at: moment)))
  }

  func markRemoved(_ id: DraftID) async throws(StorageError) {
    try await line.ask(.placement(.markRemoved(id)))
  }

  func markKept(_ id: DraftID, notice: String) async throws(StorageError) {
    try await line.ask(.placement(.markKept(id, notice: notice)))
  }
}
