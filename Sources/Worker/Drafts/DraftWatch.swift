import Secretary
import Storage

/// Notices what happens around drafts of ours: the user sent one from Gmail, deleted one, wrote in one; or the conversation
/// moved on, was thrown away, came back. History says only that something happened in the thread; a look says what.
struct DraftWatch {
  var desk: DraftDesk

  mutating func run(_ tally: inout CheckTally) async throws {
    try await desk.store.retireUnused(at: desk.now())
    for record in try await desk.store.draftsToLookAt(at: desk.now()) {
      let id = record.draft.id
      try await desk.begin(id)
      do {
        if try await look(at: record) { tally.touched += 1 }
        desk.succeeded()
      } catch {
        switch CheckTrouble(error) {
        case .message: try await desk.store.forgetLook(at: id)
        case .mailbox(let words): try await desk.stumbled(over: id, words)
        default: throw error
        }
      }
    }
  }

  /// Whether anything had happened. What the user did to the draft itself counts before what happened around it.
  private func look(at record: DraftRecord) async throws -> Bool {
    let draft = record.draft
    var isChanged = false
    if draft.placement == .placed, draft.status.isOpen {
      let touch = DraftTouch.decide(
        try await desk.sight(of: record), status: draft.status, isEdited: draft.isEditedInGmail,
        wasAsked: record.sendingSince != nil)
      try await desk.store.note(touch, on: draft)
      switch touch {
      case .sent, .dismissed: return true
      case .edited, .unplaced: isChanged = true
      case .untouched, .theirs: break
      }
    }
    let owner = try await desk.owner()
    let thread = try await desk.thread(draft.threadID)
    let state = ThreadState(of: thread, around: draft, owner: owner)
    try await desk.store.note(
      state, of: draft, newest: thread?.newest,
      showing: thread.map { Conversation(of: $0, answering: draft.messageID, owner: owner) }, sealedWith: desk.keys)
    return isChanged || state != .asShown
  }
}
