import FoundationEssentials
import Secretary
import StoreRequests

/// Brings what happened in the mailbox to the ledger: rows first and the cursor with them, in one transaction. Nothing
/// is decided here beyond what a place settles.
struct MailboxIntake {
  /// How far back before the last intake a resynchronisation looks, in seconds. The mailbox's clock orders mail, ours says
  /// when we looked; a day is far more than they can differ, and known messages cost nothing.
  static let overlap: Double = 86_400
  /// Seconds by which the mailbox's clock and ours may differ: mail that arrives now must not count as older than the start.
  static let clockSkew: Double = 300
  /// Newest messages of the mailbox that a resynchronisation lists besides the search, whose index lags by minutes.
  static let newest = 100

  let mailbox: any Mailbox
  let store: any WorkerStore
  let now: @Sendable () -> Date
  /// What asks for a draft when it is put on a message; nil when the mailbox has no such label.
  var label: RequestLabelID?

  struct Arrival: Equatable {
    /// Mail from before this is not ours to answer.
    var watchedSince: Date
    /// How many messages are new in the ledger.
    var new: Int
    /// Nothing at all happened in the mailbox since the last intake.
    var isQuiet = false
  }

  /// Without a cursor the watch starts now, and nothing older is looked at; with `since` it starts there instead.
  func run(since: Date? = nil) async throws -> Arrival {
    guard let position = try await store.intake.position() else { return try await start(at: since) }
    var arrival = Arrival(watchedSince: position.watchedSince, new: 0)
    do {
      let news = try await mailbox.changes(since: position.cursor, asking: label)
      arrival.isQuiet = news.changes.isEmpty
      arrival.new = try await store.intake.record(
        IntakeRecord(
          HistoryReading.seen(in: news.changes), asked: HistoryReading.asked(in: news.changes),
          movingCursorTo: news.cursor, at: now(),
          traces: .known(HistoryReading.traces(in: news.changes))))
    } catch MailboxError.changesLost {
      arrival.new = try await resynchronise(position)
    }
    return arrival
  }

  private func start(at since: Date?) async throws -> Arrival {
    // The profile before the list: what arrives while we list is in the history after it.
    let profile = try await mailbox.profile()
    // Mail is dated by the mailbox's clock. With ours ahead, all that comes next would be older than the start.
    let start = since ?? now().addingTimeInterval(-ahead(of: profile) - Self.clockSkew)
    let seen = since == nil ? [] : try await listing(after: start)
    let new = try await store.intake.record(
      IntakeRecord(seen, movingCursorTo: profile.cursor, at: now(), watchedSince: start))
    return Arrival(watchedSince: start, new: new)
  }

  /// A mailbox may remember its changes for hours only. What arrived since the last intake is listed instead; the new
  /// cursor is the one taken before listing, so that nothing falls between the two. Should that one have expired as
  /// well, the next check lists again, which is polling, and costs little.
  private func resynchronise(_ position: IntakePosition) async throws -> Int {
    let profile = try await mailbox.profile()
    let from = max(position.watchedSince, position.movedAt.addingTimeInterval(-ahead(of: profile) - Self.overlap))
    let seen = try await listing(after: from)
    return try await store.intake.record(
      IntakeRecord(
        seen, asked: try await asked(), movingCursorTo: profile.cursor, at: now(), traces: .lost))
  }

  /// Seconds by which our clock is ahead of the mailbox's.
  private func ahead(of profile: MailboxProfile) -> Double {
    profile.now.map { max(0, now().timeIntervalSince($0)) } ?? 0
  }

  private func asked() async throws -> [MessageReference] {
    guard let label else { return [] }
    return try await mailbox.messages(asking: label)
  }

  private func listing(after: Date) async throws -> [SeenMessage] {
    let indexed = try await mailbox.messages(after: after)
    // Of the whole mailbox: a filter may have archived it at once. What is in Sent or a draft needs no reading.
    let newest = try await mailbox.newestMessages(Self.newest, in: nil)
    var places: [MessageReference: MailPlace] = [:]
    for place in [MailPlace.sent, .draft] {
      for reference in try await mailbox.newestMessages(Self.newest, in: place) { places[reference] = place }
    }
    var known: Set<MessageReference> = []
    // Oldest first, as in history, so that the ledger is worked off in the order of arrival.
    return (newest + indexed).filter { known.insert($0).inserted }.reversed().compactMap {
      HistoryReading.seen($0, in: places[$0])
    }
  }
}
