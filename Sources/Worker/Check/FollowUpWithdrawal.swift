import Secretary
import StoreRequests

/// Takes back reminders that were answered in another conversation: people write anew instead of answering. What happens in the
/// reminder's own is `DraftWatch`'s matter. The mailbox is not asked, because the ledger has the subjects of what came.
struct FollowUpWithdrawal {
  let check: CheckContext

  func run() async throws {
    for reminder in try await check.store.followUps.reminders() {
      let asked = MessageReference(id: reminder.messageID, threadID: reminder.threadID)
      let people = reminder.recipients.to + reminder.recipients.cc
      let later = try await check.store.followUps.subjects(after: asked, from: people)
      guard FollowUp.isAnswered(reminder.subject, by: later) else { continue }
      try await check.store.watch.note(.answered, of: reminder.id, newest: nil, showing: nil)
      check.counts.touched += 1
    }
  }
}
