import Drafting
import FoundationEssentials
import Secretary
import StoreRequests

/// What becomes of a text that was written: a draft with what was found in it, proposed to the person, and put into the mailbox
/// where they want that. The same for answers and reminders.
struct DraftProposing {
  let check: CheckContext

  /// The draft, and what was found in it.
  func draft(
    _ task: ReplyTask, saying text: DraftText, id: DraftID, _ facts: [RememberedFact], owner: MailboxOwner
  ) -> (EmailDraft, CheckedText) {
    var draft = task.draft(text, id: id, for: check.settings.userID, at: check.now())
    let checked = check.sources(task.conversation, facts, owner: owner).check(draft)
    draft.checks = DraftChecks(checked)
    draft.proposedStyle = LetterStyle(of: draft.body, signedWith: check.settings.signature)
    return (draft, checked)
  }

  /// False when another draft of the conversation keeps it from being proposed.
  /// - Parameter alongside: the person asked for it, so none does.
  func propose(_ draft: EmailDraft, for task: ReplyTask, alongside: Bool = false) async throws -> Bool {
    let isPlaced = check.settings.draftMode == .gmail
    switch try await check.store.drafts.propose(
      DraftProposal(
        draft, placing: isPlaced, showing: SealedConversation(task.conversation, with: check.keys),
        alongside: alongside))
    {
    case .saved:
      check.counts.drafted += 1
      // The message is done; what goes wrong from here on is the placement's own matter.
      if isPlaced { try await DraftPlacement(check: check).attempt(DraftRecord(draft: draft), parent: task.message) }
    case .alreadyThere: break  // placed, if it is to be, with the others that wait for it
    case .held: return false
    case .switchedOff:
      throw WorkerEnd(.finished, "The secretary was switched off, so nothing more is written.")
    }
    return true
  }
}
