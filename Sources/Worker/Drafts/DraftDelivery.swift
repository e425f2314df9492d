import FoundationEssentials
import Secretary
import StoreRequests

/// Sends what a person approved: through its draft in the mailbox, exactly once.
///
/// The row says "sending" before the mailbox is asked and "sent" after it. Whoever finds a row at "sending" settles it by looking
/// (`SendSettlement`), before anything else is sent. A draft can be sent only once, so even a send that is asked for twice
/// gives one mail.
struct DraftDelivery {
  /// A pause that the mailbox asks for is worth a notice when it is longer than this, in seconds.
  private static let longPause: Double = 600

  /// Whether another draft may be sent after this one.
  private enum Course { case goOn, stop }

  let check: CheckContext

  /// Sends everything that is approved and due, unless there is an earlier send that cannot be settled yet.
  func run() async throws {
    if try await settle() == .goOn { try await deliver() }
  }

  // MARK: In doubt

  /// Settles the send whose end is not known. When that is not possible nothing may be sent yet.
  private func settle() async throws -> Course {
    for record in try await check.store.delivery.sending() {
      check.madeProgress()
      try await check.waitUntilAtRest(since: record.sendingSince ?? check.now())
      do {
        try await write(try await settlement(of: record), of: record)
      } catch {
        switch CheckFailure(error) {
        case .message(let words):
          try await check.store.delivery.markUndecided(
            record.draft.id, notice: "It may have been sent, and \(MailService.name) does not tell: \(words)")
          check.counts.undecided += 1
        case .mailbox:
          try await check.mailboxFailed(over: record.draft.id)
          return .stop
        default: throw error
        }
      }
    }
    return .goOn
  }

  private func settlement(of record: DraftRecord) async throws -> SendSettlement {
    var exists = false
    if let id = record.draft.place?.draftID { exists = try await check.lookup.placedDraft(id)?.isStillDraft ?? false }
    let trace = try await check.mailbox.trace(
      of: record.draft.id, in: record.draft.threadID, sentAfter: record.sendingSince ?? record.draft.updatedAt)
    var reply = trace.reply
    if reply == nil, !exists {
      let begun = record.sendingSince ?? record.draft.updatedAt
      reply = try await check.mailbox.movedReply(record.draft.id, since: begun, among: [.sent])
    }
    var sent: MessageID?
    if case .sent(let reference)? = reply { sent = reference.id }
    return SendSettlement.decide(sentAs: sent, draftExists: exists, newerSent: trace.newerSent?.id)
  }

  private func write(_ settlement: SendSettlement, of record: DraftRecord) async throws {
    switch settlement {
    case .sent(let message):
      try await check.store.delivery.markSent(record.draft.id, as: message)
      check.counts.sent += 1
    case .notSent: try await check.store.delivery.markNotSent(record.draft.id, retryAt: nil, isInDoubt: true)
    case .undecided(let notice):
      try await check.store.delivery.markUndecided(record.draft.id, notice: notice)
      check.counts.undecided += 1
    }
  }

  // MARK: Delivering

  /// Sends everything that is approved and due, until the mailbox wants no more.
  private func deliver() async throws {
    for id in try await check.store.delivery.due(at: check.now()) {
      // Read again: the person may have taken it back since.
      guard let record = try await check.store.delivery.approved(id) else { continue }
      try await check.begin(id)
      guard try await attempt(record) == .goOn else { return }
    }
  }

  private func attempt(_ record: DraftRecord) async throws -> Course {
    let id = record.draft.id
    do {
      guard let ready = try await prepared(record),
        try await check.store.delivery.markSending(id, version: record.draft.version, at: check.now())
      else {
        check.mailboxAnswered()
        return .goOn
      }
      return try await send(record, as: ready)
    } catch MailboxError.answerUnknown {
      // Its placing is in doubt: the next check looks first.
      check.counts.undelivered += 1
      return .goOn
    } catch {
      switch CheckFailure(error) {
      case .message(let words): try await check.store.delivery.handBack(id, notice: "It was not sent. \(words)")
      case .mailbox:
        check.counts.undelivered += 1
        try await check.mailboxFailed(over: id)
      default: throw error
      }
      return .goOn
    }
  }

  /// What the mailbox is to be asked: to send this draft as this mail.
  private struct Letter {
    var placed: MailboxDraftID
    var mail: [UInt8]
  }

