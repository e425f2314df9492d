import FoundationEssentials
import Secretary
import StoreRequests

/// Takes dismissed and retired drafts of ours out of the mailbox. One that the user has written in stays, and sent mail is never touched.
struct DraftRemoval {
  let check: CheckContext

  func run() async throws {
    for record in try await check.store.placement.toRemove(at: check.now()) {
      let id = record.draft.id
      try await check.begin(id)
      do {
        try await remove(record)
        check.mailboxAnswered()
      } catch MailboxError.answerUnknown {
        try await check.store.drafts.postpone(id, until: check.now().addingTimeInterval(SendSettlement.settling))
      } catch {
        switch CheckFailure(error) {
        case .message(let words):
          try await check.store.placement.markKept(id, notice: "The draft is still in \(MailService.name): \(words)")
        case .mailbox: try await check.mailboxFailed(over: id)
        default: throw error
        }
      }
    }
  }

  private func remove(_ record: DraftRecord) async throws {
    var record = record
    if record.draft.placement == .placing {
      // Dismissed while its placing was in doubt.
      try await check.waitUntilAtRest(since: record.draft.updatedAt)
      if case .draft(let placed)? = try await check.lookup.lostReply(record.draft) {
        record.draft.placement = .placed(MailboxPlacement(placed.id))
      }
    }
    let decision =
      record.draft.isEditedInMailbox ? .keepTheirs : RemovalDecision.decide(try await check.lookup.state(of: record))
    switch decision {
    case .delete(let message):
      guard let placed = record.draft.place?.draftID else { break }
      do { try await check.mailbox.deleteDraft(placed, holding: message) } catch MailboxError.gone {}
      check.counts.removed += 1
    case .keep(let notice):
      return try await check.store.placement.markKept(record.draft.id, notice: notice)
    case .sent(let message):
      if try await check.store.delivery.markSentByUser(
        record.draft.id, as: message, notice: "You sent it from \(MailService.name).")
      {
        check.counts.touched += 1
        return
      }
      return try await check.store.placement.markKept(record.draft.id, notice: "You sent it from \(MailService.name).")
    case .alreadyGone: break
    }
    try await check.store.placement.markRemoved(record.draft.id)
  }
}
