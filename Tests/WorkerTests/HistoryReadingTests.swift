import Secretary
import Storage
import StoreRequests
import Testing

@testable import Worker

@Suite struct HistoryReadingTests {
  private func change(
    _ kind: MailboxChange.Kind, _ id: String, in place: MailPlace? = .inbox, _ category: MailCategory? = nil
  ) -> MailboxChange {
    MailboxChange(kind: kind, messageID: MessageID(id), threadID: ThreadID("t"), place: place, category: category)
  }

  private func seen(_ id: String, _ settled: SetAsideReason? = nil) -> SeenMessage {
    SeenMessage(messageID: MessageID(id), threadID: ThreadID("t"), settled: settled)
  }

  @Test func `a message told in several changes is seen once, in the order of arrival`() {
    let changes = [
      change(.added, "b"), change(.added, "a"), change(.entered(.inbox), "b"), change(.added, "b"),
    ]
    #expect(HistoryReading.seen(in: changes) == [seen("b"), seen("a")])
  }

  @Test func `drafts leave no trace`() {
    #expect(HistoryReading.seen(in: [change(.added, "d", in: .draft)]).isEmpty)
  }

  @Test func `what was deleted again is dropped`() {
    let changes = [change(.added, "a"), change(.deleted, "a", in: nil), change(.added, "b")]
    #expect(HistoryReading.seen(in: changes) == [seen("b")])
  }

  @Test(arguments: [(MailPlace.sent, SetAsideReason.ownMail), (.spam, .spam), (.trash, .trash)])
  func `a place that settles a message settles it for nothing`(place: MailPlace, reason: SetAsideReason) {
    #expect(HistoryReading.seen(in: [change(.added, "a", in: place)]) == [seen("a", reason)])
  }

  @Test(arguments: [MailboxChange.Kind.left(.spam), .entered(.inbox)])
  func `a rescue from spam is an arrival`(kind: MailboxChange.Kind) {
    #expect(HistoryReading.seen(in: [change(kind, "a")]) == [seen("a")])
  }

  @Test func `a draft of the user's own is mail of theirs once it is sent`() {
    #expect(HistoryReading.seen(in: [change(.entered(.sent), "a", in: .sent)]) == [seen("a", .ownMail)])
  }

  @Test func `what the user takes out of a category is decided again`() {
    var moved = seen("a")
    moved.isMovedToPrimary = true
    #expect(HistoryReading.seen(in: [change(.leftCategory, "a")]) == [moved])
    #expect(HistoryReading.seen(in: [change(.leftCategory, "a", in: .inbox, .social)]) == [seen("a")])
  }

  @Test(arguments: [MailboxChange.Kind.left(.inbox), .entered(.archive), .left(.trash)])
  func `other moves bring nothing`(kind: MailboxChange.Kind) {
    #expect(HistoryReading.seen(in: [change(kind, "a")]).isEmpty)
  }

  @Test func `a message whose place is not told has to be fetched`() {
    #expect(HistoryReading.seen(in: [change(.added, "a", in: nil)]) == [seen("a")])
  }

  @Test func `the place it has now counts, not that of its arrival`() {
    let changes = [change(.added, "a"), change(.entered(.trash), "a", in: .trash)]
    #expect(HistoryReading.seen(in: changes) == [seen("a", .trash)])
  }

  private func trace(_ id: String, isArrival: Bool) -> DraftTraces.Trace {
    DraftTraces.Trace(threadID: ThreadID("t"), messageID: MessageID(id), isArrival: isArrival)
  }

  @Test func `what may concern a draft leaves a trace, once, and nothing else does`() {
    let changes = [
      change(.added, "draft", in: .draft), change(.added, "draft", in: .draft),
      change(.deleted, "old", in: nil), change(.added, "sent", in: .sent),
      change(.entered(.sent), "web"), change(.left(.draft), "web"),
      change(.entered(.trash), "trashed"), change(.added, "untold", in: nil),
      change(.added, "mail"), change(.entered(.inbox), "mail"),
      // The first message of a conversation is no draft's yet.
      change(.added, "t"), change(.left(.spam), "rescued"),
    ]
    #expect(
      HistoryReading.traces(in: changes) == [
        trace("draft", isArrival: true), trace("old", isArrival: false), trace("sent", isArrival: true),
        trace("web", isArrival: false), trace("trashed", isArrival: false), trace("untold", isArrival: true),
        trace("mail", isArrival: true), trace("rescued", isArrival: false),
      ])
  }
}
