import Secretary
import StoreRequests

/// How things stand in the mailbox around a draft of ours. Reads only.
struct DraftLookup {
  let mailbox: any Mailbox

  /// How a placed draft stands in the mailbox. The draft is asked for before its conversation, so that one which is sent in
  /// between shows in the second answer.
  func state(of record: DraftRecord) async throws -> DraftInMailbox {
    let draft = record.draft
    if let id = draft.place?.draftID, let found = try await placedDraft(id) {
      if found.place == .sent { return .sent(found.messageID, isOurs: true) }
      if found.place == .draft { return try await state(of: record, in: found) }
    }
    let trace = try await mailbox.trace(of: draft.id, in: draft.threadID, sentAfter: draft.createdAt)
    var reply = trace.reply
    if reply == nil {
      reply = try await mailbox.movedReply(draft.id, since: draft.createdAt, among: [.draft, .sent])
    }
    switch reply {
    case .sent(let sent): return .sent(sent.id, isOurs: true)
    // The mailbox's answers contradict each other for a moment; what it lists is rather to be believed than that it is gone.
    case .draft(let found) where found.place == .draft:
      // Under an id that it did not get from us it is the user's doing.
      return found.id == draft.place?.draftID ? try await state(of: record, in: found) : .edited(found.messageID)
    default: return trace.newerSent.map { .sent($0.id, isOurs: false) } ?? .gone
    }
  }

  /// The message that we placed settles it for one request; without it the text has to be read. One that the user has changed
  /// before is theirs, whatever is in it now.
  func state(of record: DraftRecord, in found: PlacedDraft) async throws -> DraftInMailbox {
    if record.draft.isEditedInMailbox { return .edited(found.messageID) }
    if let place = record.draft.place, place.placedMessageID == found.messageID {
      return .ours(found.messageID, isCurrent: place.version == record.draft.version)
    }
    do {
      let message = try await mailbox.message(found.messageID)
      return record.draft.isWritten(in: message) ? .ours(found.messageID, isCurrent: true) : .edited(found.messageID)
    } catch MailboxError.gone {
      return .edited(found.messageID)  // it has changed again: somebody is writing in it
    }
  }

  /// What became of a draft whose placing got lost; nil when it is not in the mailbox. The user may have been quick, and have taken
  /// it into another conversation by changing its subject. Since the draft was written: its row may have changed after its placing.
  func lostReply(_ draft: EmailDraft) async throws -> PlacedReply? {
    if let reply = try await mailbox.reply(draft.id, in: draft.threadID) { return reply }
    return try await mailbox.movedReply(draft.id, since: draft.createdAt, among: [.draft, .sent])
  }

  /// Nil when there is no such conversation any more.
  func thread(_ id: ThreadID) async throws -> EmailThread? {
    do { return try await mailbox.thread(id) } catch MailboxError.gone { return nil }
  }

  /// Nil when there is no such draft; what was sent from the mailbox's page may still be there under its id.
  func placedDraft(_ id: MailboxDraftID) async throws -> PlacedDraft? {
    do { return try await mailbox.draft(id) } catch MailboxError.gone { return nil }
  }
}
