import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about what happens in the mailbox: `WatchRequests`, as values.
enum WatchVerb: Sendable, Codable {
  case due(at: Date)
  case noteChange(DraftChange, on: DraftID, version: Int)
  case noteState(ThreadState, of: DraftID, newest: MessageID?, showing: SealedConversation?)
  case forget(DraftID)

  func asked(of watch: any WatchRequests) async throws(StorageError) -> Answer {
    switch self {
    case .due(let moment): Answer(try await watch.due(at: moment))
    case .noteChange(let change, let draft, let version):
      Answer(try await watch.note(change, on: draft, version: version))
    case .noteState(let state, let draft, let newest, let conversation):
      Answer(try await watch.note(state, of: draft, newest: newest, showing: conversation))
    case .forget(let id): Answer(try await watch.forget(id))
    }
  }
}

struct DistantWatch: WatchRequests {
  let line: StoreLine

  func due(at moment: Date) async throws(StorageError) -> [DraftRecord] {
    try await line.ask(.watch(.due(at: moment)))
  }

  func note(_ change: DraftChange, on draft: DraftID, version: Int) async throws(StorageError) -> Bool {
    try await line.ask(.watch(.noteChange(change, on: draft, version: version)))
  }

  func note(_ state: ThreadState, of draft: DraftID, newest: MessageID?, showing conversation: SealedConversation?)
    async throws(StorageError)
  {
    try await line.ask(.watch(.noteState(state, of: draft, newest: newest, showing: conversation)))
  }

  func forget(_ id: DraftID) async throws(StorageError) {
    try await line.ask(.watch(.forget(id)))
  }
}
