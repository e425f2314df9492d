import Drafting
import FoundationEssentials
import Secretary
import Storage
import Vault

/// One look into one mailbox: what a person waits for first, then new mail and every message that is due.
struct MailboxCheck {
  enum Scope {
    case everything
    /// Only what a person has asked for about drafts: outside business hours.
    case errands
  }

  /// Messages taken from the ledger at a time.
  private static let batch = 50

  let session: MailboxSession
  let settings: AgentSettings
  let writer: any DraftWriter
  let store: MailboxStore
  /// Seal what is kept of mail.
  let keys: UserKeys
  let limits: DraftLimits
  let since: Date?
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date
  let newDraftID: @Sendable () -> DraftID
  /// Called after every step, so that a watchdog can tell work from hanging.
  let madeProgress: @Sendable () -> Void

  /// Throws what ends or breaks off the check; `CheckTrouble` says what it means. The tally is right in any case.
  ///
  /// - Returns: whether a draft may want something later. Nearly every check finds that none does, asks the store so once,
  ///   and is spared a question for each kind of errand.
  func run(_ scope: Scope, tallying tally: inout CheckTally) async throws -> Bool {
    let desk = DraftDesk(
      mailbox: session.mailbox, store: store, owner: { try await owner() }, keys: keys,
      clock: clock, now: now, madeProgress: madeProgress)
    var delivery = DraftDelivery(desk: desk)
    var mayBeOpen = try await store.hasOpenDrafts()
    // What a person approved goes out before any mail is read that could be in its way.
    if mayBeOpen, try await delivery.settle(&tally) { try await delivery.deliver(&tally) }
    var arrival: MailboxIntake.Arrival?
    if scope == .everything {
      let brought = try await MailboxIntake(mailbox: session.mailbox, store: store, now: now).run(since: since)
      tally.seen = brought.new
      mayBeOpen = mayBeOpen || !brought.isQuiet
      arrival = brought
      madeProgress()
    }
    if mayBeOpen {
      if arrival != nil {
        var watch = DraftWatch(desk: desk)
        try await watch.run(&tally)
      }
      var removal = DraftRemoval(desk: desk)
      try await removal.run(&tally)
      try await rewrite(desk, &tally)
    }
    if let arrival {
      var placement = DraftPlacement(desk: desk)
      if mayBeOpen { try await placement.placeWaiting(&tally) }
      try await draft(since: arrival.watchedSince, placement, &delivery, &tally)
      if tally.drafted > 0 {
        // What was superseded by a new draft leaves Gmail with it.
        var removal = DraftRemoval(desk: desk)
        try await removal.run(&tally)
      }
    }
    return mayBeOpen || tally != CheckTally()
  }

  private func owner() async throws -> MailboxOwner {
    try await session.mailboxOwner(with: settings.otherAddresses)
  }

  private func rewrite(_ desk: DraftDesk, _ tally: inout CheckTally) async throws {
    let due = try await store.rewritesDue(at: now())
    if due.isEmpty { return }
    let composer = PromptComposer(settings: settings, owner: try await owner())
    var rewrite = DraftRewrite(composer: composer, writer: writer, desk: desk)
    try await rewrite.run(due, &tally)
  }

  private func draft(
    since watchedSince: Date, _ placement: DraftPlacement, _ delivery: inout DraftDelivery, _ tally: inout CheckTally
  ) async throws {
    guard var due = try await nextBatch() else { return }
    let triage = Triage(owner: try await owner(), limits: limits)
    var handling = MessageHandling(
      review: MessageReview(mailbox: session.mailbox, triage: triage, settings: settings, watchedSince: watchedSince),
      limits: limits, writer: writer, placement: placement, store: store, userID: settings.userID, keys: keys,
      now: now,
      newDraftID: newDraftID)
    defer { tally.add(handling.tally) }
    while true {
      for entry in due {
        if Task.isCancelled { throw CancellationError() }
        try await sendWhatIsDue(&delivery, &tally)
        try await handling.handle(entry)
        madeProgress()
      }
      guard let more = try await nextBatch() else { break }
      due = more
    }
  }

  /// Drafts become due while others are written: approved by now, or past the time in which the person could take it back.
  private func sendWhatIsDue(_ delivery: inout DraftDelivery, _ tally: inout CheckTally) async throws {
    guard try await !store.deliveriesDue(at: now()).isEmpty, try await delivery.settle(&tally) else { return }
    try await delivery.deliver(&tally)
    madeProgress()
  }

  private func nextBatch() async throws -> [LedgerEntry]? {
    let due = try await store.dueMessages(at: now(), limit: Self.batch)
    return due.isEmpty ? nil : due
  }
}
