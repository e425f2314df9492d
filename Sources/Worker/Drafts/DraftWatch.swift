import Secretary
import StoreRequests

/// Notices what happens around drafts of ours: the user sent one from the mailbox, deleted one, wrote in one; or the conversation
/// moved on, was thrown away, came back. History says only that something happened in the thread; a look says what.
struct DraftWatch {
  let check: CheckContext

  func run() async throws {
    try await check.store.drafts.retireUnused(at: check.now())
    for record in try await check.store.watch.due(at: check.now()) {
      let id = record.draft.id
      try await check.begin(id)
      do {
        if try await look(at: record) { check.counts.touched += 1 }
        check.mailboxAnswered()
      } catch {
        switch CheckFailure(error) {
        case .message: try await check.store.watch.forget(id)
        case .mailbox: try await check.mailboxFailed(over: id)
        default: throw error
        }
      }
    }
  }

  /// Whether anything had happened. What the user did to the draft itself counts before what happened around it.
  private func look(at record: DraftRecord) async throws -> Bool {
    let draft = record.draft
    var isChanged = false
    if draft.place != nil, draft.status.isOpen {
      let change = DraftChange.decide(
        try await check.lookup.state(of: record), status: draft.status, isEdited: draft.isEditedInMailbox,
        wasAsked: record.sendingSince != nil)
      try await check.store.watch.note(change, on: draft.id, version: draft.version)
      switch change {
      case .sent, .dismissed: return true
      case .edited, .unplaced: isChanged = true
      case .unchanged, .theirs: break
      }
    }
    let owner = try await check.owner()
    let thread = try await check.lookup.thread(draft.threadID)
    let state = ThreadState(of: thread, around: draft, owner: owner)
    try await check.store.watch.note(
      state, of: draft.id, newest: thread?.newest,
      showing: try thread.map {
        try SealedConversation(Conversation(of: $0, answering: draft.messageID, owner: owner), with: check.keys)
      })
    return isChanged || state != .asShown
  }
}
