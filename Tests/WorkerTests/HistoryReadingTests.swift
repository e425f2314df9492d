import Gmail
import Secretary
import Storage
import Testing

@testable import Worker

@Suite struct HistoryReadingTests {
  private func event(_ kind: HistoryEvent.Kind, _ id: String, labels: Set<String>? = ["INBOX"]) -> HistoryEvent {
    HistoryEvent(kind: kind, messageID: MessageID(id), threadID: ThreadID("t"), currentLabels: labels)
  }

  private func seen(_ id: String, _ settled: SetAsideReason? = nil) -> SeenMessage {
    SeenMessage(messageID: MessageID(id), threadID: ThreadID("t"), settled: settled)
  }

  @Test func `a message told in several records is seen once, in the order of arrival`() {
    let events = [
      event(.messageAdded, "b"), event(.messageAdded, "a"), event(.labelsAdded(["IMPORTANT"]), "b"),
      event(.labelsRemoved(["UNREAD"]), "a"), event(.messageAdded, "b"),
    ]
    #expect(HistoryReading.seen(in: events) == [seen("b"), seen("a")])
  }

  @Test func `drafts leave no trace`() {
    #expect(HistoryReading.seen(in: [event(.messageAdded, "d", labels: ["DRAFT"])]).isEmpty)
  }

  @Test func `what was deleted again is dropped`() {
    let events = [event(.messageAdded, "a"), event(.messageDeleted, "a", labels: nil), event(.messageAdded, "b")]
    #expect(HistoryReading.seen(in: events) == [seen("b")])
  }

  @Test(arguments: [
    ("SENT", SetAsideReason.ownMail), ("SENT INBOX", .ownMail), ("SPAM", .spam), ("TRASH", .trash),
  ])
  func `labels that settle a message settle it for nothing`(labels: String, reason: SetAsideReason) {
    #expect(
      HistoryReading.seen(in: [event(.messageAdded, "a", labels: Set(labels.split(separator: " ").map(String.init)))])
        == [seen("a", reason)])
  }

  @Test(arguments: [HistoryEvent.Kind.labelsRemoved(["SPAM"]), .labelsAdded(["INBOX"])])
  func `a rescue from spam is an arrival`(kind: HistoryEvent.Kind) {
    #expect(HistoryReading.seen(in: [event(kind, "a")]) == [seen("a")])
  }

  @Test(arguments: [HistoryEvent.Kind.labelsRemoved(["CATEGORY_PROMOTIONS"]), .labelsAdded(["CATEGORY_PERSONAL"])])
  func `what the user takes out of a category is decided again`(kind: HistoryEvent.Kind) {
    var moved = seen("a")
    moved.isMovedToPrimary = true
    #expect(HistoryReading.seen(in: [event(kind, "a", labels: ["INBOX", "CATEGORY_PERSONAL"])]) == [moved])
    #expect(HistoryReading.seen(in: [event(kind, "a", labels: ["INBOX", "CATEGORY_SOCIAL"])]) == [seen("a")])
  }

  @Test(arguments: [
    HistoryEvent.Kind.labelsRemoved(["INBOX"]), .labelsRemoved(["UNREAD"]), .labelsAdded(["STARRED"]),
    .labelsAdded(["Label_1"]),
  ])
  func `other changes of labels bring nothing`(kind: HistoryEvent.Kind) {
    #expect(HistoryReading.seen(in: [event(kind, "a")]).isEmpty)
  }

  @Test func `a message whose labels are not told has to be fetched`() {
    #expect(HistoryReading.seen(in: [event(.messageAdded, "a", labels: nil)]) == [seen("a")])
  }

  @Test func `the labels it has now count, not those at its arrival`() {
    let events = [event(.messageAdded, "a", labels: ["INBOX"]), event(.labelsAdded(["TRASH"]), "a", labels: ["TRASH"])]
    #expect(HistoryReading.seen(in: events) == [seen("a", .trash)])
  }

  private func trace(_ id: String, isArrival: Bool) -> DraftTraces.Trace {
    DraftTraces.Trace(threadID: ThreadID("t"), messageID: MessageID(id), isArrival: isArrival)
  }

  @Test func `what may concern a draft leaves a trace, once, and nothing else does`() {
    let events = [
      event(.messageAdded, "draft", labels: ["DRAFT"]), event(.messageAdded, "draft", labels: ["DRAFT"]),
      event(.messageDeleted, "old", labels: nil), event(.messageAdded, "sent", labels: ["SENT"]),
      event(.labelsAdded(["SENT"]), "web"), event(.labelsRemoved(["DRAFT"]), "web"),
      event(.labelsAdded(["TRASH"]), "trashed"), event(.messageAdded, "untold", labels: nil),
      event(.messageAdded, "mail"), event(.labelsRemoved(["UNREAD"]), "mail"), event(.labelsAdded(["INBOX"]), "mail"),
      // The first message of a conversation is no draft's yet.
      event(.messageAdded, "t"), event(.labelsRemoved(["SPAM"]), "rescued"),
    ]
    #expect(
      HistoryReading.traces(in: events) == [
        trace("draft", isArrival: true), trace("old", isArrival: false), trace("sent", isArrival: true),
        trace("web", isArrival: false), trace("trashed", isArrival: false), trace("untold", isArrival: true),
        trace("mail", isArrival: true), trace("rescued", isArrival: false),
      ])
  }
}
