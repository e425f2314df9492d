import Drafting
import FoundationEssentials
import Gmail
import Secretary
import Storage

/// One look into one mailbox: intake, drafts that wait for their place, and every message that is due.
struct MailboxCheck {
  /// Messages taken from the ledger at a time.
  private static let batch = 50

  let session: GmailSession
  let settings: AgentSettings
  let writer: any DraftWriter
  let mailbox: MailboxStore
  let limits: DraftLimits
  let since: Date?
  let clock: any Clock<Duration>
  let now: @Sendable () -> Date
  let newDraftID: @Sendable () -> DraftID
  /// Called after every step, so that a watchdog can tell work from hanging.
  let madeProgress: @Sendable () -> Void

  /// Throws what ends or breaks off the check; `CheckTrouble` says what it means. The tally is right in any case.
  func run(tallying tally: inout CheckTally) async throws {
    let intake = MailboxIntake(gmail: session.gmail, store: mailbox, now: now)
    let arrival = try await intake.run(since: since)
    tally.seen = arrival.new
    madeProgress()
    let placement = DraftPlacement(gmail: session.gmail, mailbox: mailbox, clock: clock, now: now)
    try await placeWaiting(placement, &tally)
    guard var due = try await nextBatch() else { return }
    let triage = Triage(owner: try await session.mailboxOwner(), limits: limits)
    var handling = MessageHandling(
      review: MessageReview(
        gmail: session.gmail, triage: triage, settings: settings, watchedSince: arrival.watchedSince),
      writer: writer, placement: placement, store: mailbox, userID: settings.userID, now: now, newDraftID: newDraftID)
    defer { tally.add(handling.tally) }
    while true {
      for entry in due {
        if Task.isCancelled { throw CancellationError() }
        try await handling.handle(entry)
        madeProgress()
      }
      guard let more = try await nextBatch() else { break }
      due = more
    }
  }

  private func nextBatch() async throws -> [LedgerEntry]? {
    let due = try await mailbox.dueMessages(at: now(), limit: Self.batch)
    return due.isEmpty ? nil : due
  }

  /// Drafts that are rows but not yet in Gmail, after a crash or a failure. Each is tried on its own.
  private func placeWaiting(_ placement: DraftPlacement, _ tally: inout CheckTally) async throws {
    for waiting in try await mailbox.draftsToPlace() {
      try await placement.attempt(waiting.draft, isInDoubt: waiting.mayBeInGmail, parent: nil, &tally)
      madeProgress()
    }
  }
}
