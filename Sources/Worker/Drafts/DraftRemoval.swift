import FoundationEssentials
import Secretary
import Storage

/// Takes dismissed and retired drafts of ours out of Gmail. One that the user has written in stays, and sent mail is never touched.
struct DraftRemoval {
  var desk: DraftDesk

  mutating func run(_ tally: inout CheckTally) async throws {
    for record in try await desk.store.draftsToRemove(at: desk.now()) {
      let id = record.draft.id
      try await desk.begin(id)
      do {
        try await remove(record, &tally)
        desk.succeeded()
      } catch MailboxError.answerUnknown {
        try await desk.store.postpone(id, until: desk.now().addingTimeInterval(SendSettlement.settling))
      } catch {
        switch CheckTrouble(error) {
        case .message(let words): try await desk.store.markKept(id, notice: "The draft is still in Gmail: \(words)")
        case .mailbox(let words): try await desk.stumbled(over: id, words)
        default: throw error
        }
      }
    }
  }

  private func remove(_ record: DraftRecord, _ tally: inout CheckTally) async throws {
    var record = record
    if record.draft.placement == .placing {
      // Dismissed while its placing was in doubt.
      try await desk.settle(since: record.draft.updatedAt)
      if case .draft(let placed)? = try await desk.lostReply(record.draft) {
        record.draft.gmailDraftID = placed.id
      }
    }
    let decision =
      record.draft.isEditedInGmail ? .keepTheirs : RemovalDecision.decide(try await desk.sight(of: record))
    switch decision {
    case .delete(let message):
      guard let placed = record.draft.gmailDraftID else { break }
      do { try await desk.mailbox.deleteDraft(placed, holding: message) } catch MailboxError.gone {}
      tally.removed += 1
    case .keep(let notice):
      return try await desk.store.markKept(record.draft.id, notice: notice)
    case .sent(let message):
      if try await desk.store.markSentByUser(record.draft.id, as: message, notice: "You sent it from Gmail.") {
        tally.touched += 1
        return
      }
      return try await desk.store.markKept(record.draft.id, notice: "You sent it from Gmail.")
    case .alreadyGone: break
    }
    try await desk.store.markRemoved(record.draft.id)
  }
}
