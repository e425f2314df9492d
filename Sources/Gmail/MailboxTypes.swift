package import Secretary

/// Whose mailbox a token opens, and where its history stands now.
package struct MailboxProfile: Sendable, Equatable {
  package var address: String
  package var historyID: HistoryID

  package init(address: String, historyID: HistoryID) {
    self.address = address
    self.historyID = historyID
  }
}

/// Everything that happened since a cursor, oldest first, and the cursor to keep once it is safely stored.
package struct HistoryDelta: Sendable, Equatable {
  package var events: [HistoryEvent]
  /// The mailbox's current id, from the last page: not the id of the last event.
  package var currentID: HistoryID

  package init(events: [HistoryEvent], currentID: HistoryID) {
    self.events = events
    self.currentID = currentID
  }
}

/// One thing that happened to one message. Nothing is filtered: drafts, own writes and repeats are the worker's to judge.
package struct HistoryEvent: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case messageAdded
    /// Deleted for good, or the body of a draft that was saved again. Trash is `labelsAdded(["TRASH"])`.
    case messageDeleted
    case labelsAdded(Set<String>)
    case labelsRemoved(Set<String>)
  }

  package var kind: Kind
  package var messageID: MessageID
  package var threadID: ThreadID
  /// The labels the message has now, not at the time of the event; nil when Gmail did not say.
  package var currentLabels: Set<String>?

  package init(kind: Kind, messageID: MessageID, threadID: ThreadID, currentLabels: Set<String>? = nil) {
    self.kind = kind
    self.messageID = messageID
    self.threadID = threadID
    self.currentLabels = currentLabels
  }
}

/// A message by its ids only.
package struct MessageReference: Sendable, Hashable {
  package var id: MessageID
  package var threadID: ThreadID

  package init(id: MessageID, threadID: ThreadID) {
    self.id = id
    self.threadID = threadID
  }
}

/// One page of a listing, newest first. An empty page may still have a successor.
package struct MessagePage: Sendable, Equatable {
  package var messages: [MessageReference]
  /// Nil on the last page.
  package var next: String?

  package init(messages: [MessageReference], next: String? = nil) {
    self.messages = messages
    self.next = next
  }
}

package struct GmailLabel: Sendable, Equatable {
  package var id: String
  package var name: String
  package var isSystem: Bool

  package init(id: String, name: String, isSystem: Bool) {
    self.id = id
    self.name = name
    self.isSystem = isSystem
  }
}

/// A draft in Gmail. Its own id is stable; the message inside gets a new one at every edit.
package struct PlacedDraft: Sendable, Equatable {
  package var id: GmailDraftID
  package var messageID: MessageID
  package var threadID: ThreadID
  package var labels: Set<String>
  /// Empty right after creating or updating: Gmail answers those without headers.
  package var headers: MailHeaders

  package init(
    id: GmailDraftID, messageID: MessageID, threadID: ThreadID, labels: Set<String> = ["DRAFT"],
    headers: MailHeaders = MailHeaders()
  ) {
    self.id = id
    self.messageID = messageID
    self.threadID = threadID
    self.labels = labels
    self.headers = headers
  }

  /// False for a draft the user sent from Gmail's own page: the draft's id then leads to the *sent* mail, and deleting
  /// it would delete that.
  package var isStillDraft: Bool { labels.contains("DRAFT") && !labels.contains("SENT") }

  /// Our own id, from the header we wrote; Gmail keeps `X-` headers but replaces `Message-ID`.
  package var ours: DraftID? { headers.first(Self.header).map { DraftID(rawValue: $0) } }

  /// Names our draft inside Gmail, so that after a doubt it can be found again.
  package static let header = "X-Secretary-Draft"
}

/// What a thread holds of a reply we prepared earlier.
package enum PlacedReply: Sendable, Equatable {
  case draft(PlacedDraft)
  /// The user has sent it.
  case sent(MessageReference)
}

/// What a thread shows of a reply we prepared, and of what the user has sent in it since.
package struct ReplyTrace: Sendable, Equatable {
  package var reply: PlacedReply?
  /// The newest message without our header that was sent in the thread since the moment that was asked about.
  package var newerSent: MessageReference?

  package init(reply: PlacedReply? = nil, newerSent: MessageReference? = nil) {
    self.reply = reply
    self.newerSent = newerSent
  }
}

/// An address the user may send from.
package struct SendAsAddress: Sendable, Equatable {
  package var address: EmailAddress
  /// Empty when replies come back to the address itself.
  package var replyTo: String
  package var isPrimary: Bool
  package var isDefault: Bool
  /// Gmail rewrites the sender of an unverified one.
  package var isVerified: Bool

  package init(address: EmailAddress, replyTo: String = "", isPrimary: Bool, isDefault: Bool, isVerified: Bool) {
    self.address = address
    self.replyTo = replyTo
    self.isPrimary = isPrimary
    self.isDefault = isDefault
    self.isVerified = isVerified
  }
}
