import FoundationEssentials
import Secretary
import Storage

/// Sends what a person approved: through its draft in Gmail, exactly once.
///
/// The row says "sending" before Gmail is asked and "sent" after it. Whoever finds a row at "sending" settles it by looking
/// (`SendSettlement`), before anything else is sent. A draft can be sent only once, so even a send that is asked for twice
/// gives one mail.
struct DraftDelivery {
  /// A pause that Gmail asks for is worth a notice when it is longer than this, in seconds.
  private static let longPause: Double = 600

  var desk: DraftDesk

  // MARK: In doubt

  /// Settles the send whose end is not known. False when that was not possible: then nothing may be sent yet.
  mutating func settle(_ tally: inout CheckTally) async throws -> Bool {
    for record in try await desk.store.draftsSending() {
      desk.madeProgress()
      try await desk.settle(since: record.sendingSince ?? desk.now())
      do {
        try await write(try await settlement(of: record), of: record, &tally)
      } catch {
        switch CheckTrouble(error) {
        case .message(let words):
          try await desk.store.markUndecided(
            record.draft.id, notice: "It may have been sent, and Gmail does not tell: \(words)")
        case .mailbox(let words):
          try await desk.stumbled(over: record.draft.id, words)
          return false
        default: throw error
        }
      }
    }
    return true
  }

  private func settlement(of record: DraftRecord) async throws -> SendSettlement {
    var exists = false
    if let id = record.draft.gmailDraftID { exists = try await desk.draftInGmail(id)?.isStillDraft ?? false }
    let trace = try await desk.mailbox.trace(
      of: record.draft.id, in: record.draft.threadID, sentAfter: record.sendingSince ?? record.draft.updatedAt)
    var reply = trace.reply
    if reply == nil, !exists {
      let begun = record.sendingSince ?? record.draft.updatedAt
      reply = try await desk.mailbox.movedReply(record.draft.id, since: begun, among: [.sent])
    }
    var sent: MessageID?
    if case .sent(let reference)? = reply { sent = reference.id }
    return SendSettlement.decide(sentAs: sent, draftExists: exists, newerSent: trace.newerSent?.id)
  }

  private func write(_ settlement: SendSettlement, of record: DraftRecord, _ tally: inout CheckTally) async throws {
    switch settlement {
    case .sent(let message):
      try await desk.store.markSent(record.draft.id, as: message)
      tally.sent += 1
    case .notSent: try await desk.store.markNotSent(record.draft.id, retryAt: nil, isInDoubt: true)
    case .undecided(let notice):
      try await desk.store.markUndecided(record.draft.id, notice: notice)
      tally.undecided += 1
    }
  }

  // MARK: Delivering

  /// Sends everything that is approved and due, until Gmail wants no more.
  mutating func deliver(_ tally: inout CheckTally) async throws {
    for id in try await desk.store.deliveriesDue(at: desk.now()) {
      // Read again: the person may have taken it back since.
      guard let record = try await desk.store.approvedDraft(id) else { continue }
      try await desk.begin(id)
      guard try await attempt(record, &tally) else { return }
    }
  }

  /// False when nothing more can be sent for now.
  private mutating func attempt(_ record: DraftRecord, _ tally: inout CheckTally) async throws -> Bool {
    let id = record.draft.id
    do {
      guard let ready = try await prepared(record),
        try await desk.store.markSending(id, version: record.draft.version, at: desk.now())
      else {
        desk.succeeded()
        return true
      }
      return try await send(record, as: ready, &tally)
    } catch MailboxError.answerUnknown {
      // Its placing is in doubt: the next check looks first.
      tally.undelivered += 1
      return true
    } catch {
      switch CheckTrouble(error) {
      case .message(let words): try await desk.store.handBack(id, notice: "It was not sent. \(words)")
      case .mailbox(let words):
        tally.undelivered += 1
        try await desk.stumbled(over: id, words)
      default: throw error
      }
      return true
    }
  }

  /// What Gmail is to be asked: to send this draft as this mail.
  private struct Letter {
    var placed: GmailDraftID
    var mail: [UInt8]
  }