  /// The last look before sending; nil when it must not be sent any more. The conversation has to be the one that the person
  /// saw, and the draft in the mailbox still ours. The mail is written from the row, so it is what the page showed.
  private func prepared(_ record: DraftRecord) async throws -> Letter? {
    let draft = record.draft
    let outline = try await check.mailbox.outline(of: draft.threadID)
    let state = ThreadState(of: outline, around: draft, owner: try await check.owner())
    guard let parent = outline?.messages.first(where: { $0.id == draft.messageID }),
      state == .asShown || state == .back
    else {
      try await stop(draft, state)
      return nil
    }
    let placed = draft.place != nil ? try await stillOurs(record) : try await freshlyPlaced(record, parent)
    return try placed.map {
      Letter(placed: $0, mail: try draft.mail(saying: draft.body, answering: parent, at: check.now()))
    }
  }

  /// The draft goes back to the person, who is shown the conversation as it is now.
  private func stop(_ draft: EmailDraft, _ state: ThreadState) async throws {
    guard state != .asShown else {
      return try await check.store.delivery.handBack(
        draft.id, notice: "It was not sent: the message it answers is not in \(MailService.name) any more.")
    }
    let (thread, owner) = (try await check.lookup.thread(draft.threadID), try await check.owner())
    try await check.store.watch.note(
      state, of: draft.id, newest: thread?.newest,
      showing: try thread.map {
        try SealedConversation(Conversation(of: $0, answering: draft.messageID, owner: owner), with: check.keys)
      })
  }

  private func freshlyPlaced(_ record: DraftRecord, _ parent: EmailMessage) async throws -> MailboxDraftID? {
    guard try await DraftPlacement(check: check).place(record, parent: parent) == .placed else { return nil }
    guard let placed = try await check.store.delivery.approved(record.draft.id), !placed.draft.isEditedInMailbox else {
      return nil
    }
    return placed.draft.place?.draftID
  }

  private func stillOurs(_ record: DraftRecord) async throws -> MailboxDraftID? {
    let draft = record.draft
    let change = DraftChange.decide(
      try await check.lookup.state(of: record), status: draft.status, isEdited: draft.isEditedInMailbox,
      wasAsked: record.sendingSince != nil)
    guard try await check.store.watch.note(change, on: draft.id, version: draft.version), case .unchanged = change
    else {
      return nil
    }
    return draft.place?.draftID
  }

  /// Between the mark and this request lies no wait.
  private func send(_ record: DraftRecord, as letter: Letter) async throws -> Course {
    let id = record.draft.id
    do {
      let sent = try await check.mailbox.sendDraft(letter.placed, as: letter.mail, in: record.draft.threadID)
      try await check.store.delivery.markSent(id, as: sent.id)
      check.counts.sent += 1
      check.mailboxAnswered()
      return .goOn
    } catch MailboxError.answerUnknown {
      check.counts.undelivered += 1
      return .stop  // stays at "sending"; the next check, in a moment, looks before it sends anything
    } catch let error as MailboxError {
      // Every other word of the mailbox's means that nothing was sent.
      try await notSent(id, because: error)
      switch CheckFailure(error) {
      case .message: return .goOn
      case .paused, .mailbox: return .stop
      default: throw error
      }
    }
  }

  private func notSent(_ id: DraftID, because error: MailboxError) async throws {
    switch error {
    case .paused(let until):
      check.counts.undelivered += 1
      let isLong = until.timeIntervalSince(check.now()) > Self.longPause
      let notice =
        isLong
        ? "\(MailService.name) lets you send nothing more for now. It is sent as soon as \(MailService.name) allows."
        : nil
      try await check.store.delivery.markNotSent(id, retryAt: until)
      try await check.store.delivery.postponeAll(until: until, notice: notice)
    case .temporary:
      check.counts.undelivered += 1
      try await check.store.delivery.markNotSent(id, retryAt: check.now().addingTimeInterval(5))
    case .gone, .refused: try await refused(id, error)
    default: try await check.store.delivery.markNotSent(id, retryAt: nil)
    }
  }

  /// The mailbox does not send this draft. Mostly because the user was quicker, which a look shows.
  private func refused(_ id: DraftID, _ error: MailboxError) async throws {
    try await check.store.delivery.markNotSent(id, retryAt: check.now().addingTimeInterval(60))
    guard let record = try await check.store.delivery.approved(id) else { return }
    let change = DraftChange.decide(
      try await check.lookup.state(of: record), status: record.draft.status, wasAsked: true)
    try await check.store.watch.note(change, on: id, version: record.draft.version)
    if case .unchanged = change, case .refused(let words) = error {
      try await check.store.delivery.handBack(id, notice: "It was not sent. \(words)")
    }
  }
}
