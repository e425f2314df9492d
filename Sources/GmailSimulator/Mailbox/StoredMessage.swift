import FoundationEssentials

/// One message of a mailbox. Its content never changes; a changed draft is another message with another id.
struct StoredMessage {
  let id: HexID
  let threadID: HexID
  var labels: [String]
  /// When Gmail accepted it, in milliseconds since 1970: the order of the inbox.
  let internalDate: Int64
  /// The last history record that changed it.
  var historyID: UInt64
  let source: MailSource
  let size: Int
  /// When the search index will know it; label lists know it at once.
  let searchableFrom: Date

  func has(_ label: String) -> Bool { labels.contains(label) }

  /// `{id, threadId}`, what lists carry.
  var reference: JSON { .object(["id": id.json, "threadId": threadID.json]) }

  /// `{id, threadId, labelIds}`, what writes answer and history records carry.
  var labelled: JSON {
    .object(["id": id.json, "threadId": threadID.json, "labelIds": .nonEmpty(labels.map { .string($0) })])
  }
}

/// A conversation: its messages in the order of the inbox.
struct MailThread {
  let id: HexID
  /// What its subject is without `Re:` and the like: a reply that changes it starts another conversation.
  let subjectKey: String
  var messages: [HexID]
}