  /// The last look before sending; nil when it must not be sent any more. The conversation has to be the one that the person
  /// saw, and the draft in Gmail still ours. The mail is written from the row, so it is what the page showed.
  private func prepared(_ record: DraftRecord) async throws -> Letter? {
    let draft = record.draft
    let outline = try await desk.mailbox.outline(of: draft.threadID)
    let state = ThreadState(of: outline, around: draft, owner: try await desk.owner())
    guard let parent = outline?.messages.first(where: { $0.id == draft.messageID }),
      state == .asShown || state == .back
    else {
      try await stop(draft, state)
      return nil
    }
    let placed = draft.placement == .placed ? try await stillOurs(record) : try await placed(record, parent)
    return try placed.map { Letter(placed: $0, mail: try draft.mail(answering: parent, at: desk.now())) }
  }

  /// The draft goes back to the person, who is shown the conversation as it is now.
  private func stop(_ draft: EmailDraft, _ state: ThreadState) async throws {
    guard state != .asShown else {
      return try await desk.store.handBack(
        draft.id, notice: "It was not sent: the message it answers is not in Gmail any more.")
    }
    let (thread, owner) = (try await desk.thread(draft.threadID), try await desk.owner())
    try await desk.store.note(
      state, of: draft, newest: thread?.newest,
      showing: thread.map { Conversation(of: $0, answering: draft.messageID, owner: owner) }, sealedWith: desk.keys)
  }

  private func placed(_ record: DraftRecord, _ parent: EmailMessage) async throws -> GmailDraftID? {
    guard try await DraftPlacement(desk: desk).place(record, parent: parent) == .placed else { return nil }
    guard let placed = try await desk.store.approvedDraft(record.draft.id), !placed.draft.isEditedInGmail else {
      return nil
    }
    return placed.draft.gmailDraftID
  }

  private func stillOurs(_ record: DraftRecord) async throws -> GmailDraftID? {
    let draft = record.draft
    let touch = DraftTouch.decide(
      try await desk.sight(of: record), status: draft.status, isEdited: draft.isEditedInGmail,
      wasAsked: record.sendingSince != nil)
    guard try await desk.store.note(touch, on: draft), case .untouched = touch else { return nil }
    return draft.gmailDraftID
  }

  /// Between the mark and this request lies no wait. False when nothing more can be sent for now.
  private mutating func send(
    _ record: DraftRecord, as letter: Letter, _ tally: inout CheckTally
  ) async throws -> Bool {
    let id = record.draft.id
    do {
      let sent = try await desk.mailbox.sendDraft(letter.placed, as: letter.mail, in: record.draft.threadID)
      try await desk.store.markSent(id, as: sent.id)
      tally.sent += 1
      desk.succeeded()
      return true
    } catch MailboxError.answerUnknown {
      tally.undelivered += 1
      return false  // stays at "sending"; the next check, in a moment, looks before it sends anything
    } catch let error as MailboxError {
      // Every other word of Gmail's means that nothing was sent.
      try await notSent(id, because: error, &tally)
      switch CheckTrouble(error) {
      case .message: return true
      case .paused, .mailbox: return false
      default: throw error
      }
    }
  }

  private mutating func notSent(_ id: DraftID, because error: MailboxError, _ tally: inout CheckTally) async throws {
    switch error {
    case .paused(let until):
      tally.undelivered += 1
      let isLong = until.timeIntervalSince(desk.now()) > Self.longPause
      let notice = isLong ? "Gmail lets you send nothing more for now. It is sent as soon as Gmail allows." : nil
      try await desk.store.markNotSent(id, retryAt: until)
      try await desk.store.postponeDeliveries(until: until, notice: notice)
    case .temporary:
      tally.undelivered += 1
      try await desk.store.markNotSent(id, retryAt: desk.now().addingTimeInterval(5))
    case .gone, .refused: try await refused(id, error)
    default: try await desk.store.markNotSent(id, retryAt: nil)
    }
  }

  /// Gmail does not send this draft. Mostly because the user was quicker, which a look shows.
  private func refused(_ id: DraftID, _ error: MailboxError) async throws {
    try await desk.store.markNotSent(id, retryAt: desk.now().addingTimeInterval(60))
    guard let record = try await desk.store.approvedDraft(id) else { return }
    let touch = DraftTouch.decide(try await desk.sight(of: record), status: record.draft.status, wasAsked: true)
    try await desk.store.note(touch, on: record.draft)
    if case .untouched = touch, case .refused(let words) = error {
      try await desk.store.handBack(id, notice: "It was not sent. \(words)")
    }
  }
}
