import Secretary
import StoreRequests

import struct FoundationEssentials.Date

/// What can be asked about drafts: `DraftRequests`, as values.
enum DraftVerb: Sendable, Codable {
  case draftAnswering(answering: MessageID)
  case draftSentAs(sentAs: MessageID, in: ThreadID)
  case propose(DraftProposal)
  case activity(around: MessageID, in: ThreadID, to: EmailAddress, at: Date)
  case note(SentChanges, of: DraftID)
  case count(since: Date)
  case hasDueTasks(at: Date)
  case hasTasks
  case nextTaskDue(placements: Bool)
  case beginAttempt(DraftID, retryAt: Date)
  case postpone(DraftID, until: Date)
  case retireUnused(at: Date)
  case forgetConversations(olderThan: Date)

  func asked(of drafts: any DraftRequests) async throws(StorageError) -> Answer {
    switch self {
    case .draftAnswering(let message): Answer(try await drafts.draft(answering: message))
    case .draftSentAs(let message, let thread): Answer(try await drafts.draft(sentAs: message, in: thread))
    case .propose(let proposal): Answer(try await drafts.propose(proposal))
    case .activity(let message, let thread, let sender, let moment):
      Answer(try await drafts.activity(around: message, in: thread, to: sender, at: moment))
    case .note(let changes, let draft): Answer(try await drafts.note(changes, of: draft))
    case .count(let moment): Answer(try await drafts.count(since: moment))
    case .hasDueTasks(let moment): Answer(try await drafts.hasDueTasks(at: moment))
    case .hasTasks: Answer(try await drafts.hasTasks())
    case .nextTaskDue(let placements): Answer(try await drafts.nextTaskDue(placements: placements))
    case .beginAttempt(let id, let retryAt): Answer(try await drafts.beginAttempt(id, retryAt: retryAt))
    case .postpone(let id, let moment): Answer(try await drafts.postpone(id, until: moment))
    case .retireUnused(let moment): Answer(try await drafts.retireUnused(at: moment))
    case .forgetConversations(let moment): Answer(try await drafts.forgetConversations(olderThan: moment))
    }
  }
}

struct DistantDrafts: DraftRequests {
  let line: StoreLine

  func draft(answering message: MessageID) async throws(StorageError) -> EmailDraft? {
    try await line.ask(.drafts(.draftAnswering(answering: message)))
  }

  func draft(sentAs message: MessageID, in thread: ThreadID) async throws(StorageError) -> EmailDraft? {
    try await line.ask(.drafts(.draftSentAs(sentAs: message, in: thread)))
  }

  func propose(_ proposal: DraftProposal) async throws(StorageError) -> ProposalOutcome {
    try await line.ask(.drafts(.propose(proposal)))
  }

  func activity(around message: MessageID, in thread: ThreadID, to sender: EmailAddress, at moment: Date)
    async throws(StorageError) -> DraftActivity
  {
    try await line.ask(.drafts(.activity(around: message, in: thread, to: sender, at: moment)))
  }

  func note(_ changes: SentChanges, of draft: DraftID) async throws(StorageError) {
    try await line.ask(.drafts(.note(changes, of: draft)))
  }

  func count(since moment: Date) async throws(StorageError) -> Int {
    try await line.ask(.drafts(.count(since: moment)))
  }

  func hasDueTasks(at moment: Date) async throws(StorageError) -> Bool {
    try await line.ask(.drafts(.hasDueTasks(at: moment)))
  }

  func hasTasks() async throws(StorageError) -> Bool {
    try await line.ask(.drafts(.hasTasks))
  }

  func nextTaskDue(placements: Bool) async throws(StorageError) -> Date? {
    try await line.ask(.drafts(.nextTaskDue(placements: placements)))
  }

  func beginAttempt(_ id: DraftID, retryAt: Date) async throws(StorageError) {
    try await line.ask(.drafts(.beginAttempt(id, retryAt: retryAt)))
  }

  func postpone(_ id: DraftID, until moment: Date) async throws(StorageError) {
    try await line.ask(.drafts(.postpone(id, until: moment)))
  }

  func retireUnused(at moment: Date) async throws(StorageError) -> Int {
    try await line.ask(.drafts(.retireUnused(at: moment)))
  }

  func forgetConversations(olderThan moment: Date) async throws(StorageError) -> Int {
    try await line.ask(.drafts(.forgetConversations(olderThan: moment)))
  }
}
