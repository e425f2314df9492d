/// Where a message lies: in one place at a time. What was thrown away or is held for spam lies there, whatever it was before.
package enum MailPlace: String, Sendable, CaseIterable {
  case inbox
  /// Kept, out of the inbox.
  case archive
  case sent
  /// Not written to the end; no mail yet.
  case draft
  /// A message of a chat that the mailbox keeps beside mail.
  case chat
  case spam
  case trash

  /// Whether its owner sees a message there in its conversation, as something that was said.
  package var isInConversation: Bool {
    switch self {
    case .inbox, .archive, .sent, .chat: true
    case .draft, .spam, .trash: false
    }
  }

  /// Whether its owner no longer wants to see what lies there.
  package var isThrownAway: Bool { self == .spam || self == .trash }
}

/// What the mailbox's service takes a message for, when it does not take it for a person's.
package enum MailCategory: String, Sendable, CaseIterable {
  /// Offers and campaigns.
  case promotions
  /// Notices of networks of people.
  case social
  /// Lists and groups.
  case forums
  /// Confirmations, receipts, statements; and many a person.
  case updates
}
