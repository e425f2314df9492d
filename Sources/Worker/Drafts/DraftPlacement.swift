import FoundationEssentials
import Secretary
import Storage

/// Puts a draft into its Gmail conversation, once.
///
/// Gmail has no idempotency key. So the row says "placing" before the call and "placed" after it; whoever finds a row
/// at "placing" knows that the answer got lost, and looks in the conversation for our header before doing it again.
struct DraftPlacement {
  var desk: DraftDesk

  /// Proposed drafts that are rows but not yet in Gmail, after a crash or a failure. Each is tried on its own.
  mutating func placeWaiting(_ tally: inout CheckTally) async throws {
    for waiting in try await desk.store.draftsToPlace(at: desk.now()) {
      try await desk.begin(waiting.draft.id)
      try await attempt(waiting, parent: nil, &tally)
    }
  }

  /// Places a draft or leaves it for the next check. Throws only what concerns the whole check.
  /// - Parameter parent: the message it answers, when it is at hand.
  mutating func attempt(_ record: DraftRecord, parent: EmailMessage?, _ tally: inout CheckTally) async throws {
    let id = record.draft.id
    do {
      if try await place(record, parent: parent) != .notWanted { tally.placed += 1 }
      desk.succeeded()
    } catch MailboxError.answerUnknown {
      tally.unplaced += 1
    } catch {
      switch CheckTrouble(error) {
      case .message(let words):
        // Asking again will not help: the thread is gone, or Gmail refuses the mail. The draft stays for review.
        try await desk.store.abandonPlacing(id, because: words)
      case .mailbox(let words):
        tally.unplaced += 1
        try await desk.stumbled(over: id, words)
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
    if draft.placement == .placing, let outcome = try await find(record) { return outcome }
    let parent: EmailMessage
    if let known { parent = known } else { parent = try await desk.mailbox.message(draft.messageID) }
    let mail = try draft.mail(answering: parent, at: desk.now())
    guard try await desk.store.markPlacing(draft.id) else { return .notWanted }
    let placed = try await desk.mailbox.createDraft(mail, in: draft.threadID)
    try await desk.store.markPlaced(
      draft.id, gmailDraftID: placed.id, messageID: placed.messageID, version: draft.version)
    return .placed
  }

  /// What became of a draft whose placing got lost; nil when it is not in Gmail.
  private func find(_ record: DraftRecord) async throws -> Outcome? {
    let draft = record.draft
    try await desk.settle(since: draft.updatedAt)
    switch try await desk.lostReply(draft) {
    case .sent(let sent):
      try await desk.store.markSentByUser(draft.id, as: sent.id, notice: "You sent it from Gmail.")
      return .sent
    case .draft(let placed):
      // The user may have been quick. What is not our text is theirs.
      let sight = try await desk.sight(of: record, in: placed)
      try await desk.store.markPlaced(
        draft.id, gmailDraftID: placed.id, messageID: placed.messageID, version: draft.version)
      if case .edited = sight {
        try await desk.store.note(DraftTouch.decide(sight, status: draft.status), on: draft)
      }
      return .placed
    case nil:
      return nil
    }
  }
}
