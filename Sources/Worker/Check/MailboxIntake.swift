import FoundationEssentials
import Gmail
import Secretary
import Storage

/// Brings what happened in the mailbox to the ledger: rows first and the cursor with them, in one transaction. Nothing
/// is decided here beyond what labels settle.
struct MailboxIntake {
  /// How far back before the last intake a resynchronisation looks, in seconds. Gmail's clock orders mail, ours says
  /// when we looked; a day is far more than they can differ, and known messages cost nothing.
  static let overlap: Double = 86_400
  /// Seconds by which Gmail's clock and ours may differ: mail that arrives now must not count as older than the start.
  static let clockSkew: Double = 300
  /// Newest messages of the mailbox that a resynchronisation lists besides the search, whose index lags by minutes.
  static let newest = 100

  let gmail: GmailMailbox
  let store: MailboxStore
  let now: @Sendable () -> Date

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
    guard let watch = try await store.watch() else { return try await start(at: since) }
    var arrival = Arrival(watchedSince: watch.watchedSince, new: 0)
    do {
      let delta = try await gmail.history(since: watch.historyID)
      arrival.isQuiet = delta.events.isEmpty
      arrival.new = try await store.record(
        HistoryReading.seen(in: delta.events), movingCursorTo: delta.currentID, at: now(),
        traces: .known(HistoryReading.traces(in: delta.events)))
    } catch GmailError.historyExpired {
      arrival.new = try await resynchronise(watch)
    }
    return arrival
  }

  private func start(at since: Date?) async throws -> Arrival {
    let start = since ?? now().addingTimeInterval(-Self.clockSkew)
    // The profile before the list: what arrives while we list is in the history after it.
    let profile = try await gmail.profile()
    let seen = since == nil ? [] : try await listing(after: start)
    let new = try await store.record(seen, movingCursorTo: profile.historyID, at: now(), watchedSince: start)
    return Arrival(watchedSince: start, new: new)
  }

  /// Gmail keeps history for a week, at times for hours. What arrived since the last intake is listed instead; the new
  /// cursor is the one taken before listing, so that nothing falls between the two. Should that one have expired as
  /// well, the next check lists again, which is polling, and costs little.
  private func resynchronise(_ watch: MailboxWatch) async throws -> Int {
    let profile = try await gmail.profile()
    let from = max(watch.watchedSince, watch.movedAt.addingTimeInterval(-Self.overlap))
    let seen = try await listing(after: from)
    return try await store.record(seen, movingCursorTo: profile.historyID, at: now(), traces: .lost)
  }

  private func listing(after: Date) async throws -> [SeenMessage] {
    let indexed = try await gmail.messageIDs(after: after)
    // Of the whole mailbox: a filter may have archived it at once. What is in Sent or a draft needs no reading.
    let newest = try await gmail.messageIDs(limit: Self.newest)
    var labels: [MessageReference: Set<String>] = [:]
    for label in ["SENT", "DRAFT"] {
      for reference in try await gmail.messageIDs(labels: [label], limit: Self.newest) {
        labels[reference, default: []].insert(label)
      }
    }
    var known: Set<MessageReference> = []
    // Oldest first, as in history, so that the ledger is worked off in the order of arrival.
    return (newest + indexed).filter { known.insert($0).inserted }.reversed().compactMap {
      HistoryReading.seen($0, labels: labels[$0])
    }
  }
}
