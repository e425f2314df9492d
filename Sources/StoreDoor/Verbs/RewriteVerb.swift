import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about rewriting: `RewriteRequests`, as values.
enum RewriteVerb: Sendable, Codable {
  case due(at: Date)
  case draft(DraftID)
  case rewrite(DraftID, as: DraftText, checks: DraftChecks?, style: LetterStyle?, version: Int)
  case abandon(DraftID, notice: String)

  func asked(of rewriting: any RewriteRequests) async throws(StorageError) -> Answer {
    switch self {
    case .due(let moment): Answer(try await rewriting.due(at: moment))
    case .draft(let id): Answer(try await rewriting.draft(id))
    case .rewrite(let id, let text, let checks, let style, let version):
      Answer(try await rewriting.rewrite(id, as: text, checks: checks, style: style, version: version))
    case .abandon(let id, let notice): Answer(try await rewriting.abandon(id, notice: notice))
    }
  }
}

struct DistantRewriting: RewriteRequests {
  let line: StoreLine

  func due(at moment: Date) async throws(StorageError) -> [DraftID] {
    try await line.ask(.rewriting(.due(at: moment)))
  }

  func draft(_ id: DraftID) async throws(StorageError) -> EmailDraft? {
    try await line.ask(.rewriting(.draft(id)))
  }

  func rewrite(_ id: DraftID, as text: DraftText, checks: DraftChecks?, style: LetterStyle?, version: Int)
    async throws(StorageError) -> Bool
  {
    try await line.ask(.rewriting(.rewrite(id, as: text, checks: checks, style: style, version: version)))
  }

  func abandon(_ id: DraftID, notice: String) async throws(StorageError) {
    try await line.ask(.rewriting(.abandon(id, notice: notice)))
  }
}
