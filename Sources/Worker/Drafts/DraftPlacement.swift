import FoundationEssentials
import Secretary
import StoreRequests

/// Puts a draft into its conversation, once.
///
/// The mailbox has no idempotency key. So the row says "placing" before the call and "placed" after it; whoever finds a row
/// at "placing" knows that the answer got lost, and looks in the conversation for our header before doing it again.
struct DraftPlacement {
  let check: CheckContext

  /// Proposed drafts that are rows but not yet in the mailbox, after a crash or a failure. Each is tried on its own.
  func run() async throws {
    for waiting in try await check.store.placement.due(at: check.now()) {
      try await check.begin(waiting.draft.id)
      try await attempt(waiting, parent: nil)
    }
  }

  /// Places a draft or leaves it for the next check. Throws only what concerns the whole check.
  /// - Parameter parent: the message it answers, when it is at hand.
  func attempt(_ record: DraftRecord, parent: EmailMessage?) async throws {
    let id = record.draft.id
    do {
      if try await place(record, parent: parent) != .notWanted { check.counts.placed += 1 }
      check.mailboxAnswered()
    } catch MailboxError.answerUnknown {
      check.counts.unplaced += 1
    } catch {
      switch CheckFailure(error) {
      case .message(let words):
        // Asking again will not help: the thread is gone, or the mailbox refuses the mail. The draft stays for review.
        try await check.store.placement.abandon(id, because: words)
      case .mailbox:
        check.counts.unplaced += 1
        try await check.mailboxFailed(over: id)
      default:
        throw error
      }
    }
  }

  enum Outcome: Equatable {
    case placed
    /// It turned out to have been sent.
    case sent
    /// It must not be placed any more: decided otherwise meanwhile, or the secretary was switched off.
    case notWanted
  }

  /// - Throws: among others `answerUnknown`, which leaves the row at "placing".
  func place(_ record: DraftRecord, parent known: EmailMessage?) async throws -> Outcome {
    let draft = record.draft
    if draft.placement == .placing || draft.placement == .removed, let outcome = try await find(record) {
      return outcome
    }
    let parent: EmailMessage
    if let known { parent = known } else { parent = try await check.mailbox.message(draft.messageID) }
    let mail = try draft.mail(saying: draft.placedBody, answering: parent, at: check.now())
    guard try await check.store.placement.markPlacing(draft.id) else { return .notWanted }
    let placed = try await check.mailbox.createDraft(mail, in: draft.threadID)
    try await check.store.placement.markPlaced(
      draft.id, at: MailboxPlacement(placed.id, holding: placed.messageID, version: draft.version))
    return .placed
  }

  /// What became of a draft that may be in the mailbox: its placing got lost, or it was said to be gone. Nil when it is not there.
  private func find(_ record: DraftRecord) async throws -> Outcome? {
    let draft = record.draft
    try await check.waitUntilAtRest(since: draft.updatedAt)
    switch try await check.lookup.lostReply(draft) {
    case .sent(let sent):
      try await check.store.delivery.markSentByUser(
        draft.id, as: sent.id, notice: draft.placement == .placing ? "You sent it from \(MailService.name)." : nil)
      return .sent
    case .draft(let placed):
      // The user may have been quick. What is not our text is theirs.
      let found = try await check.lookup.state(of: record, in: placed)
      try await check.store.placement.markPlaced(
        draft.id, at: MailboxPlacement(placed.id, holding: placed.messageID, version: draft.version))
      if case .edited = found {
        try await check.store.watch.note(
          DraftChange.decide(found, status: draft.status), on: draft.id, version: draft.version)
      }
      return .placed
    case nil:
      return nil
    }
  }
}
