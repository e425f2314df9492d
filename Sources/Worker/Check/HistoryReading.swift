import Secretary
import StoreRequests

/// Which messages a stretch of mailbox history brings to the ledger. Pure.
///
/// The same message is told in several changes and with its place of now, so everything is judged per message
/// at the end of the stretch: drafts are passed over before anything is fetched (their messages change with every
/// keystroke), what was deleted again is dropped, and a place that settles the matter settles it for nothing.
enum HistoryReading {
  static func seen(in changes: [MailboxChange]) -> [SeenMessage] {
    var order: [MessageReference] = []
    var latest: [MessageID: MailboxChange] = [:]
    var gone: Set<MessageID> = []
    var known: Set<MessageID> = []
    var moved: Set<MessageID> = []
    for change in changes {
      if change.kind == .leftCategory { moved.insert(change.messageID) }
      if change.place != nil { latest[change.messageID] = change }
      if change.kind == .deleted { gone.insert(change.messageID) }
      if brings(change.kind), known.insert(change.messageID).inserted {
        order.append(MessageReference(id: change.messageID, threadID: change.threadID))
      }
    }
    return order.compactMap { reference in
      let now = latest[reference.id]
      guard !gone.contains(reference.id), var message = seen(reference, in: now?.place) else { return nil }
      message.isMovedToPrimary = moved.contains(reference.id) && now != nil && now?.category == nil
      return message
    }
  }

  /// Messages that the person has put the label on which asks for a draft, and that are still there.
  static func asked(in changes: [MailboxChange]) -> [MessageReference] {
    let gone = Set(changes.filter { $0.kind == .deleted }.map(\.messageID))
    var known: Set<MessageID> = []
    return changes.filter { $0.kind == .asked && !gone.contains($0.messageID) && known.insert($0.messageID).inserted }
      .map { MessageReference(id: $0.messageID, threadID: $0.threadID) }
  }

  /// Arrival, or rescue from spam or from a category. What the user sends from the mailbox's page is the message that was a draft.
  private static func brings(_ kind: MailboxChange.Kind) -> Bool {
    [.added, .left(.spam), .entered(.inbox), .entered(.sent), .leftCategory].contains(kind)
  }

  /// Nil for drafts, which are no mail yet.
  static func seen(_ message: MessageReference, in place: MailPlace?) -> SeenMessage? {
    let reason: SetAsideReason?
    switch place {
    case .draft: return nil
    case .sent: reason = .ownMail
    case .spam: reason = .spam
    case .trash: reason = .trash
    case .inbox, .archive, .chat, nil: reason = nil
    }
    return SeenMessage(messageID: message.id, threadID: message.threadID, settled: reason)
  }

  // MARK: Drafts

  /// What may concern drafts of ours: anything that came into a conversation (every edit on the mailbox's page gives a draft
  /// another message), or that was deleted, sent, thrown away or brought back. A message whose id is its conversation's began
  /// it (Gmail names conversations so), and what begins one is answered by no draft yet.
  static func traces(in changes: [MailboxChange]) -> [DraftTraces.Trace] {
    var known: Set<DraftTraces.Trace> = []
    return changes.compactMap { change in
      let isArrival: Bool
      switch change.kind {
      case .added:
        guard change.messageID.rawValue != change.threadID.rawValue else { return nil }
        isArrival = true
      case .deleted: isArrival = false
      case .entered(let place), .left(let place):
        guard [.draft, .sent, .trash, .spam].contains(place) else { return nil }
        isArrival = false
      case .leftCategory, .asked: return nil
      }
      let trace = DraftTraces.Trace(threadID: change.threadID, messageID: change.messageID, isArrival: isArrival)
      return known.insert(trace).inserted ? trace : nil
    }
  }
}
