import Gmail
import Secretary
import Storage

/// Which messages a stretch of mailbox history brings to the ledger. Pure.
///
/// Gmail tells the same message in several records and with the labels it has now, so everything is judged per message
/// at the end of the stretch: drafts are passed over before anything is fetched (their messages change with every
/// keystroke), what was deleted again is dropped, and labels that settle the matter settle it for nothing.
enum HistoryReading {
  static func seen(in events: [HistoryEvent]) -> [SeenMessage] {
    var order: [MessageReference] = []
    var labels: [MessageID: Set<String>] = [:]
    var gone: Set<MessageID> = []
    var known: Set<MessageID> = []
    var moved: Set<MessageID> = []
    for event in events {
      if movesOutOfCategory(event.kind) { moved.insert(event.messageID) }
      if let current = event.currentLabels { labels[event.messageID] = current }
      if event.kind == .messageDeleted { gone.insert(event.messageID) }
      if brings(event.kind), known.insert(event.messageID).inserted {
        order.append(MessageReference(id: event.messageID, threadID: event.threadID))
      }
    }
    return order.compactMap { reference in
      guard !gone.contains(reference.id), var message = seen(reference, labels: labels[reference.id]) else {
        return nil
      }
      message.isMovedToPrimary =
        moved.contains(reference.id) && labels[reference.id]?.isDisjoint(with: categories) == true
      return message
    }
  }

  /// Gmail's guesses that mail is not for a person. It guesses on arrival; a later change is the user's.
  private static let categories: Set<String> = [
    "CATEGORY_PROMOTIONS", "CATEGORY_SOCIAL", "CATEGORY_FORUMS", "CATEGORY_UPDATES",
  ]

  private static func movesOutOfCategory(_ kind: HistoryEvent.Kind) -> Bool {
    switch kind {
    case .labelsRemoved(let labels): !labels.isDisjoint(with: categories)
    case .labelsAdded(let labels): labels.contains("CATEGORY_PERSONAL")
    case .messageAdded, .messageDeleted: false
    }
  }

  /// Arrival, or rescue from spam or from a category, which appear as changes of labels only.
  private static func brings(_ kind: HistoryEvent.Kind) -> Bool {
    if movesOutOfCategory(kind) { return true }
    return switch kind {
    case .messageAdded: true
    case .labelsRemoved(let labels): labels.contains("SPAM")
    case .labelsAdded(let labels): labels.contains("INBOX")
    case .messageDeleted: false
    }
  }

  /// Nil for drafts, which are no mail yet.
  static func seen(_ message: MessageReference, labels: Set<String>?) -> SeenMessage? {
    if labels?.contains("DRAFT") == true { return nil }
    let reason: SetAsideReason? =
      switch labels ?? [] {
      case let labels where labels.contains("SENT"): .ownMail
      case let labels where labels.contains("SPAM"): .spam
      case let labels where labels.contains("TRASH"): .trash
      default: nil
      }
    return SeenMessage(messageID: message.id, threadID: message.threadID, settled: reason)
  }

  // MARK: Drafts

  /// What may concern drafts of ours: anything that came into a conversation (every edit in Gmail's page gives a draft another
  /// message), or that was deleted, sent, thrown away or brought back. A message whose id is its conversation's began it
  /// (Gmail names conversations so), and what begins one is answered by no draft yet.
  static func traces(in events: [HistoryEvent]) -> [DraftTraces.Trace] {
    var known: Set<DraftTraces.Trace> = []
    return events.compactMap { event in
      let isArrival: Bool
      switch event.kind {
      case .messageAdded:
        guard event.messageID.rawValue != event.threadID.rawValue else { return nil }
        isArrival = true
      case .messageDeleted: isArrival = false
      case .labelsAdded(let labels), .labelsRemoved(let labels):
        guard !labels.isDisjoint(with: ["DRAFT", "SENT", "TRASH", "SPAM"]) else { return nil }
        isArrival = false
      }
      let trace = DraftTraces.Trace(threadID: event.threadID, messageID: event.messageID, isArrival: isArrival)
      return known.insert(trace).inserted ? trace : nil
    }
  }
}
